import { afterEach, beforeEach, expect, it, vi } from 'vitest'

import { createPollGate } from '../../src/client/pollGate.ts'
import type { Tabs } from '../../src/client/tabs.ts'
import { createTabs, tellClear } from '../../src/client/tabs.ts'
import { createPace } from '../../src/protocol/pace.ts'
import type { OperationSnapshot } from '../../src/protocol/snapshot.ts'
import { createSnapshot } from '../../src/protocol/snapshot.ts'
import { createChannels } from './createChannels.ts'

let open: Tabs[] = []
let locked: string[] = []

beforeEach(() => {
  vi.useFakeTimers()
  locked = []
  open = []
  vi.stubGlobal('BroadcastChannel', createChannels())
  vi.stubGlobal('navigator', {
    locks: {
      request(name: string, _options: unknown, task: () => unknown) {
        locked.push(name)
        return task()
      },
    },
  })
})
afterEach(() => {
  for (const tabs of open) tabs.close()
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

const due = {
  ...createSnapshot({ api: 'jobs', operationId: '1' }, 0),
  accepted: { api: 'jobs', operationId: '1', acceptedAt: 0, nextPollAt: 0 },
}

function createGate() {
  return createPollGate({
    ask: () => Promise.reject(new Error('Nothing asks in this test.')),
    recipeOf: () => undefined,
    now: Date.now,
    random: () => 0,
    pace: createPace({}),
    maxConcurrentPolls: 1,
  })
}

function openTab() {
  const gate = createGate()
  const tabs = createTabs({
    home: '/api | demo',
    isShared: true,
    gate,
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
    createTabs({ home: '/api | demo', isShared: true, gate, onNews: nothing, onClear: nothing }),
  ).toBeUndefined()
  expect(() => tellClear('/api | demo')).not.toThrow()
})

it('takes a lock for each poll until it is sure to be the only tab, and then none', async () => {
  const tabs = openTab()
  await tabs.takeTurn(due, (one) => Promise.resolve(one))
  expect(locked).toHaveLength(1)
  await vi.advanceTimersByTimeAsync(300)
  await tabs.takeTurn(due, (one) => Promise.resolve(one))
  expect(locked).toHaveLength(1)
})

it('takes locks again as soon as another tab opens, also for what is on its way', async () => {
  const first = openTab()
  await vi.advanceTimersByTimeAsync(300)
  let answer = () => {}
  const asked = first.takeTurn(due, (one) => new Promise((resolve) => (answer = () => resolve(one))))
  expect(locked).toEqual([])
  const second = openTab()
  await vi.advanceTimersByTimeAsync(0)
  expect(locked).toEqual(['react-accepted poll /api | demo jobs 1'])
  answer()
  await asked
  await vi.advanceTimersByTimeAsync(300)
  const turns = [first, second].map((tabs) => tabs.takeTurn(due, (one) => Promise.resolve(one)))
  await vi.advanceTimersByTimeAsync(500)
  await Promise.all(turns)
  expect(locked).toHaveLength(3)
})
