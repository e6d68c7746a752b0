import { render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import type { ReactNode } from 'react'
import { useEffect } from 'react'
import {
  DeleteConfigurationButton,
  DeleteConversationButton,
  DeleteMemoryStoreButton,
  useOperations,
} from 'react-accepted'
import type { AcceptedOperation } from 'react-accepted/client'
import type { ScriptRule, SimulatorOptions } from 'react-accepted/simulator'
import { checkIntents } from 'react-accepted/simulator'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import { createHarness, pass } from '../../hooks/harness.tsx'
import { provideDialogs } from './provideDialogs.ts'

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

describe('the question', () => {
  it('names what goes, what goes with it and what stays, and begins on the button that does nothing', async () => {
    const { press } = await show(configuration)
    await press('Delete Harbor Support')
    const dialog = screen.getByRole('dialog', { name: 'Delete the configuration Harbor Support?' })
    expect(dialog).toHaveTextContent('capture rules, timeouts and callbacks go with it')
    expect(dialog).toHaveTextContent('Its memory store stays')
    expect(dialog).toHaveTextContent('This cannot be undone.')
    expect(screen.getByRole('button', { name: 'Cancel' })).toHaveFocus()
  })

  it('is left by Escape and by Cancel, and the focus goes back to the button', async () => {
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

  it('wants its tick first, and forgets it when it is closed', async () => {
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

  it('reads the name where none is given, and falls back to the ID', async () => {
    const { press, ids } = await show(({ configurationId }) => (
      <DeleteConfigurationButton configurationId={configurationId} />
    ))
    await press('Delete')
    expect(screen.getByRole('dialog')).toHaveTextContent(ids.configurationId)
    expect(screen.getByRole('dialog', { name: 'Delete the configuration Harbor Support?' })).toBeVisible()
  })

  it('of a memory store names the configurations that use it', async () => {
    const { press } = await show(store)
    await press(/^Delete/)
    await pass(0)
    expect(screen.getByRole('dialog', { name: 'Delete the memory store harbor-memory?' })).toHaveTextContent(
      'Configurations that use it now: Harbor Support, Ferry Bookings, Lighthouse Night Desk.',
    )
  })

  it('does not submit a form it stands in', async () => {
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
    expect(dialog).toHaveTextContent('You can close this. The deletion goes on.')
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

  it('goes on when the dialog is closed, and is found again by another button', async () => {
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

  it('of a conversation and of a memory store goes the same way', async () => {
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

  it('that somebody began elsewhere is shown, and not begun a second time', async () => {
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

describe('a deletion whose answer is lost', () => {
  it.each([404, 410])(
    'and that then meets %i has done its work: deleted, told once, and written down as ended',
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
      // No answer named its operation: nobody asks for one.
      expect(simulator.log().filter(({ path }) => path.includes('/Operations/'))).toEqual([])
    },
  )

  it('and that then meets 403 does not say that sending it again is safe', async () => {
    const { confirm, part } = await show(configuration, {
      script: [onDelete({ kind: 'dropBefore' }), { ...onDelete({ kind: 'status', status: 403 }), skip: 1 }],
    })
    await confirm()
    await pass(60_000)
    expect(part('unconfirmed')).toHaveTextContent('You may not send it again.')
    expect(part('unconfirmed')).not.toHaveTextContent('safe')
    expect(screen.queryByRole('button', { name: 'Send again' })).toBeNull()
  })

  it('and that then meets another 4xx says why, and can be asked about again', async () => {
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

describe('a deletion that does not come about', () => {
  const FAILURE = { type: 'https://www.twilio.com/docs/errors/20409', title: 'In use', detail: 'Try later.' }

  it('FAILED says why, and is tried again only as a new one, under a new key', async () => {
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

  it('FAILED behind a closed dialog is seen on the button, and asks anew afterwards', async () => {
    const { confirm, press } = await show(configuration, { script: [onDelete({ kind: 'fail' })] })
    await confirm()
    await press('Close')
    await pass(10_000)
    await press('Deletion failed Harbor Support')
    await press('Close')
    await press('Delete Harbor Support')
    expect(screen.getByRole('checkbox')).not.toBeChecked()
  })

  it('refused says why', async () => {
    const { confirm, part } = await show(configuration, {
      script: [onDelete({ kind: 'status', status: 409, code: 20409, message: 'It is being changed.' })],
    })
    await confirm()
    expect(part('failure')).toHaveTextContent('It is being changed.')
    expect(screen.getByRole('button', { name: 'Try again as new' })).toBeVisible()
    expect(screen.getByRole('dialog')).toContainElement(document.activeElement as HTMLElement)
  })

  it('says that it is gone already', async () => {
    const { confirm, press, part } = await show(configuration, {
      script: [onDelete({ kind: 'status', status: 404, code: 20404 })],
    })
    await confirm()
    expect(part('gone')).toHaveTextContent('It is not there any more')
    expect(screen.getByRole('button', { name: 'Close' })).toHaveFocus()
    await press('Close')
    expect(screen.getByRole('button', { name: 'Deleted Harbor Support' })).toBeVisible()
  })

  it.each([
    [401, 'You need to sign in', 'Send again'],
    [429, 'Too many requests just now', 'Send again'],
    [403, 'You may not delete this', undefined],
  ])('is not let through after %i', async (status, title, action) => {
    const { confirm } = await show(configuration, {
      script: [onDelete({ kind: 'status', status, retryAfter: 1 }, 'always')],
    })
    await confirm()
    await pass(120_000)
    expect(screen.getByText(title)).toBeVisible()
    expect(screen.queryByRole('button', { name: 'Send again' })?.textContent).toBe(action)
  })

  it('of a memory store that was not let through is sent when the person says so', async () => {
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
  it('is asked again under its own key', async () => {
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

  it('is discarded, and the button asks anew', async () => {
    const { confirm, press } = await show(configuration, { script: [onDelete({ kind: 'dropBefore' }, 5)] })
    await confirm()
    await pass(300_000)
    await press('Close')
    await press('Not confirmed Harbor Support')
    await press('Discard')
    expect(screen.queryByRole('dialog')).toBeNull()
    expect(screen.getByRole('button', { name: 'Delete Harbor Support' })).toHaveFocus()
  })

  it('of a memory store is never sent again: it is looked whether the store is still there', async () => {
    const { confirm, press, deletes, part } = await show(store, {
      script: [{ on: 'stores.delete', fault: { kind: 'dropAfter' } }],
    })
    await confirm()
    await pass(0)
    expect(part('presence')).toHaveTextContent('It is still there.')
    expect(screen.queryByRole('button', { name: 'Send again' })).toBeNull()
    expect(screen.getByRole('button', { name: 'Close' })).toHaveFocus()
    await pass(10_000)
    await press('Look again')
    expect(part('presence')).toHaveTextContent('It is not there any more, so it was deleted.')
    expect(deletes()).toHaveLength(1)
    await press('Discard')
    await pass(600_000)
    expect(deletes()).toHaveLength(1)
  })

  it('of an earlier page comes back to its own button, and is not sent by itself', async () => {
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

it('takes a class, a ref, attributes and the words of the application', async () => {
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
