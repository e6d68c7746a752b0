import type { OperationSnapshot } from 'react-accepted/client'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import type { PollGateOptions } from '../../../src/client/polling/pollGate.ts'
import { createPollGate } from '../../../src/client/polling/pollGate.ts'
import { createPresence } from '../../../src/client/tabs/presence.ts'
import type { Tabs } from '../../../src/client/tabs/tabs.ts'
import { createTabs, broadcastClear } from '../../../src/client/tabs/tabs.ts'
import type { PollAnswer } from '../../../src/protocol/advance.ts'
import { createPace } from '../../../src/protocol/pace.ts'
import { createSnapshot } from '../../../src/protocol/snapshot.ts'
import { createFakeLocks } from '../../hooks/fakeLocks.ts'
import { createChannels } from './createChannels.ts'

let open: Tabs[] = []
let browser: ReturnType<typeof createFakeLocks>

beforeEach(() => {
  vi.useFakeTimers()
  open = []
  browser = createFakeLocks()
  vi.spyOn(browser.locks, 'request')
  vi.spyOn(browser.locks, 'query')
  vi.stubGlobal('BroadcastChannel', createChannels())
  vi.stubGlobal('navigator', { locks: browser.locks })
})
afterEach(() => {
  for (const tabs of open) tabs.close()
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

/** The names of the poll locks that were requested. */
const locked = () =>
  vi
    .mocked(browser.locks.request)
    .mock.calls.flatMap(([name]) => (name.startsWith('react-accepted poll') ? [name] : []))

const due = {
  ...createSnapshot({ api: 'jobs', operationId: '1' }, 0),
  accepted: { api: 'jobs', operationId: '1', acceptedAt: Infinity, nextPollAt: 0 },
}

function createGate(
  ask: PollGateOptions['ask'] = () => Promise.reject(new Error('Nothing asks in this test.')),
) {
  return createPollGate({
    ask,
    endpointOf: () => undefined,
    now: Date.now,
    random: () => 0,
    pace: createPace({}),
    maxConcurrentPolls: Infinity,
  })
}

function openTab(gate = createGate()) {
  const tabs = createTabs({
    home: '/api | demo',
    isShared: true,
    gate,
    now: Date.now,
    learn: gate.learn,
    onClear: () => undefined,
  })
  if (!tabs) throw new Error('This test brings its own locks and channels.')
  open.push(tabs)
  return tabs
}

it('a tab polls once even if the browser neither grants a lock nor lets the tab take one over', async () => {
  vi.stubGlobal('navigator', { locks: { request: () => new Promise(() => undefined) } })
  const tabs = openTab()
  const poll = vi.fn<(one: OperationSnapshot) => Promise<OperationSnapshot>>((one) => Promise.resolve(one))
  const turn = tabs.takeTurn(due, poll)
  await vi.advanceTimersByTimeAsync(4_000)
  expect(poll).toHaveBeenCalledTimes(1)
  expect(await turn).toBe(due)
  expect(vi.getTimerCount()).toBe(0)
})

it('a tab polls once if a lock is granted long after it was taken over', async () => {
  const granted: (() => unknown)[] = []
  const request = (_: string, __: unknown, task: () => unknown) =>
    new Promise((resolve) => granted.push(() => resolve(task())))
  vi.stubGlobal('navigator', { locks: { request } })
  const tabs = openTab()
  const poll = vi.fn<(one: OperationSnapshot) => Promise<OperationSnapshot>>((one) => Promise.resolve(one))
  const turn = tabs.takeTurn(due, poll)
  await vi.advanceTimersByTimeAsync(4_000)
  await turn
  for (const grant of granted) grant()
  await vi.advanceTimersByTimeAsync(4_000)
  expect(poll).toHaveBeenCalledTimes(1)
})

it('createTabs returns undefined, and broadcastClear does nothing, if the browser refuses the channel', () => {
  vi.stubGlobal('BroadcastChannel', function refuse() {
    throw new DOMException('The operation is insecure.', 'SecurityError')
  })
  const gate = createGate()
  const nothing = () => undefined
  expect(
    createTabs({
      home: '/api | demo',
      isShared: true,
      gate,
      now: Date.now,
      learn: nothing,
      onClear: nothing,
    }),
  ).toBeUndefined()
  expect(() => broadcastClear('/api | demo')).not.toThrow()
})

it('a tab takes a lock for each poll until it is sure to be the only one, and then none', async () => {
  const tabs = openTab()
  await tabs.takeTurn(due, (one) => Promise.resolve(one))
  expect(locked()).toHaveLength(1)
  await vi.advanceTimersByTimeAsync(300)
  await tabs.takeTurn(due, (one) => Promise.resolve(one))
  expect(locked()).toHaveLength(1)
})

it('a tab takes locks again as soon as another one opens, also for requests in flight', async () => {
  const first = openTab()
  await vi.advanceTimersByTimeAsync(300)
  let arrive = () => {}
  const asked = first.takeTurn(due, (one) => new Promise((resolve) => (arrive = () => resolve(one))))
  expect(locked()).toEqual([])
  const second = openTab()
  await vi.advanceTimersByTimeAsync(0)
  expect(locked()).toEqual(['react-accepted poll /api | demo jobs 1'])
  arrive()
  await asked
  await vi.advanceTimersByTimeAsync(300)
  const turns = [first, second].map((tabs) => tabs.takeTurn(due, (one) => Promise.resolve(one)))
  await vi.advanceTimersByTimeAsync(500)
  await Promise.all(turns)
  // One for the request in flight, one for the first tab's turn, and two for the second's, which has to wait.
  expect(locked()).toHaveLength(4)
})

describe('a tab that opens while others poll', () => {
  const job = { api: 'jobs', operationId: '1' }
  const answer: PollAnswer = {
    operation: { ...job, status: 'PENDING', rawStatus: 'PENDING' },
    retryAfterMs: 10_000,
  }

  /** A tab with its own gate, and the times of its polls. */
  function openPolling(respond: () => Promise<PollAnswer> = () => Promise.resolve(answer)) {
    const polledAt: number[] = []
    const gate = createGate(() => {
      polledAt.push(Date.now())
      return respond()
    })
    const tabs = openTab(gate)
    gate.attach({ takeTurn: tabs.takeTurn })
    return { gate, tabs, polledAt }
  }

  it('waits for another tab that answers slowly, and does not poll', async () => {
    vi.stubGlobal('BroadcastChannel', createChannels(200))
    const first = openPolling()
    void first.gate.pass(job)
    await vi.advanceTimersByTimeAsync(1_000)
    expect(first.polledAt).toHaveLength(1)
    const second = openPolling()
    const known = second.gate.pass(job)
    await vi.advanceTimersByTimeAsync(1_000)
    expect(second.polledAt).toEqual([])
    expect(await known).toMatchObject({ operation: { status: 'PENDING' } })
  })

  it('waits for the request that a slow tab has in flight, even if that tab knows an older snapshot', async () => {
    let arrive = () => {}
    const slow = new Promise<PollAnswer>((resolve) => (arrive = () => resolve(answer)))
    const answers = [Promise.resolve({ ...answer, retryAfterMs: 2_000 }), slow]
    // Its lock requests are slow too.
    const request = vi.fn<typeof browser.locks.request>(async (...args) => {
      await new Promise((resolve) => setTimeout(resolve, 50))
      return browser.locks.request(...args)
    })
    vi.stubGlobal('navigator', { locks: { ...browser.locks, request } })
    const first = openPolling(() => answers.shift() ?? slow)
    void first.gate.pass(job)
    await vi.advanceTimersByTimeAsync(2_200)
    void first.gate.pass(job)
    await vi.advanceTimersByTimeAsync(100)
    expect(first.polledAt).toHaveLength(2)
    vi.stubGlobal('navigator', { locks: browser.locks })
    const second = openPolling()
    void second.gate.pass(job)
    await vi.advanceTimersByTimeAsync(900)
    arrive()
    await vi.advanceTimersByTimeAsync(1_000)
    expect(second.polledAt).toEqual([])
    expect(second.gate.peek(job)?.operation?.status).toBe('PENDING')
  })

  it('does not poll again if it was so late that another tab polled, even before the news of that arrives', async () => {
    vi.stubGlobal('BroadcastChannel', createChannels(100))
    const respond = () => Promise.resolve({ ...answer, retryAfterMs: 5_000 })
    const late = openPolling(respond)
    void late.gate.pass(job)
    await vi.advanceTimersByTimeAsync(1_000)
    const second = openPolling(respond)
    void second.gate.pass(job)
    await vi.advanceTimersByTimeAsync(0)
    const [firstAt = 0] = late.polledAt
    // The other one waits 150 ms for the tab that polled last, and then polls.
    await vi.advanceTimersByTimeAsync(firstAt + 5_000 - Date.now())
    void second.gate.pass(job)
    await vi.advanceTimersByTimeAsync(200)
    expect(second.polledAt).toEqual([firstAt + 5_150])
    void late.gate.pass(job)
    await vi.advanceTimersByTimeAsync(1_000)
    expect(late.polledAt).toEqual([firstAt])
  })

  it('polls soon if none of them knows the operation', async () => {
    const first = openPolling()
    void first.gate.pass({ ...job, operationId: '2' })
    await vi.advanceTimersByTimeAsync(1_000)
    const second = openPolling()
    void second.gate.pass(job)
    const openedAt = Date.now()
    await vi.advanceTimersByTimeAsync(1_000)
    expect(second.polledAt.map((at) => at - openedAt)).toEqual([40])
  })

  it('polls soon if no other tab polls', async () => {
    const idle = openPolling()
    await vi.advanceTimersByTimeAsync(1_000)
    const second = openPolling()
    void second.gate.pass(job)
    const openedAt = Date.now()
    await vi.advanceTimersByTimeAsync(1_000)
    expect(idle.polledAt).toEqual([])
    expect(second.polledAt).toEqual([openedAt + 40])
  })

  it('waits for a frozen tab until it counts as silent, and no longer', async () => {
    const first = openPolling()
    void first.gate.pass(job)
    await vi.advanceTimersByTimeAsync(1_000)
    vi.stubGlobal('BroadcastChannel', createChannels())
    const second = openPolling()
    const openedAt = Date.now()
    void second.gate.pass(job)
    await vi.advanceTimersByTimeAsync(2_000)
    expect(second.polledAt.map((at) => at - openedAt)).toEqual([1_500])
  })

  it('does not count answers that were given to another tab', async () => {
    // One polling tab does not know the operation. Another one is frozen: it holds its lock and stays silent.
    const unaware = openPolling()
    void unaware.gate.pass({ ...job, operationId: '2' })
    await vi.advanceTimersByTimeAsync(1_000)
    expect(unaware.polledAt).toHaveLength(1)
    const locks: LockManager = Object.assign(Object.create(null), browser.locks)
    void locks.request(
      'react-accepted asking /api | demo',
      { mode: 'shared' },
      () => new Promise(() => undefined),
    )
    const respond = () => new Promise<PollAnswer>((resolve) => setTimeout(() => resolve(answer), 20))
    const others = [openPolling(respond), openPolling(respond)]
    const openedAt = Date.now()
    for (const { gate } of others) void gate.pass(job)
    await vi.advanceTimersByTimeAsync(2_500)
    expect(others.flatMap(({ polledAt }) => polledAt).map((at) => at - openedAt)).toEqual([1_500])
  })

  it('does not poll itself if the polling tab is so busy that its message takes more than a second', async () => {
    vi.stubGlobal('BroadcastChannel', createChannels(600))
    const busy = openPolling(() => Promise.resolve({ ...answer, retryAfterMs: 30_000 }))
    void busy.gate.pass(job)
    await vi.advanceTimersByTimeAsync(5_000)
    const second = openPolling()
    void second.gate.pass(job)
    await vi.advanceTimersByTimeAsync(5_000)
    expect(second.polledAt).toEqual([])
    expect(second.gate.peek(job)?.operation?.status).toBe('PENDING')
  })

  it('does not delay the tab that polled last, even if that tab hears its own news again', async () => {
    const respond = () => Promise.resolve({ ...answer, retryAfterMs: 5_000 })
    const first = openPolling(respond)
    const second = openPolling(respond)
    await vi.advanceTimersByTimeAsync(1_000)
    void first.gate.pass(job)
    await vi.advanceTimersByTimeAsync(1_000)
    // The second tab has learned from the first, and both answer the third.
    void openPolling(respond).gate.pass(job)
    await vi.advanceTimersByTimeAsync(1_000)
    const [firstAt = 0] = first.polledAt
    await vi.advanceTimersByTimeAsync(firstAt + 5_000 - Date.now())
    void first.gate.pass(job)
    await vi.advanceTimersByTimeAsync(100)
    expect(first.polledAt).toEqual([firstAt, firstAt + 5_000])
    expect(second.polledAt).toEqual([])
  })

  it('keeps its own deadline, even if a late answer to its question contains an older snapshot', async () => {
    vi.stubGlobal('BroadcastChannel', createChannels(60))
    const patient = openPolling(() => Promise.resolve({ ...answer, retryAfterMs: 100_000 }))
    void patient.gate.pass(job)
    // It no longer counts as polling.
    await vi.advanceTimersByTimeAsync(95_000)
    const second = openPolling()
    void second.gate.pass(job)
    // The deadline in the older snapshot passes.
    await vi.advanceTimersByTimeAsync(6_000)
    void second.gate.pass(job)
    await vi.advanceTimersByTimeAsync(4_040)
    expect(second.polledAt).toHaveLength(1)
    const dueAt = Date.now()
    void second.gate.pass(job)
    await vi.advanceTimersByTimeAsync(200)
    expect(second.polledAt).toEqual([dueAt - 10_000, dueAt])
  })

  it('counts the polling tabs again if it started or stopped polling itself meanwhile', async () => {
    const locks: LockManager = Object.assign(Object.create(null), browser.locks)
    const presence = createPresence(locks, 'asking')
    void browser.locks.request('asking', { mode: 'shared' }, () => new Promise(() => undefined))
    let reply: (() => void) | undefined
    vi.mocked(browser.locks.query).mockImplementationOnce(async () => {
      await new Promise<void>((resolve) => (reply = resolve))
      return { held: [{ name: 'asking', mode: 'shared' }] }
    })
    const counting = presence.countOthers()
    await vi.advanceTimersByTimeAsync(0)
    void presence.during(Promise.resolve(), () => 1_000)
    reply?.()
    expect(await counting).toBe(1)
    presence.end()
  })

  it('waits for the result of the tab before it in line instead of polling at once', async () => {
    vi.stubGlobal('BroadcastChannel', createChannels(200))
    let arrive = () => {}
    const slow = new Promise<PollAnswer>((resolve) => (arrive = () => resolve(answer)))
    const tabs = [openPolling(() => slow), openPolling(() => slow)]
    for (const { gate } of tabs) void gate.pass(job)
    await vi.advanceTimersByTimeAsync(1_000)
    arrive()
    await vi.advanceTimersByTimeAsync(1_000)
    expect(tabs.flatMap(({ polledAt }) => polledAt)).toHaveLength(1)
    for (const { gate } of tabs) expect(gate.peek(job)?.operation?.status).toBe('PENDING')
  })

  it('queries the locks once for a hundred operations', async () => {
    const first = openPolling()
    void first.gate.pass(job)
    await vi.advanceTimersByTimeAsync(1_000)
    vi.mocked(browser.locks.query).mockClear()
    const second = openPolling()
    for (let id = 2; id <= 101; id += 1) void second.gate.pass({ ...job, operationId: String(id) })
    await vi.advanceTimersByTimeAsync(100)
    expect(second.polledAt).toHaveLength(100)
    expect(browser.locks.query).toHaveBeenCalledTimes(1)
  })

  it('counts another tab as polling from its first poll until a second after its deadline, for a minute at most', async () => {
    const asking = () => browser.held().filter((name) => name.startsWith('react-accepted asking'))
    const first = openPolling()
    expect(asking()).toEqual([])
    void first.gate.pass(job)
    await vi.advanceTimersByTimeAsync(10_900)
    expect(asking()).toHaveLength(1)
    await vi.advanceTimersByTimeAsync(200)
    expect(asking()).toEqual([])
    const patient = openPolling(() => Promise.resolve({ ...answer, retryAfterMs: 3_600_000 }))
    void patient.gate.pass({ ...job, operationId: '2' })
    await vi.advanceTimersByTimeAsync(59_000)
    expect(asking()).toHaveLength(1)
    await vi.advanceTimersByTimeAsync(2_000)
    expect(asking()).toEqual([])
  })

  it('no longer counts a tab that has closed', async () => {
    const { gate, tabs } = openPolling()
    void gate.pass(job)
    await vi.advanceTimersByTimeAsync(1_000)
    tabs.close()
    await vi.advanceTimersByTimeAsync(0)
    expect(browser.held()).toEqual([])
    expect(vi.getTimerCount()).toBe(0)
  })
})
