import { act, render, screen } from '@testing-library/react'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { useAsyncOperation, useOperations } from 'react-accepted'
import { checkPolls } from 'react-accepted/simulator'
import {
  useConfiguration,
  useConfigurations,
  useCreateConfiguration,
  useCreateMemoryStore,
  useDeleteConfiguration,
  useDeleteMemoryStore,
  useMemoryStore,
  useMemoryStores,
  usePatchConfiguration,
  usePatchMemoryStore,
  useUpdateConfiguration,
} from 'react-accepted/twilio'
import { expect, test } from 'vitest'

import { CONFIGURATION, createHarness, pass } from '../../hooks/harness.tsx'

const STORE = 'mem_store_01k9w39vfj8s0p4q6r2xhtcme5'
const DESK = 'conv_configuration_01k9w3c8tq5ehx2m7b4yd6nzra'
const SEED = {
  stores: [{ id: STORE, displayName: 'harbor-memory' }],
  configurations: [{ id: DESK, displayName: 'Day Desk', description: 'Days', memoryStoreId: STORE }],
}

/** Everything that one completed operation may change, on one page. */
function Readings() {
  const { configurations } = useConfigurations()
  const { resource: one } = useConfiguration(DESK)
  const { memoryStores } = useMemoryStores()
  const { resource: store } = useMemoryStore(STORE)
  const { operations } = useOperations()
  const { status } = useAsyncOperation(operations[0]?.accepted ?? null)
  return (
    <dl>
      <dd data-testid="list">{configurations.map(({ displayName }) => displayName).join()}</dd>
      <dd data-testid="one">{one?.description}</dd>
      <dd data-testid="stores">{memoryStores.map(({ displayName }) => displayName).join()}</dd>
      <dd data-testid="store">{store?.description}</dd>
      <dd data-testid="status">{status}</dd>
    </dl>
  )
}

const desk = { ...CONFIGURATION, memoryStoreId: STORE }

interface Sending {
  readonly onSent: () => void
}

/** A button that unmounts as soon as its submission is accepted. */
function Send({ submit, onSent }: Sending & { submit: () => Promise<unknown> }) {
  return (
    <button type="button" onClick={() => void submit().then(onSent)}>
      Send
    </button>
  )
}

const ACTIONS: Record<string, (sending: Sending) => ReactNode> = {
  'configuration created': function ConfigurationCreated({ onSent }) {
    const { submit } = useCreateConfiguration()
    return <Send submit={() => submit(desk)} onSent={onSent} />
  },
  'configuration updated': function ConfigurationUpdated({ onSent }) {
    const { submit } = useUpdateConfiguration()
    return (
      <Send
        submit={() => submit({ ...desk, id: DESK, description: 'Replaced', channelSettings: {} })}
        onSent={onSent}
      />
    )
  },
  'configuration patched': function ConfigurationPatched({ onSent }) {
    const { submit } = usePatchConfiguration()
    return <Send submit={() => submit({ id: DESK, description: 'Patched' })} onSent={onSent} />
  },
  'configuration deleted': function ConfigurationDeleted({ onSent }) {
    const { submit } = useDeleteConfiguration()
    return <Send submit={() => submit({ id: DESK })} onSent={onSent} />
  },
  'store created': function StoreCreated({ onSent }) {
    const { submit } = useCreateMemoryStore()
    return <Send submit={() => submit({ displayName: 'night-memory' })} onSent={onSent} />
  },
  'store patched': function StorePatched({ onSent }) {
    const { submit } = usePatchMemoryStore()
    return (
      <Send
        submit={() => submit({ id: STORE, displayName: 'harbor-files', description: 'Files' })}
        onSent={onSent}
      />
    )
  },
  'store deleted': function StoreDeleted({ onSent }) {
    const { submit } = useDeleteMemoryStore()
    return <Send submit={() => submit({ id: STORE })} onSent={onSent} />
  },
}

function Page({ Action }: { Action: (sending: Sending) => ReactNode }) {
  const [isSent, setIsSent] = useState(false)
  return (
    <>
      {!isSent && <Action onSent={() => setIsSent(true)} />}
      <Readings />
    </>
  )
}

function read() {
  const text = (id: string) => screen.getByTestId(id).textContent
  return { list: text('list'), one: text('one'), stores: text('stores'), store: text('store') }
}

async function send(
  name: string,
  harness: ReturnType<typeof createHarness>,
  ending: 'COMPLETED' | 'FAILED' = 'COMPLETED',
) {
  const Action = ACTIONS[name]
  if (!Action) throw new Error(`There is no action ${name}`)
  render(<Page Action={Action} />, { wrapper: harness.Wrapper })
  await pass(200)
  const before = read()
  act(() => screen.getByRole('button').click())
  await pass(200)
  expect(screen.queryByRole('button')).toBeNull()
  expect(screen.getByTestId('status')).toHaveTextContent('PENDING')
  expect(read()).toEqual(before)
  await pass(30_000)
  expect(screen.getByTestId('status')).toHaveTextContent(ending)
  expect(checkPolls(harness.simulator.log())).toEqual([])
  return { before, after: read() }
}

test.each([
  ['configuration created', { list: /Evening Desk/ }],
  ['configuration updated', { list: /^Evening Desk$/, one: /^Replaced$/ }],
  ['configuration patched', { list: /^Day Desk$/, one: /^Patched$/ }],
  ['configuration deleted', { list: /^$/ }],
  ['store created', { stores: /night-memory/ }],
  ['store patched', { stores: /^harbor-files$/, store: /^Files$/ }],
])('%s: every view of it is refreshed, although its button is gone', async (name, expected) => {
  const { before, after } = await send(name, createHarness({ seed: SEED }))
  for (const [reading, text] of Object.entries(expected))
    expect(after).toHaveProperty([reading], expect.stringMatching(text))
  expect(after).not.toEqual(before)
})

test('store deleted: the list is refreshed, although its button is gone', async () => {
  const { after } = await send('store deleted', createHarness({ seed: { stores: SEED.stores } }))
  expect(after.stores).toBe('')
})

test.each(Object.keys(ACTIONS))('%s, but FAILED: nothing is shown as changed', async (name) => {
  const harness = createHarness({ seed: name === 'store deleted' ? { stores: SEED.stores } : SEED })
  for (const call of ['create', 'update', 'patch', 'delete'] as const)
    harness.simulator.script({ on: `configurations.${call}`, fault: { kind: 'fail' } })
  for (const call of ['create', 'patch', 'delete'] as const)
    harness.simulator.script({ on: `stores.${call}`, fault: { kind: 'fail' } })
  const { before, after } = await send(name, harness, 'FAILED')
  expect(after).toEqual(before)
})
