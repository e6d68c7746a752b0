import { render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import type { CreateMemoryStoreFormProps } from 'react-accepted'
import { CreateMemoryStoreForm } from 'react-accepted'
import type { ScriptRule, SimulatorOptions } from 'react-accepted/simulator'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import { createHarness, pass } from '../../hooks/harness.tsx'
import { provideDialogs } from './provideDialogs.ts'

let takeDialogsAway: () => void
beforeEach(() => {
  takeDialogsAway = provideDialogs()
})
afterEach(() => takeDialogsAway())

async function openForm(
  props: CreateMemoryStoreFormProps = {},
  { script = [], options = {}, isStrict = false }: Options = {},
) {
  const harness = createHarness(options)
  harness.queryClient.setDefaultOptions({ queries: { retry: false } })
  harness.simulator.script(...script)
  const view = render(<CreateMemoryStoreForm {...props} />, {
    wrapper: harness.Wrapper,
    reactStrictMode: isStrict,
  })
  const user = userEvent.setup({ advanceTimers: (ms) => vi.advanceTimersByTimeAsync(ms) })
  await pass(0)
  await pass(0)
  const posts = () => harness.simulator.log().filter(({ call }) => call === 'stores.create')
  const part = (name: string) => view.container.querySelector<HTMLElement>(`[data-part="${name}"]`)
  async function press(name: string) {
    await user.click(within(screen.queryByRole('dialog') ?? view.container).getByRole('button', { name }))
    await pass(0)
  }
  async function send(name = 'harbor-archive') {
    await user.type(field('Name'), name)
    await press('Create memory store')
  }
  return { ...harness, ...view, user, posts, part, press, send }
}

interface Options {
  readonly script?: ScriptRule[]
  readonly options?: SimulatorOptions
  readonly isStrict?: boolean
}

const field = (label: string) => screen.getByLabelText(label)
const create = (fault: ScriptRule['fault'], times: ScriptRule['times'] = 1): ScriptRule => ({
  on: 'stores.create',
  times,
  fault,
})

describe('what is wrong before anything is sent', () => {
  it('stands at its field, and in a summary that takes the focus and leads there', async () => {
    const { press, part, posts, user } = await openForm()
    await user.type(field('Description (optional)'), 'x'.repeat(129))
    await press('Create memory store')
    expect(part('summary')).toHaveFocus()
    expect(part('summary')).toHaveTextContent('2 fields need a change')
    expect(field('Name')).toHaveAccessibleDescription(/^Fill in this field\./)
    expect(field('Description (optional)')).toHaveAccessibleDescription(/^Use at most 128 characters\./)
    await user.click(screen.getByRole('link', { name: 'Name' }))
    expect(field('Name')).toHaveFocus()
    expect(posts()).toHaveLength(0)
  })

  it.each([
    ['harbor archive', /^Use only letters, digits and hyphens\./],
    ['harbor_archive', /^Use only letters, digits and hyphens\./],
    ['x'.repeat(65), /^Use at most 64 characters\./],
  ])('is the name %j', async (name, reason) => {
    const { send, posts, user } = await openForm()
    await send(name)
    expect(field('Name')).toHaveAccessibleDescription(reason)
    await user.clear(field('Name'))
    await user.type(field('Name'), 'fine')
    expect(field('Name')).toBeValid()
    expect(field('Name')).toHaveFocus()
    expect(posts()).toHaveLength(0)
  })

  it('is a name that another store has, as soon as it is typed and letter by letter', async () => {
    const { press, posts, user, part } = await openForm()
    await user.type(field('Name'), 'harbor-memor')
    expect(field('Name')).toBeValid()
    await user.type(field('Name'), 'y')
    expect(field('Name')).toHaveAccessibleDescription(
      /^There is a memory store called harbor-memory already\./,
    )
    await press('Create memory store')
    expect(part('summary')).toHaveFocus()
    expect(posts()).toHaveLength(0)
    await user.clear(field('Name'))
    await user.type(field('Name'), 'Harbor-Memory')
    expect(field('Name')).toBeValid()
    await press('Create memory store')
    expect(posts()).toHaveLength(1)
  })

  it('is an account that has as many as it may have, which is told, not decided, here', async () => {
    const stores = Array.from({ length: 15 }, (_, index) => ({ displayName: `store-${index}` }))
    const { part, send, posts } = await openForm({}, { options: { seed: { stores } } })
    expect(part('limit')).toHaveTextContent('This account has 15 memory stores')
    await send()
    await pass(10_000)
    expect(posts()).toHaveLength(1)
    expect(part('failure')).toHaveTextContent('Too many stores')
  })
})

describe('a store that is created', () => {
  it('is sent once, and waited for until it can be used', async () => {
    const onCompleted = vi.fn<() => void>()
    const onActive = vi.fn<() => void>()
    const { user, posts, part } = await openForm(
      { onCompleted, onActive },
      { options: { provisioningMs: 10_000 }, isStrict: true },
    )
    await user.type(field('Name'), 'harbor-archive')
    await user.dblClick(screen.getByRole('button', { name: 'Create memory store' }))
    await pass(0)
    expect(screen.getByRole('progressbar')).toBeVisible()
    expect(field('Name')).toHaveAttribute('readonly')
    await pass(5_000)
    expect(part('created')).toHaveTextContent('harbor-archive is being set up')
    expect(part('created')).toHaveAttribute('data-status', 'waiting')
    expect(screen.getByRole('progressbar', { name: 'harbor-archive is being set up' })).toBeVisible()
    expect(onCompleted).toHaveBeenCalledOnce()
    expect(onActive).not.toHaveBeenCalled()
    await pass(12_000)
    expect(part('created')).toHaveTextContent('harbor-archive is ready')
    expect(part('created-title')?.closest('[aria-live="polite"]')).toBeVisible()
    expect(part('created')).toHaveTextContent(/mem_store_/)
    expect(onActive).toHaveBeenCalledOnce()
    expect(onActive).toHaveBeenCalledWith(expect.objectContaining({ status: 'ACTIVE' }))
    expect(posts()).toHaveLength(1)
    expect(JSON.parse(posts()[0]?.requestBody ?? '')).toEqual({ displayName: 'harbor-archive' })
  })

  it('shows up late, and is waited for all the same', async () => {
    const { send, part } = await openForm({}, { script: [create({ kind: 'late', ms: 20_000 })] })
    await send()
    await pass(10_000)
    expect(part('created')).toHaveAttribute('data-status', 'waiting')
    await pass(30_000)
    expect(part('created')).toHaveAttribute('data-status', 'active')
  })

  it('may be followed by another one', async () => {
    const { send, press } = await openForm()
    await send()
    await pass(10_000)
    await press('Create another')
    expect(field('Name')).toHaveValue('')
    expect(field('Name')).toHaveFocus()
  })

  it('may be followed by another one with what was filled in beforehand, of which nothing counts as typed', async () => {
    const onDirtyChange = vi.fn<(isDirty: boolean) => void>()
    const { send, press } = await openForm({ defaultValues: { description: 'Phones' }, onDirtyChange })
    await send()
    await pass(10_000)
    await press('Create another')
    expect(field('Description (optional)')).toHaveValue('Phones')
    expect(onDirtyChange).toHaveBeenLastCalledWith(false)
  })

  it('that cannot be set up says so, and is deleted from here', async () => {
    const { send, part, press, user, client } = await openForm(
      {},
      { script: [create({ kind: 'provisioning', ms: 1_000, outcome: 'FAILED' })] },
    )
    await send()
    await pass(10_000)
    expect(part('created')).toHaveTextContent('harbor-archive could not be set up')
    expect(part('created')).toHaveTextContent('The server says FAILED')
    await press('Delete harbor-archive')
    await user.click(screen.getByRole('checkbox'))
    await press('Delete')
    await pass(10_000)
    expect(field('Name')).toHaveValue('harbor-archive')
    expect(field('Name')).toBeValid()
    expect((await client.memoryStores.list()).items).toHaveLength(2)
  })

  it('that takes too long, or cannot be read, is looked at once more', async () => {
    const { send, part, press } = await openForm({}, { options: { provisioningMs: 400_000 } })
    await send()
    await pass(320_000)
    expect(part('created')).toHaveAttribute('data-status', 'late')
    expect(part('created')).toHaveTextContent('Setting up harbor-archive takes longer than usual')
    await press('Check now')
    expect(part('created')).toHaveAttribute('data-status', 'waiting')
    await pass(100_000)
    expect(part('created')).toHaveAttribute('data-status', 'active')
  })
})

describe('a store that cannot be read', () => {
  it('is said not to be readable, and looked at once more', async () => {
    const { send, part, press, simulator } = await openForm()
    await send()
    simulator.script({ on: 'stores.get', times: 'always', fault: { kind: 'status', status: 403 } })
    await pass(10_000)
    expect(part('created')).toHaveAttribute('data-status', 'unreadable')
    expect(part('created')).toHaveTextContent('This says nothing about how far it is.')
    simulator.reset()
    await press('Check now')
    expect(part('created')).toHaveAttribute('data-status', 'waiting')
  })

  it('has no ID where nothing names it', async () => {
    const { send, part, simulator } = await openForm()
    simulator.script(
      {
        on: 'memoryOperations.get',
        times: 'always',
        fault: { kind: 'json', remove: ['result', 'resultUrl'] },
      },
      { on: 'stores.list', times: 'always', fault: { kind: 'json', set: { stores: [] } } },
    )
    await send()
    await pass(300_000)
    expect(part('created')).toHaveTextContent('Its ID has not turned up yet.')
  })
})

describe('what the server says', () => {
  it('about a field stands at that field until it is edited', async () => {
    const { send, user, part } = await openForm(
      {},
      {
        script: [create({ kind: 'status', status: 400, code: 520046, message: 'displayName: is reserved' })],
      },
    )
    await send()
    expect(field('Name')).toHaveAccessibleDescription(/^is reserved/)
    expect(part('summary')).toHaveFocus()
    await user.type(field('Description (optional)'), 'Old things')
    expect(field('Name')).toHaveAccessibleDescription(/^is reserved/)
    await user.type(field('Name'), '2')
    expect(field('Name')).toBeValid()
  })

  it('after the 202 about a field stands there too, and the summary takes the focus once', async () => {
    const { send, user, part, press } = await openForm(
      {},
      {
        script: [
          create({ kind: 'fail', error: { title: 'Taken', detail: 'displayName: is taken', code: 520045 } }),
        ],
      },
    )
    await send()
    await pass(10_000)
    expect(field('Name')).toHaveAccessibleDescription(/^is taken/)
    expect(part('summary')).toHaveFocus()
    await user.type(field('Name'), '2')
    expect(field('Name')).toHaveFocus()
    expect(part('summary')).toBeEmptyDOMElement()
    await user.type(field('Name'), '!')
    expect(field('Name')).toHaveFocus()
    await user.type(field('Name'), '{Backspace}')
    await press('Try again as new')
    await pass(10_000)
    expect(part('created')).toBeVisible()
  })

  it('about no field stands above the form', async () => {
    const { send, part } = await openForm(
      {},
      { script: [create({ kind: 'status', status: 400, code: 520044, message: 'Too many stores.' })] },
    )
    await send()
    expect(part('summary')).toHaveTextContent('Too many stores.')
    expect(part('summary')).toHaveFocus()
  })

  it('after the 202 is shown with everything still there, and tried again as new', async () => {
    const onFailed = vi.fn<() => void>()
    const { send, part, press, posts } = await openForm(
      { onFailed },
      {
        script: [create({ kind: 'fail', error: { title: 'Not created', detail: 'Network', code: 520022 } })],
      },
    )
    await send()
    await pass(10_000)
    expect(part('failure')).toHaveTextContent('Not createdNetworkError 520022')
    expect(field('Name')).toHaveValue('harbor-archive')
    expect(field('Name')).not.toHaveAttribute('readonly')
    expect(onFailed).toHaveBeenCalledOnce()
    await press('Try again as new')
    await pass(10_000)
    expect(part('created')).toBeVisible()
    expect(posts()).toHaveLength(2)
  })

  it.each([
    [401, 'You need to sign in'],
    [429, 'Too many requests just now'],
  ])('by %i keeps everything, and is sent when the person says so', async (status, title) => {
    const { send, press, part, posts } = await openForm(
      {},
      { script: [create({ kind: 'status', status, retryAfter: 1 })] },
    )
    await send()
    await pass(60_000)
    expect(screen.getByText(title)).toBeVisible()
    expect(posts()).toHaveLength(1)
    await press('Send again')
    await pass(10_000)
    expect(part('created')).toBeVisible()
    expect(posts()).toHaveLength(2)
  })

  it('by 403 makes the form read-only', async () => {
    const { send } = await openForm({}, { script: [create({ kind: 'status', status: 403 })] })
    await send()
    expect(screen.getByText('You may not create memory stores')).toBeVisible()
    expect(field('Name')).toHaveAttribute('readonly')
  })
})

describe('not confirmed', () => {
  it('is never sent again; what was found by its name is shown, and gone on with', async () => {
    const onUnconfirmed = vi.fn<() => void>()
    const { send, press, posts, part } = await openForm(
      { onUnconfirmed },
      { script: [create({ kind: 'dropAfter' })] },
    )
    await send()
    await pass(0)
    expect(onUnconfirmed).toHaveBeenCalledOnce()
    expect(part('found')).toHaveTextContent('Nothing of this name was found.')
    expect(field('Name')).toHaveAttribute('readonly')
    await pass(10_000)
    await press('Look again')
    expect(part('found')).toHaveTextContent(/most likely yours.*mem_store_/)
    await press('Go on with this one')
    await pass(5_000)
    expect(part('created')).toHaveTextContent('harbor-archive is ready')
    await pass(600_000)
    expect(posts()).toHaveLength(1)
  })

  it('is discarded with everything still there, and sent only when the person says so', async () => {
    const { send, press, posts, part } = await openForm({}, { script: [create({ kind: 'dropBefore' })] })
    await send()
    await pass(0)
    await press('Discard')
    expect(field('Name')).toHaveValue('harbor-archive')
    expect(field('Name')).not.toHaveAttribute('readonly')
    expect(posts()).toHaveLength(1)
    await press('Create memory store')
    await pass(10_000)
    expect(part('created')).toBeVisible()
    expect(posts()).toHaveLength(2)
  })
})

it('takes a class, a ref, defaults and the words of the application', async () => {
  const ref = { current: null }
  const harness = createHarness({}, {}, { messages: { memoryStores: { create: 'Anlegen' } } })
  render(<CreateMemoryStoreForm ref={ref} className="mine" defaultValues={{ displayName: 'archive' }} />, {
    wrapper: harness.Wrapper,
  })
  await pass(0)
  expect(screen.getByRole('button', { name: 'Anlegen' })).toBeVisible()
  expect(screen.getByRole('form', { name: 'Create memory store' })).toHaveClass('ra-form', 'mine')
  expect(ref.current).toBe(screen.getByRole('form'))
  expect(field('Name')).toHaveValue('archive')
})
