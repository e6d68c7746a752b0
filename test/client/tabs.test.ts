import { afterEach, beforeEach, expect, it, vi } from 'vitest'

import { createPollGate } from '../../src/client/pollGate.ts'
import type { Tabs } from '../../src/client/tabs.ts'
import { createTabs } from '../../src/client/tabs.ts'
import { createPace } from '../../src/protocol/pace.ts'
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

function openTab() {
  const gate = createPollGate({
    ask: () => Promise.reject(new Error('Nothing asks in this test.')),
    recipeOf: () => undefined,
    now: Date.now,
    random: () => 0,
    pace: createPace({}),
    maxConcurrentPolls: 1,
  })
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
