import { render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import type { CreateMemoryStoreFormProps } from 'react-accepted/twilio'
import { CreateMemoryStoreForm } from 'react-accepted/twilio'
import { createMemoryStoreSchema } from 'react-accepted/twilio/client'
import type { ScriptRule, SimulatorOptions } from 'react-accepted/twilio/simulator'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import { provideDialogs } from '../../../components/elements/provideDialogs.ts'
import { createHarness, pass } from '../../../hooks/harness.tsx'

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

it('sends what the form has validated without a second validation', async () => {
  const validate = vi.spyOn(createMemoryStoreSchema['~standard'], 'validate')
  const { send, posts } = await openForm()
  await send()
  expect(posts()).toHaveLength(1)
  expect(validate).not.toHaveBeenCalled()
  validate.mockRestore()
})
const create = (fault: ScriptRule['fault'], times: ScriptRule['times'] = 1): ScriptRule => ({
  on: 'stores.create',
  times,
  fault,
})

describe('an error that is found before anything is sent', () => {
  it('is shown at its field, and in a summary that takes the focus and links to the field', async () => {
    const { press, part, posts, user } = await openForm()
    await user.type(field('Description (optional)'), 'x'.repeat(129))
    await press('Create memory store')
    expect(part('summary')).toHaveFocus()
    expect(part('summary')).toHaveTextContent('2 fields need attention')
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
  ])('is shown for the name %j', async (name, reason) => {
    const { send, posts, user } = await openForm()
    await send(name)
    expect(field('Name')).toHaveAccessibleDescription(reason)
    await user.clear(field('Name'))
    await user.type(field('Name'), 'fine')
    expect(field('Name')).toBeValid()
    expect(field('Name')).toHaveFocus()
    expect(posts()).toHaveLength(0)
  })

  it('is shown for the exact name of another store as soon as it is typed', async () => {
    const { press, posts, user, part } = await openForm()
    await user.type(field('Name'), 'harbor-memor')
    expect(field('Name')).toBeValid()
    await user.type(field('Name'), 'y')
    expect(field('Name')).toHaveAccessibleDescription(
      /^There is already a memory store called harbor-memory\./,
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

  it.each([
    [12, null],
    [13, 'This account has 13 memory storesAn account can have 15.'],
    [15, 'This account has 15 memory storesAn account cannot have more. Delete one first.'],
  ])('says how near the limit is with %j stores', async (count, expected) => {
    const stores = Array.from({ length: count }, (_, index) => ({ displayName: `store-${index}` }))
    const { part } = await openForm({}, { options: { seed: { stores } } })
    expect(part('limit')?.textContent ?? null).toBe(expected)
  })

  it('is only a hint for an account at its limit, because the server decides', async () => {
    const stores = Array.from({ length: 15 }, (_, index) => ({ displayName: `store-${index}` }))
    const { part, send, posts } = await openForm({}, { options: { seed: { stores } } })
    expect(part('limit')).toHaveTextContent('This account has 15 memory stores')
    await send()
    await pass(10_000)
    expect(posts()).toHaveLength(1)
    expect(part('failure')).toHaveTextContent('Too many stores')
  })
})

describe('a new store', () => {
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

  it('is waited for even if it appears late', async () => {
    const { send, part } = await openForm({}, { script: [create({ kind: 'late', ms: 20_000 })] })
    await send()
    await pass(10_000)
    expect(part('created')).toHaveAttribute('data-status', 'waiting')
    await pass(30_000)
    expect(part('created')).toHaveAttribute('data-status', 'active')
  })

  it('can be followed by another one', async () => {
    const { send, press } = await openForm()
    await send()
    await pass(10_000)
    await press('Create another')
    expect(field('Name')).toHaveValue('')
    expect(field('Name')).toHaveFocus()
  })

  it('can be followed by another one with the default values, which do not count as typed', async () => {
    const onDirtyChange = vi.fn<(isDirty: boolean) => void>()
    const { send, press } = await openForm({ defaultValues: { description: 'Phones' }, onDirtyChange })
    await send()
    await pass(10_000)
    await press('Create another')
    expect(field('Description (optional)')).toHaveValue('Phones')
    expect(onDirtyChange).toHaveBeenLastCalledWith(false)
  })

  it('is reported if it cannot be set up, and can be deleted from the form', async () => {
    const { send, part, press, user, client } = await openForm(
      {},
      { script: [create({ kind: 'provisioning', ms: 1_000, outcome: 'FAILED' })] },
    )
    await send()
    await pass(10_000)
    expect(part('created')).toHaveTextContent('harbor-archive could not be set up')
    expect(part('created')).toHaveTextContent('The server reports FAILED')
    await press('Delete harbor-archive')
    await user.click(screen.getByRole('checkbox'))
    await press('Delete')
    await pass(10_000)
    expect(field('Name')).toHaveValue('harbor-archive')
    expect(field('Name')).toBeValid()
    expect((await client.memoryStores.list()).items).toHaveLength(2)
  })

  it('can be checked again if its setup takes too long', async () => {
    const { send, part, press } = await openForm({}, { options: { provisioningMs: 400_000 } })
    await send()
    await pass(320_000)
    expect(part('created')).toHaveAttribute('data-status', 'late')
    expect(part('created')).toHaveTextContent('Setting up harbor-archive is taking longer than usual')
    await press('Check now')
    expect(part('created')).toHaveAttribute('data-status', 'waiting')
    await pass(100_000)
    expect(part('created')).toHaveAttribute('data-status', 'active')
  })
})

describe('a store that cannot be read', () => {
  it('is reported as unreadable, and can be checked again', async () => {
    const { send, part, press, simulator } = await openForm()
    await send()
    simulator.script({ on: 'stores.get', times: 'always', fault: { kind: 'status', status: 403 } })
    await pass(10_000)
    expect(part('created')).toHaveAttribute('data-status', 'unreadable')
    expect(part('created')).toHaveTextContent('The state of its setup is not known.')
    simulator.reset()
    await press('Check now')
    expect(part('created')).toHaveAttribute('data-status', 'waiting')
  })

  it('has no ID if nothing names it', async () => {
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

describe('an error from the server', () => {
  it('is shown at its field until that field is edited', async () => {
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

  it('is shown at its field after the 202 too, and the summary takes the focus once', async () => {
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

  it('is shown above the form if it names no field', async () => {
    const { send, part } = await openForm(
      {},
      { script: [create({ kind: 'status', status: 400, code: 520044, message: 'Too many stores.' })] },
    )
    await send()
    expect(part('summary')).toHaveTextContent('Too many stores.')
    expect(part('summary')).toHaveFocus()
  })

  it('keeps everything after the 202, and the store can be submitted again as new', async () => {
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
  ])('keeps everything after %i, and the request is sent when the user says so', async (status, title) => {
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

  it('makes the form read-only after 403', async () => {
    const { send } = await openForm({}, { script: [create({ kind: 'status', status: 403 })] })
    await send()
    expect(screen.getByText('You may not create memory stores')).toBeVisible()
    expect(field('Name')).toHaveAttribute('readonly')
  })
})

describe('an unconfirmed submission', () => {
  it('is never sent again; a store found under its name is shown and can be used', async () => {
    const onUnconfirmed = vi.fn<() => void>()
    const { send, press, posts, part } = await openForm(
      { onUnconfirmed },
      { script: [create({ kind: 'dropAfter' })] },
    )
    await send()
    await pass(0)
    expect(onUnconfirmed).toHaveBeenCalledOnce()
    expect(part('found')).toHaveTextContent('Nothing with this name was found.')
    expect(field('Name')).toHaveAttribute('readonly')
    await pass(10_000)
    await press('Look again')
    expect(part('found')).toHaveTextContent(/most likely yours.*mem_store_/)
    await press('Continue with this one')
    await pass(5_000)
    expect(part('created')).toHaveTextContent('harbor-archive is ready')
    await pass(600_000)
    expect(posts()).toHaveLength(1)
  })

  it('can be discarded with everything kept, and is sent only when the user says so', async () => {
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

it('takes a class, a ref, default values and the messages of the application', async () => {
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
