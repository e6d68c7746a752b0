import { act, render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import type { MessageOverrides, Messages, OperationsTrayProps } from 'react-accepted'
import { OperationsTray, useOperations } from 'react-accepted'
import { checkIntents, checkPolls } from 'react-accepted/simulator'
import { useCreateConfiguration, useCreateMemoryStore } from 'react-accepted/twilio'
import type { OrchestratorClientOptions } from 'react-accepted/twilio/client'
import type { ScriptRule, SimulatorOptions } from 'react-accepted/twilio/simulator'
import { describe, expect, it, vi } from 'vitest'

import { CONFIGURATION, accept, createHarness, pass } from '../../hooks/harness.tsx'

const HOUR = 3_600_000

interface Page {
  readonly operations?: ReturnType<typeof useOperations>
  readonly create?: ReturnType<typeof useCreateConfiguration>
  readonly createStore?: ReturnType<typeof useCreateMemoryStore>
}

interface Settings extends OperationsTrayProps {
  readonly script?: readonly ScriptRule[]
  readonly simulator?: SimulatorOptions
  readonly client?: Partial<OrchestratorClientOptions>
  readonly messages?: MessageOverrides
}

/** A page with the tray and the hooks that submit. */
async function open({ script = [], simulator, client, messages, ...props }: Settings = {}) {
  const harness = createHarness(simulator, client, { messages })
  harness.simulator.script(...script)
  const page: { -readonly [TKey in keyof Page]: Page[TKey] } = {}
  function Hooks() {
    const hooks = {
      operations: useOperations(),
      create: useCreateConfiguration(),
      createStore: useCreateMemoryStore(),
    }
    Object.assign(page, hooks)
    return null
  }
  const view = render(
    <>
      <Hooks />
      <OperationsTray {...props} />
    </>,
    { wrapper: harness.Wrapper },
  )
  const user = userEvent.setup({ advanceTimers: (ms) => vi.advanceTimersByTimeAsync(ms) })
  await pass(0)
  const memoryStoreId = (await harness.client.memoryStores.list().then(({ items }) => items))[0] ?? ''
  const parts = (name: string) => [...view.container.querySelectorAll<HTMLElement>(`[data-part="${name}"]`)]
  const part = (name: string) => parts(name)[0]
  /** Watches an operation that was accepted elsewhere. */
  async function watch(displayName: string) {
    const accepting = accept(harness.client, { displayName })
    const accepted = await accepting
    await act(async () => page.operations?.watch(accepted))
    return accepted
  }
  async function submit(displayName = 'Evening Desk') {
    await act(async () => {
      void page.create?.submit({ ...CONFIGURATION, memoryStoreId, displayName })
      await vi.advanceTimersByTimeAsync(0)
    })
  }
  async function press(name: string) {
    await user.click(screen.getByRole('button', { name }))
    await pass(0)
  }
  const posts = () => harness.simulator.log().filter(({ method }) => method === 'POST')
  const labels = () => parts('label').map(({ textContent }) => textContent)
  return { ...harness, ...view, page, user, part, parts, watch, submit, press, posts, labels }
}

const onCreate = (fault: ScriptRule['fault'], times: ScriptRule['times'] = 1): ScriptRule => ({
  on: 'configurations.create',
  times,
  fault,
})
const FAILURE = {
  type: 'https://www.twilio.com/docs/api/errors/520042',
  title: 'Not active',
  detail: 'Wait for it.',
}

describe('the list', () => {
  it('says in words that it is empty', async () => {
    const { part, container } = await open()
    expect(screen.getByRole('region', { name: 'Operations' })).toBeVisible()
    expect(part('empty')).toHaveTextContent('No operations')
    expect(container.querySelector('ul')).toBeNull()
  })

  it('shows running operations, the newest first, and counts them in its heading', async () => {
    const { watch, labels, part } = await open()
    await watch('Morning Desk')
    await pass(1_000)
    await watch('Evening Desk')
    expect(labels()).toEqual(['Evening Desk', 'Morning Desk'])
    expect(screen.getByRole('heading', { level: 2 })).toHaveTextContent('Operations 2 running')
    expect(within(screen.getByRole('list')).getAllByRole('listitem')).toHaveLength(2)
    expect(part('action')).toHaveTextContent('Create configuration')
    expect(part('badge')).toHaveTextContent('In progress')
    expect(screen.getByRole('button', { name: 'Stop watching Morning Desk' })).toBeVisible()
  })

  it('shows an unknown kind as it is, and an operation without a kind or label by its ID', async () => {
    const { page, labels } = await open()
    const base = { api: 'conversations', acceptedAt: Date.now(), nextPollAt: Date.now() + 60_000 }
    await act(async () => {
      page.operations?.watch({ ...base, operationId: 'proc_job_1' })
      page.operations?.watch({ ...base, operationId: 'proc_job_2', kind: 'nightly-import' })
      page.operations?.watch({ ...base, operationId: 'proc_job_3', kind: 'memoryStore.create' })
    })
    expect(labels().toSorted()).toEqual(['Create memory store', 'nightly-import', 'proc_job_1'])
  })

  it('accepts a heading level, a class, an accessible name and a ref', async () => {
    const ref = { current: null }
    const { container } = await open({ headingLevel: 4, className: 'mine', 'aria-label': 'Mine', id: 'tray' })
    expect(screen.getByRole('heading', { level: 4 })).toBeVisible()
    expect(container.querySelector('section')).toHaveClass('ra-tray', 'mine')
    const harness = createHarness()
    render(<OperationsTray ref={ref} />, { wrapper: harness.Wrapper })
    expect(ref.current).toHaveAttribute('data-part', 'tray')
  })

  it('shows how long each has been running, and renders nothing else for that or for a poll', async () => {
    // The tray calls the first on each render, and a row calls the second.
    const trayCount = vi.fn<Messages['trayCount']>(() => '')
    const action = vi.fn<Messages['action']>((kind) => kind)
    const { watch, part, polls } = await open({
      simulator: { operationMs: 600_000 },
      messages: { trayCount, action },
    })
    await watch('Evening Desk')
    await pass(2_500)
    const before = [trayCount.mock.calls.length, action.mock.calls.length]
    await pass(30_000)
    expect(part('elapsed')).toHaveTextContent('32s so far')
    expect(polls().length).toBeGreaterThan(10)
    expect([trayCount.mock.calls.length, action.mock.calls.length]).toEqual(before)
  })
})

describe('the outcome', () => {
  it('is an ID to copy if the application has no page for it', async () => {
    const { watch, part } = await open()
    await watch('Evening Desk')
    await pass(10_000)
    expect(part('badge')).toHaveTextContent('Completed')
    expect(part('resource')).toHaveTextContent(/^conv_configuration_/)
    expect(screen.getByRole('button', { name: 'Copy Configuration ID' })).toBeVisible()
    expect(part('age')).toHaveTextContent('6s ago')
  })

  it('is a link if the application has a page for it, named after the row', async () => {
    const { watch } = await open({ getResourceHref: ({ id, type }) => `/${type}/${id}` })
    await watch('Evening Desk')
    await pass(10_000)
    const link = screen.getByRole('link', { name: 'Open Evening Desk' })
    expect(link).toHaveAttribute('href', expect.stringMatching(/^\/configuration\/conv_configuration_/))
  })

  it('is not a link if the resource was deleted', async () => {
    const { client, page, part } = await open({ getResourceHref: ({ id }) => `/${id}` })
    const id = (await client.configurations.list()).items[0]?.id ?? ''
    const accepted = await client.configurations.delete(id)
    await act(async () => page.operations?.watch(accepted))
    await pass(10_000)
    expect(part('badge')).toHaveTextContent('Completed')
    expect(screen.queryByRole('link')).toBeNull()
  })

  it('is the reason if the operation failed', async () => {
    const { watch, part } = await open({ script: [onCreate({ kind: 'fail', error: FAILURE })] })
    await watch('Evening Desk')
    await pass(10_000)
    expect(part('badge')).toHaveTextContent('Failed')
    expect(part('failure')).toHaveTextContent('Not activeWait for it.')
  })

  it('is stated if the operation was cancelled', async () => {
    const { watch, part } = await open({ script: [onCreate({ kind: 'cancel' })] })
    await watch('Evening Desk')
    await pass(10_000)
    expect(part('row')).toHaveTextContent(/cancelled before it finished/)
  })

  it('is not known if the operation takes longer, and the row says what can be done', async () => {
    const { watch, part } = await open({
      script: [onCreate({ kind: 'stuck' })],
      supportUrl: 'https://help.example/',
    })
    await watch('Evening Desk')
    await pass(400_000)
    expect(part('stuck')).toHaveTextContent('This is taking longer than usual')
    expect(screen.getByRole('link', { name: 'Contact Support' })).toHaveAttribute(
      'href',
      'https://help.example/',
    )
    expect(screen.getByRole('button', { name: 'Stop watching Evening Desk' })).toBeVisible()
  })

  it('is open after the longest watch, and a check on request polls once without announcing another', async () => {
    const { watch, press, part, polls } = await open({
      simulator: { operationMs: 600_000 },
      client: { maxWatchMs: 60_000 },
    })
    await watch('Evening Desk')
    await pass(200_000)
    expect(part('badge')).toHaveTextContent('In progressPaused')
    expect(part('row')).toHaveTextContent('Not being checked right now. The operation itself keeps running.')
    const before = polls().length
    await press('Check now Evening Desk')
    await pass(0)
    expect(polls()).toHaveLength(before + 1)
    expect(part('next-check')).toBeEmptyDOMElement()
  })

  it('can be checked again or dismissed if it can no longer be read', async () => {
    const { watch, press, part, labels } = await open({
      script: [{ on: 'operations.get', times: 'always', fault: { kind: 'status', status: 410 } }],
    })
    await watch('Evening Desk')
    await pass(3_000)
    expect(part('badge')).toHaveTextContent('Status unknown')
    expect(part('count')).toBeEmptyDOMElement()
    await press('Check now')
    await press('Dismiss Evening Desk')
    expect(labels()).toEqual([])
  })
})

describe('watching', () => {
  it('stops and starts again, and the focus stays in the row', async () => {
    const { watch, press, part, polls, simulator } = await open({ simulator: { operationMs: 30_000 } })
    await watch('Evening Desk')
    await pass(5_000)
    const before = polls().length
    await press('Stop watching Evening Desk')
    expect(screen.getByRole('heading')).not.toHaveTextContent('running')
    expect(part('badge')).toHaveTextContent('In progressPaused')
    expect(part('row')).toHaveFocus()
    expect(part('row')).toHaveTextContent('Not being checked right now. The operation itself keeps running.')
    await pass(60_000)
    expect(polls()).toHaveLength(before)
    expect(part('badge')).toHaveTextContent('In progress')
    await press('Watch again Evening Desk')
    await pass(1_000)
    expect(part('badge')).toHaveTextContent('Completed')
    expect(checkPolls(simulator.log())).toEqual([])
  })

  it('can be ended for good', async () => {
    const { watch, press, labels } = await open()
    await watch('Evening Desk')
    await press('Stop watching Evening Desk')
    await press('Dismiss Evening Desk')
    expect(labels()).toEqual([])
  })

  it('checks on request as soon as the server allows it, and says when that is', async () => {
    const { watch, press, part, polls, simulator } = await open({ simulator: { operationMs: 600_000 } })
    await watch('Evening Desk')
    await pass(500)
    const before = polls().length
    await press('Check now Evening Desk')
    expect(polls()).toHaveLength(before)
    expect(part('next-check')).toHaveTextContent('Next check in 2s')
    await pass(4_000)
    expect(part('next-check')).toBeEmptyDOMElement()
    expect(checkPolls(simulator.log())).toEqual([])
  })
})

describe('clearing', () => {
  it('removes an ended operation and moves the focus to the next row, then to the heading', async () => {
    const { watch, press, parts, labels } = await open()
    for (const name of ['First', 'Second', 'Third']) {
      await watch(name)
      await pass(10)
    }
    await pass(10_000)
    await press('Dismiss Third')
    expect(labels()).toEqual(['Second', 'First'])
    expect(parts('row')[0]).toHaveFocus()
    await press('Dismiss First')
    expect(labels()).toEqual(['Second'])
    expect(screen.getByRole('heading')).toHaveFocus()
    await press('Dismiss Second')
    expect(screen.getByRole('heading')).toHaveFocus()
    expect(screen.getByText('No operations')).toBeVisible()
  })

  it('removes all ended operations and keeps running ones', async () => {
    const { watch, press, labels } = await open()
    await watch('First')
    await pass(10_000)
    await watch('Second')
    await press('Clear finished')
    expect(labels()).toEqual(['Second'])
    expect(screen.getByRole('heading')).toHaveFocus()
    expect(screen.queryByRole('button', { name: 'Clear finished' })).toBeNull()
  })

  it('does not take the focus if it is elsewhere', async () => {
    const { watch, page } = await open()
    const accepted = await watch('First')
    screen.getByRole('button', { name: 'Stop watching First' }).focus()
    screen.getByRole('button', { name: 'Stop watching First' }).blur()
    await pass(0)
    await act(async () => page.operations?.dismiss(accepted))
    await pass(0)
    expect(document.body).toHaveFocus()
  })

  it('keeps the focus in its row when the focused button disappears because the operation has ended', async () => {
    const { watch, part } = await open()
    await watch('First')
    screen.getByRole('button', { name: 'Stop watching First' }).focus()
    await pass(10_000)
    expect(part('badge')).toHaveTextContent('Completed')
    expect(part('row')).toHaveFocus()
  })
})

describe('an unconfirmed intent', () => {
  const NEVER_ANSWERED = onCreate({ kind: 'dropAfter' }, 5)

  it('is listed first, is sent again with its own key, and becomes an operation', async () => {
    const { watch, submit, press, part, parts, posts, labels, simulator } = await open({
      simulator: { operationMs: 600_000 },
    })
    simulator.script(NEVER_ANSWERED)
    await submit()
    await pass(300_000)
    await watch('Morning Desk')
    expect(labels()).toEqual(['Evening Desk', 'Morning Desk'])
    expect(screen.getByRole('heading')).toHaveTextContent('Operations 1 running, 1 not confirmed')
    expect(part('badge')).toHaveTextContent('Not confirmed')
    expect(part('row')).toHaveTextContent('It is safe to send it again.')
    await press('Send again Evening Desk')
    expect(screen.getByRole('heading')).toHaveTextContent('Operations 2 running')
    expect(parts('row')[0]).toHaveFocus()
    const keys = posts().flatMap(({ idempotencyKey }) => idempotencyKey ?? [])
    expect(new Set(keys).size).toBe(2)
    expect(checkIntents(simulator.log())).toEqual([])
  })

  it('keeps its place while it is sent, and says that there is still no clear answer', async () => {
    const { submit, press, part, parts } = await open({ script: [onCreate({ kind: 'dropAfter' }, 'always')] })
    await submit()
    await pass(300_000)
    await press('Send again Evening Desk')
    expect(part('badge')).toHaveTextContent('Sending…')
    expect(parts('row')).toHaveLength(1)
    const button = part('send-again')
    expect(button).toHaveAttribute('aria-disabled', 'true')
    expect(button).toHaveFocus()
    await pass(300_000)
    expect(part('badge')).toHaveTextContent('Not confirmed')
    expect(screen.getByText('Still no clear answer.').closest('[aria-live="polite"]')).toBeVisible()
    expect(part('send-again')).toHaveFocus()
  })

  /** An intent that never arrived, and that the server refuses now. */
  async function openRefused() {
    const page = await open({ script: [onCreate({ kind: 'dropBefore' }, 5)] })
    await page.submit()
    await pass(300_000)
    const no = { kind: 'status', status: 400, code: 20001, message: 'The name is reserved' } as const
    page.simulator.script(onCreate(no, 5))
    await page.press('Send again Evening Desk')
    await pass(60_000)
    return { ...page, no }
  }

  it('stays unconfirmed when the server refuses a later attempt, and shows the reason', async () => {
    const { part } = await openRefused()
    expect(part('badge')).toHaveTextContent('Not confirmed')
    expect(part('failure')).toHaveTextContent('The name is reserved')
    expect(screen.getByRole('button', { name: 'Send again Evening Desk' })).toBeEnabled()
  })

  it('is refused when it can no longer be on its way, until it is dismissed', async () => {
    const { part, press, simulator, no } = await openRefused()
    await pass(600_000)
    simulator.script(onCreate(no, 5))
    await press('Send again Evening Desk')
    await pass(60_000)
    expect(part('badge')).toHaveTextContent('Not accepted')
    expect(part('failure')).toHaveTextContent('The name is reserved')
    expect(part('count')).toBeEmptyDOMElement()
    await press('Dismiss Evening Desk')
    expect(part('empty')).toBeVisible()
    expect(screen.getByRole('heading')).toHaveFocus()
  })

  it('can be discarded', async () => {
    const { submit, press, part, page } = await open({ script: [NEVER_ANSWERED] })
    await submit()
    await pass(300_000)
    await press('Discard Evening Desk')
    expect(part('empty')).toBeVisible()
    expect(page.create?.intent.state).toBe('idle')
  })

  it('is looked for by its name when its key is too old', async () => {
    const { submit, press, part, posts } = await open({
      script: [NEVER_ANSWERED],
      getResourceHref: ({ id }) => `/${id}`,
    })
    await submit()
    await pass(300_000)
    vi.setSystemTime(Date.now() + 23 * HOUR)
    const sent = posts().length
    await press('Send again Evening Desk')
    expect(posts()).toHaveLength(sent)
    expect(part('row')).toHaveTextContent('can no longer be sent again safely')
    expect(part('found')).toHaveTextContent('most likely yours')
    expect(part('found')?.closest('[aria-live="polite"]')).toBeVisible()
    expect(screen.getByRole('link', { name: 'Open Evening Desk' })).toBeVisible()
    expect(screen.getByRole('button', { name: 'Look for it Evening Desk' })).toBeVisible()
  })

  it('says that nothing with its name was found', async () => {
    const { submit, press, part } = await open({ script: [onCreate({ kind: 'dropBefore' }, 5)] })
    await submit()
    await pass(300_000)
    vi.setSystemTime(Date.now() + 23 * HOUR)
    await press('Send again Evening Desk')
    expect(part('found')).toHaveTextContent('Nothing with this name was found.')
    expect(part('found')).toHaveAttribute('data-state', 'notFound')
  })

  it('says how many with its name were found', async () => {
    const { client, submit, press, part } = await open({ script: [NEVER_ANSWERED] })
    await submit()
    await pass(300_000)
    await accept(client)
    await pass(10_000)
    vi.setSystemTime(Date.now() + 23 * HOUR)
    await press('Send again Evening Desk')
    expect(part('found')).toHaveTextContent('2 with this name were found.')
    expect(part('candidates')?.querySelectorAll('li')).toHaveLength(2)
  })

  it('cannot be sent again if that could create it twice', async () => {
    const { page, part, posts } = await open({
      script: [{ on: 'stores.create', times: 'always', fault: { kind: 'dropAfter' } }],
    })
    await act(async () => {
      void page.createStore?.submit({ displayName: 'harbor-archive' })
      await vi.advanceTimersByTimeAsync(60_000)
    })
    expect(part('row')).toHaveTextContent('because that could create it twice')
    expect(screen.queryByRole('button', { name: /^Send again/ })).toBeNull()
    expect(screen.getByRole('button', { name: 'Discard harbor-archive' })).toBeVisible()
    expect(posts()).toHaveLength(1)
  })
})

describe('an announcement', () => {
  it('is made once for each change, and not for a poll', async () => {
    const { watch, polls } = await open({ simulator: { operationMs: 20_000 } })
    const heard: string[] = []
    const observer = new MutationObserver((records) => {
      for (const { target } of records) {
        const region = (target instanceof Element ? target : target.parentElement)?.closest(
          'output, [aria-live], [role="alert"]',
        )
        if (region?.textContent) heard.push(region.textContent)
      }
    })
    observer.observe(document.body, { childList: true, subtree: true, characterData: true })
    await watch('Evening Desk')
    await pass(15_000)
    expect(polls().length).toBeGreaterThan(3)
    expect(heard).toEqual(['1 running'])
    await pass(15_000)
    expect(heard).toEqual(['1 running', 'Evening Desk: completed.'])
    observer.disconnect()
  })
})

it('the tray uses the messages of the application', async () => {
  const harness = createHarness(
    {},
    {},
    { messages: { trayTitle: 'Vorgänge', trayEmptyTitle: 'Nichts zu tun' } },
  )
  render(<OperationsTray />, { wrapper: harness.Wrapper })
  expect(screen.getByRole('region', { name: 'Vorgänge' })).toHaveTextContent('Nichts zu tun')
})
