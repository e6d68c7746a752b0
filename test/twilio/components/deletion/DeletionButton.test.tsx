import { render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import type { ReactNode } from 'react'
import { useEffect } from 'react'
import { useOperations } from 'react-accepted'
import type { AcceptedOperation } from 'react-accepted/client'
import { checkIntents } from 'react-accepted/simulator'
import {
  DeleteConfigurationButton,
  DeleteConversationButton,
  DeleteMemoryStoreButton,
} from 'react-accepted/twilio'
import type { ScriptRule, SimulatorOptions } from 'react-accepted/twilio/simulator'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import { provideDialogs } from '../../../components/elements/provideDialogs.ts'
import { createHarness, pass } from '../../../hooks/harness.tsx'

const CONVERSATION = 'conv_conversation_01k9w5t6d3r8n0vyh2m4qc7xjb'

let takeDialogsAway: () => void
beforeEach(() => {
  takeDialogsAway = provideDialogs()
})
afterEach(() => takeDialogsAway())

interface Ids {
  readonly configurationId: string
  readonly memoryStoreId: string
}

async function show(
  children: (ids: Ids) => ReactNode,
  { script = [], options = {} }: { script?: ScriptRule[]; options?: SimulatorOptions } = {},
) {
  const harness = createHarness(options)
  harness.queryClient.setDefaultOptions({ queries: { retry: false } })
  const [configuration] = (await harness.client.configurations.list()).items
  const memoryStoreId = configuration?.memoryStoreId ?? ''
  const ids = { configurationId: configuration?.id ?? '', memoryStoreId }
  harness.simulator.script(...script)
  const view = render(<>{children(ids)}</>, { wrapper: harness.Wrapper })
  const user = userEvent.setup({ advanceTimers: (ms) => vi.advanceTimersByTimeAsync(ms) })
  await pass(0)
  const part = (name: string) => view.container.querySelector<HTMLElement>(`[data-part="${name}"]`)
  const deletes = () => harness.simulator.log().filter(({ method }) => method === 'DELETE')
  async function press(name: string | RegExp) {
    const dialog = screen.queryByRole('dialog')
    await user.click(within(dialog ?? view.container).getByRole('button', { name }))
    await pass(0)
  }
  async function confirm(name: string | RegExp = /^Delete/) {
    await press(name)
    await user.click(screen.getByRole('checkbox', { name: 'Yes, delete it for good' }))
    await press('Delete')
  }
  return { ...harness, ...view, ids, user, part, deletes, press, confirm }
}

const configuration = ({ configurationId }: Ids) => (
  <DeleteConfigurationButton configurationId={configurationId} displayName="Harbor Support" />
)
const store = ({ memoryStoreId }: Ids) => (
  <DeleteMemoryStoreButton memoryStoreId={memoryStoreId} displayName="harbor-memory" />
)
const onDelete = (fault: ScriptRule['fault'], times: ScriptRule['times'] = 1): ScriptRule => ({
  on: 'configurations.delete',
  times,
  fault,
})

describe('the confirmation', () => {
  it('names what is deleted, what is deleted with it and what stays, and focuses Cancel first', async () => {
    const { press } = await show(configuration)
    await press('Delete Harbor Support')
    const dialog = screen.getByRole('dialog', { name: 'Delete the configuration Harbor Support?' })
    expect(dialog).toHaveTextContent('capture rules, timeouts and callbacks are deleted with it')
    expect(dialog).toHaveTextContent('Its memory store stays')
    expect(dialog).toHaveTextContent('This cannot be undone.')
    expect(screen.getByRole('button', { name: 'Cancel' })).toHaveFocus()
  })

  it('closes with Escape and with Cancel, and the focus returns to the button', async () => {
    const { press, user, deletes } = await show(configuration)
    await press('Delete Harbor Support')
    await user.keyboard('{Escape}')
    expect(screen.queryByRole('dialog')).toBeNull()
    expect(screen.getByRole('button')).toHaveFocus()
    await user.keyboard('{Enter}')
    expect(screen.getByRole('dialog')).toBeVisible()
    await press('Cancel')
    expect(screen.queryByRole('dialog')).toBeNull()
    expect(screen.getByRole('button')).toHaveFocus()
    expect(deletes()).toEqual([])
  })

  it('requires its checkbox to be ticked, and clears it when it closes', async () => {
    const { press, user, deletes } = await show(configuration)
    await press('Delete Harbor Support')
    await press('Delete')
    const tick = screen.getByRole('checkbox')
    expect(tick).toHaveFocus()
    expect(tick).toHaveAccessibleDescription('Tick this first.')
    await user.keyboard(' ')
    expect(tick).toBeValid()
    await press('Cancel')
    await press('Delete Harbor Support')
    expect(screen.getByRole('checkbox')).not.toBeChecked()
    expect(deletes()).toEqual([])
  })

  it('reads the name if none is given, and falls back to the ID', async () => {
    const { press, ids } = await show(({ configurationId }) => (
      <DeleteConfigurationButton configurationId={configurationId} />
    ))
    await press('Delete')
    expect(screen.getByRole('dialog')).toHaveTextContent(ids.configurationId)
    expect(screen.getByRole('dialog', { name: 'Delete the configuration Harbor Support?' })).toBeVisible()
  })

  it('names the configurations that use a memory store', async () => {
    const { press } = await show(store)
    await press(/^Delete/)
    await pass(0)
    expect(screen.getByRole('dialog', { name: 'Delete the memory store harbor-memory?' })).toHaveTextContent(
      'Configurations that use it now: Harbor Support, Ferry Bookings, Lighthouse Night Desk.',
    )
  })

  it('does not submit a form around it', async () => {
    const onSubmit = vi.fn<() => void>()
    const { press, user } = await show((ids) => <form onSubmit={onSubmit}>{configuration(ids)}</form>)
    await press('Delete Harbor Support')
    screen.getByRole('checkbox').focus()
    await user.keyboard('{Enter}')
    expect(onSubmit).not.toHaveBeenCalled()
  })
})

describe('the deletion', () => {
  it('is sent once, shown while it runs, and closes the dialog when it is done', async () => {
    const onCompleted = vi.fn<() => void>()
    const { press, user, deletes, client, ids, simulator } = await show(({ configurationId }) => (
      <DeleteConfigurationButton
        configurationId={configurationId}
        displayName="Harbor Support"
        onCompleted={onCompleted}
      />
    ))
    await press('Delete Harbor Support')
    await user.click(screen.getByRole('checkbox'))
    await user.dblClick(screen.getByRole('button', { name: 'Delete' }))
    await pass(0)
    const dialog = screen.getByRole('dialog', { name: 'Deletion of Harbor Support' })
    expect(within(dialog).getByRole('progressbar')).toBeVisible()
    expect(dialog).toHaveTextContent('You can close this. The deletion continues.')
    expect(within(dialog).getByRole('button', { name: 'Deleting…' })).toHaveAttribute('aria-disabled', 'true')
    expect(dialog).toContainElement(document.activeElement as HTMLElement)
    await pass(10_000)
    expect(screen.queryByRole('dialog')).toBeNull()
    expect(onCompleted).toHaveBeenCalledOnce()
    expect(screen.getByRole('button', { name: 'Deleted Harbor Support' })).toHaveFocus()
    expect(screen.getByRole('button')).toHaveAttribute('aria-disabled', 'true')
    await user.keyboard('{Enter}')
    expect(screen.queryByRole('dialog')).toBeNull()
    expect(deletes()).toHaveLength(1)
    await expect(client.configurations.get(ids.configurationId)).rejects.toMatchObject({
      failure: { kind: 'notFound' },
    })
    expect(checkIntents(simulator.log())).toEqual([])
  })

  it('continues when the dialog is closed, and is shown by another button', async () => {
    const { confirm, press, rerender, ids, deletes } = await show(configuration)
    await confirm()
    await press('Close')
    expect(screen.getByRole('button', { name: 'Deleting… Harbor Support' })).toHaveFocus()
    rerender(<div>{configuration(ids)}</div>)
    await press('Deleting… Harbor Support')
    expect(within(screen.getByRole('dialog')).getByRole('progressbar')).toBeVisible()
    await pass(10_000)
    expect(screen.getByRole('button', { name: 'Deleted Harbor Support' })).toBeVisible()
    expect(deletes()).toHaveLength(1)
  })

  it('works the same way for a conversation and a memory store', async () => {
    const { press, user, deletes } = await show((ids) => (
      <>
        {store(ids)}
        <DeleteConversationButton conversationId={CONVERSATION} />
      </>
    ))
    for (const name of ['Delete harbor-memory', 'Delete']) {
      await press(name)
      await user.click(screen.getByRole('checkbox'))
      await press('Delete')
      await pass(10_000)
      expect(screen.queryByRole('dialog')).toBeNull()
    }
    expect(deletes().map(({ path }) => path)).toEqual([
      expect.stringMatching(/^\/v1\/ControlPlane\/Stores\//),
      `/v2/Conversations/${CONVERSATION}`,
    ])
    expect(screen.getByRole('button', { name: 'Deleted' })).toBeVisible()
  })

  it('is shown if it was started elsewhere, and is not started a second time', async () => {
    const { client, ids, rerender, press, deletes } = await show(configuration)
    const accepted = await client.configurations.delete(ids.configurationId)
    rerender(
      <>
        <Watch accepted={accepted} />
        {configuration(ids)}
      </>,
    )
    await press('Deleting… Harbor Support')
    expect(screen.queryByRole('checkbox')).toBeNull()
    await pass(10_000)
    expect(screen.getByRole('button', { name: 'Deleted Harbor Support' })).toBeVisible()
    expect(deletes()).toHaveLength(1)
  })
})

describe('a deletion whose response is lost', () => {
  it.each([404, 410])(
    'is complete if a retry meets %i: shown as deleted, reported once and recorded as ended',
    async (status) => {
      const onCompleted = vi.fn<() => void>()
      const onFailed = vi.fn<() => void>()
      const { confirm, deletes, simulator } = await show(
        ({ configurationId }) => (
          <DeleteConfigurationButton
            configurationId={configurationId}
            onCompleted={onCompleted}
            onFailed={onFailed}
          />
        ),
        { script: [onDelete({ kind: 'dropBefore' }), { ...onDelete({ kind: 'status', status }), skip: 1 }] },
      )
      await confirm()
      await pass(60_000)
      expect(deletes()).toHaveLength(2)
      expect(screen.queryByRole('dialog')).toBeNull()
      expect(screen.getByRole('button', { name: 'Deleted' })).toHaveAttribute('aria-disabled', 'true')
      expect(onCompleted).toHaveBeenCalledOnce()
      expect(onFailed).not.toHaveBeenCalled()
      // No response named its operation, so nothing is polled.
      expect(simulator.log().filter(({ path }) => path.includes('/Operations/'))).toEqual([])
    },
  )

  it('does not say that sending it again is safe if a retry meets 403', async () => {
    const { confirm, part } = await show(configuration, {
      script: [onDelete({ kind: 'dropBefore' }), { ...onDelete({ kind: 'status', status: 403 }), skip: 1 }],
    })
    await confirm()
    await pass(60_000)
    expect(part('unconfirmed')).toHaveTextContent('You may not send it again.')
    expect(part('unconfirmed')).not.toHaveTextContent('safe')
    expect(screen.queryByRole('button', { name: 'Send again' })).toBeNull()
  })

  it('says why if a retry meets another 4xx, and can be sent again', async () => {
    const { confirm, part } = await show(configuration, {
      script: [
        onDelete({ kind: 'dropBefore' }),
        onDelete({ kind: 'status', status: 409, code: 20409, message: 'Still at work.' }, 'always'),
      ],
    })
    await confirm()
    await pass(60_000)
    expect(part('unconfirmed')).toHaveTextContent('Not confirmed: it may have been deleted')
    expect(part('failure')).toHaveTextContent('Still at work.')
    expect(screen.getByRole('button', { name: 'Send again' })).toBeVisible()
  })
})

describe('a deletion that does not succeed', () => {
  const FAILURE = { type: 'https://www.twilio.com/docs/errors/20409', title: 'In use', detail: 'Try later.' }

  it('says why it FAILED, and is tried again only as a new one, with a new key', async () => {
    const onFailed = vi.fn<() => void>()
    const { confirm, press, deletes, part, simulator } = await show(
      ({ configurationId }) => (
        <DeleteConfigurationButton configurationId={configurationId} onFailed={onFailed} />
      ),
      { script: [onDelete({ kind: 'fail', error: FAILURE })] },
    )
    await confirm()
    await pass(10_000)
    expect(part('failure')).toHaveTextContent('In useTry later.Error 20409')
    expect(onFailed).toHaveBeenCalledOnce()
    expect(deletes()).toHaveLength(1)
    await press('Try again as new')
    await pass(10_000)
    expect(screen.getByRole('button', { name: 'Deleted' })).toBeVisible()
    expect(new Set(deletes().map(({ idempotencyKey }) => idempotencyKey)).size).toBe(2)
    expect(checkIntents(simulator.log())).toEqual([])
  })

  it('is shown on the button if it FAILED behind a closed dialog, and asks for confirmation again', async () => {
    const { confirm, press } = await show(configuration, { script: [onDelete({ kind: 'fail' })] })
    await confirm()
    await press('Close')
    await pass(10_000)
    await press('Deletion failed Harbor Support')
    await press('Close')
    await press('Delete Harbor Support')
    expect(screen.getByRole('checkbox')).not.toBeChecked()
  })

  it('says why it was refused', async () => {
    const { confirm, part } = await show(configuration, {
      script: [onDelete({ kind: 'status', status: 409, code: 20409, message: 'It is being changed.' })],
    })
    await confirm()
    expect(part('failure')).toHaveTextContent('It is being changed.')
    expect(screen.getByRole('button', { name: 'Try again as new' })).toBeVisible()
    expect(screen.getByRole('dialog')).toContainElement(document.activeElement as HTMLElement)
  })

  it('says that the configuration no longer exists', async () => {
    const { confirm, press, part } = await show(configuration, {
      script: [onDelete({ kind: 'status', status: 404, code: 20404 })],
    })
    await confirm()
    expect(part('gone')).toHaveTextContent('It no longer exists')
    expect(screen.getByRole('button', { name: 'Close' })).toHaveFocus()
    await press('Close')
    expect(screen.getByRole('button', { name: 'Deleted Harbor Support' })).toBeVisible()
  })

  it.each([
    [401, 'You need to sign in', 'Send again'],
    [429, 'Too many requests just now', 'Send again'],
    [403, 'You may not delete this', undefined],
  ])('is blocked after %i', async (status, title, action) => {
    const { confirm } = await show(configuration, {
      script: [onDelete({ kind: 'status', status, retryAfter: 1 }, 'always')],
    })
    await confirm()
    await pass(120_000)
    expect(screen.getByText(title)).toBeVisible()
    expect(screen.queryByRole('button', { name: 'Send again' })?.textContent).toBe(action)
  })

  it('is sent again when the user says so after a memory store was blocked', async () => {
    const { confirm, press, deletes } = await show(store, {
      script: [{ on: 'stores.delete', fault: { kind: 'status', status: 401 } }],
    })
    await confirm()
    await pass(60_000)
    expect(deletes()).toHaveLength(1)
    await press('Send again')
    await pass(10_000)
    expect(deletes()).toHaveLength(2)
    expect(screen.getByRole('button', { name: 'Deleted harbor-memory' })).toBeVisible()
  })
})

describe('a deletion that is not confirmed', () => {
  it('is sent again with its own key', async () => {
    const onUnconfirmed = vi.fn<() => void>()
    const { confirm, press, deletes, simulator } = await show(
      ({ configurationId }) => (
        <DeleteConfigurationButton configurationId={configurationId} onUnconfirmed={onUnconfirmed} />
      ),
      { script: [onDelete({ kind: 'dropAfter' }, 5)] },
    )
    await confirm()
    await pass(300_000)
    expect(screen.getByText('Not confirmed: it may have been deleted')).toBeVisible()
    expect(onUnconfirmed).toHaveBeenCalledOnce()
    const sent = deletes().length
    await pass(600_000)
    expect(deletes()).toHaveLength(sent)
    await press('Send again')
    await pass(10_000)
    expect(screen.getByRole('button', { name: 'Deleted' })).toBeVisible()
    expect(new Set(deletes().map(({ idempotencyKey }) => idempotencyKey)).size).toBe(1)
    expect(checkIntents(simulator.log())).toEqual([])
  })

  it('can be discarded, and the button starts over', async () => {
    const { confirm, press } = await show(configuration, { script: [onDelete({ kind: 'dropBefore' }, 5)] })
    await confirm()
    await pass(300_000)
    await press('Close')
    await press('Not confirmed Harbor Support')
    await press('Discard')
    expect(screen.queryByRole('dialog')).toBeNull()
    expect(screen.getByRole('button', { name: 'Delete Harbor Support' })).toHaveFocus()
  })

  it('is never sent again for a memory store: the store is looked up instead', async () => {
    const { confirm, press, deletes, part } = await show(store, {
      script: [{ on: 'stores.delete', fault: { kind: 'dropAfter' } }],
    })
    await confirm()
    await pass(0)
    expect(part('presence')).toHaveTextContent('It still exists.')
    expect(screen.queryByRole('button', { name: 'Send again' })).toBeNull()
    expect(screen.getByRole('button', { name: 'Close' })).toHaveFocus()
    await pass(10_000)
    await press('Check again')
    expect(part('presence')).toHaveTextContent('It no longer exists, so it was deleted.')
    expect(deletes()).toHaveLength(1)
    await press('Discard')
    await pass(600_000)
    expect(deletes()).toHaveLength(1)
  })

  it('returns to its own button on a later page, and is not sent automatically', async () => {
    const { confirm, unmount, Wrapper, ids, deletes, simulator } = await show(configuration, {
      script: [onDelete({ kind: 'dropBefore' }, 5)],
    })
    await confirm()
    await pass(300_000)
    unmount()
    const sent = deletes().length
    render(
      <>
        <DeleteConfigurationButton configurationId="conv_configuration_other" displayName="Other" />
        {configuration(ids)}
      </>,
      { wrapper: Wrapper },
    )
    await pass(60_000)
    expect(deletes()).toHaveLength(sent)
    expect(screen.getByRole('button', { name: 'Delete Other' })).toBeVisible()
    const user = userEvent.setup({ advanceTimers: (ms) => vi.advanceTimersByTimeAsync(ms) })
    await user.click(screen.getByRole('button', { name: 'Not confirmed Harbor Support' }))
    await user.click(screen.getByRole('button', { name: 'Send again' }))
    await pass(10_000)
    expect(screen.getByRole('button', { name: 'Deleted Harbor Support' })).toBeVisible()
    expect(new Set(deletes().map(({ idempotencyKey }) => idempotencyKey)).size).toBe(1)
    expect(checkIntents(simulator.log())).toEqual([])
  })
})

it('takes a class, a ref, attributes and the messages of the application', async () => {
  const ref = { current: null }
  const harness = createHarness(
    {},
    {},
    { messages: { deletions: { deleteIt: 'Löschen', cancel: 'Abbrechen' } } },
  )
  render(
    <DeleteConversationButton ref={ref} className="mine" data-size="small" conversationId={CONVERSATION} />,
    {
      wrapper: harness.Wrapper,
    },
  )
  const button = screen.getByRole('button', { name: 'Löschen' })
  expect(ref.current).toBe(button)
  expect(button).toHaveClass('ra-button', 'mine')
  expect(button).toHaveAttribute('data-size', 'small')
  expect(button).toHaveAttribute('data-part', 'delete')
})

function Watch({ accepted }: { accepted: AcceptedOperation }) {
  const { watch } = useOperations()
  useEffect(() => watch(accepted), [accepted, watch])
  return null
}
