import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import type { PollGateOptions } from '../../src/client/pollGate.ts'
import { createPollGate } from '../../src/client/pollGate.ts'
import { createPresence } from '../../src/client/presence.ts'
import type { Tabs } from '../../src/client/tabs.ts'
import { createTabs, tellClear } from '../../src/client/tabs.ts'
import type { PollAnswer } from '../../src/protocol/advance.ts'
import { createPace } from '../../src/protocol/pace.ts'
import type { OperationSnapshot } from '../../src/protocol/snapshot.ts'
import { createSnapshot } from '../../src/protocol/snapshot.ts'
import { createFakeLocks } from '../hooks/fakeLocks.ts'
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

/** The locks to poll that were asked for. */
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
    recipeOf: () => undefined,
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
    onNews: () => undefined,
    onClear: () => undefined,
  })
  if (!tabs) throw new Error('This test brings its own locks and channels.')
  open.push(tabs)
  return tabs
}

it('polls all the same, and once, where the browser grants no lock, nor lets one be taken over', async () => {
  vi.stubGlobal('navigator', { locks: { request: () => new Promise(() => undefined) } })
  const tabs = openTab()
  const poll = vi.fn<(one: OperationSnapshot) => Promise<OperationSnapshot>>((one) => Promise.resolve(one))
  const turn = tabs.takeTurn(due, poll)
  await vi.advanceTimersByTimeAsync(4_000)
  expect(poll).toHaveBeenCalledTimes(1)
  expect(await turn).toBe(due)
  expect(vi.getTimerCount()).toBe(0)
})

it('polls once where a lock is granted long after it was taken over', async () => {
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

it('is nothing, and tells nobody, where the browser refuses its channel', () => {
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
      onNews: nothing,
      onClear: nothing,
    }),
  ).toBeUndefined()
  expect(() => tellClear('/api | demo')).not.toThrow()
})

it('takes a lock for each poll until it is sure to be the only tab, and then none', async () => {
  const tabs = openTab()
  await tabs.takeTurn(due, (one) => Promise.resolve(one))
  expect(locked()).toHaveLength(1)
  await vi.advanceTimersByTimeAsync(300)
  await tabs.takeTurn(due, (one) => Promise.resolve(one))
  expect(locked()).toHaveLength(1)
})

it('takes locks again as soon as another tab opens, also for what is on its way', async () => {
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
  // For the newcomer's welcome, for the first one's turn, and for the second's, who then waits in line.
  expect(locked()).toHaveLength(4)
})

describe('a tab that opens while others poll', () => {
  const job = { api: 'jobs', operationId: '1' }
  const answer: PollAnswer = {
    operation: { ...job, status: 'PENDING', rawStatus: 'PENDING' },
    retryAfterMs: 10_000,
  }

  /** A tab with a gate of its own, and the times of its polls. */
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

  it('waits for the word of one that is slow to answer, and does not poll', async () => {
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

  it('waits for what a slow one has on its way, though that knows something older', async () => {
    let arrive = () => {}
    const slow = new Promise<PollAnswer>((resolve) => (arrive = () => resolve(answer)))
    const answers = [Promise.resolve({ ...answer, retryAfterMs: 2_000 }), slow]
    // Its requests for a lock take their time too.
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

  it('polls soon where none of them knows the operation', async () => {
    const first = openPolling()
    void first.gate.pass({ ...job, operationId: '2' })
    await vi.advanceTimersByTimeAsync(1_000)
    const second = openPolling()
    void second.gate.pass(job)
    const openedAt = Date.now()
    await vi.advanceTimersByTimeAsync(1_000)
    expect(second.polledAt.map((at) => at - openedAt)).toEqual([40])
  })

  it('polls soon where nobody polls', async () => {
    const idle = openPolling()
    await vi.advanceTimersByTimeAsync(1_000)
    const second = openPolling()
    void second.gate.pass(job)
    const openedAt = Date.now()
    await vi.advanceTimersByTimeAsync(1_000)
    expect(idle.polledAt).toEqual([])
    expect(second.polledAt).toEqual([openedAt + 40])
  })

  it('waits for one that is frozen until it counts as silent, and no longer', async () => {
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

  it('counts no answer that was given to another tab', async () => {
    // One that polls is frozen: it holds its lock, and says nothing. Another one does not know the operation.
    const locks: LockManager = Object.assign(Object.create(null), browser.locks)
    void locks.request(
      'react-accepted asking /api | demo',
      { mode: 'shared' },
      () => new Promise(() => undefined),
    )
    void openPolling().gate.pass({ ...job, operationId: '2' })
    await vi.advanceTimersByTimeAsync(1_000)
    const respond = () => new Promise<PollAnswer>((resolve) => setTimeout(() => resolve(answer), 20))
    const others = [openPolling(respond), openPolling(respond)]
    const openedAt = Date.now()
    for (const { gate } of others) void gate.pass(job)
    await vi.advanceTimersByTimeAsync(2_500)
    expect(others.flatMap(({ polledAt }) => polledAt).map((at) => at - openedAt)).toEqual([1_500])
  })

  it('does not poll itself if the one that polls is so busy that its word takes more than a second', async () => {
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

  it('polls again on time, though an answer to its question came late and knew less', async () => {
    vi.stubGlobal('BroadcastChannel', createChannels(60))
    const patient = openPolling(() => Promise.resolve({ ...answer, retryAfterMs: 100_000 }))
    void patient.gate.pass(job)
    // It is not counted as one that polls any more.
    await vi.advanceTimersByTimeAsync(95_000)
    const second = openPolling()
    void second.gate.pass(job)
    await vi.advanceTimersByTimeAsync(10_040)
    const dueAt = Date.now()
    void second.gate.pass(job)
    await vi.advanceTimersByTimeAsync(200)
    expect(second.polledAt).toEqual([dueAt - 10_000, dueAt])
  })

  it('asks again who polls, if it began or ended to do so itself meanwhile', async () => {
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

  it('hears what the one before it in line has learned, before it polls itself', async () => {
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

  it('asks the browser once who polls, for a hundred operations', async () => {
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

  it('counts a tab that polls from its first poll until a second after its deadline, and a minute at most', async () => {
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

  it('counts a tab no more once it has left', async () => {
    const { gate, tabs } = openPolling()
    void gate.pass(job)
    await vi.advanceTimersByTimeAsync(1_000)
    tabs.close()
    await vi.advanceTimersByTimeAsync(0)
    expect(browser.held()).toEqual([])
    expect(vi.getTimerCount()).toBe(0)
  })
})
