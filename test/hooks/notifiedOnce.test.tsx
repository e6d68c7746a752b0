import { act } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import { createStore } from '../client/storage/createStore.ts'
import { says } from './createEngine.tsx'
import { MINUTE, createTabs, once, range } from './createTabs.tsx'
import { installFakeLocks } from './fakeLocks.ts'
import { pass } from './harness.tsx'

let locks: ReturnType<typeof installFakeLocks>
const report = vi.fn<(error: unknown) => void>()

beforeEach(() => {
  locks = installFakeLocks()
  report.mockClear()
  vi.stubGlobal('BroadcastChannel', undefined)
  vi.stubGlobal('reportError', report)
})
afterEach(() => {
  locks.uninstall()
  vi.unstubAllGlobals()
})

const heldForEnds = () => locks.held().filter((name) => name.includes(' settled '))
const names = (count: number) => range('op', count).map(({ operationId }) => operationId)

function fail(): never {
  throw new Error('The application is broken.')
}

/** A rejection that is already handled, so that it is not reported as unhandled. */
function reject(): Promise<void> {
  const promise = Promise.reject(new Error('The application is broken.'))
  promise.catch(() => undefined)
  return promise
}

describe.each([
  ['throws', fail, 3],
  ['rejects', reject, 0],
])('an onSettled that %s', (_, breakDown, reports) => {
  it('is called once for each end, blocks no other call, and leaves no lock held', async () => {
    const tabs = createTabs(() => says('COMPLETED'))
    tabs.onSettled.mockImplementation(breakDown)
    const pages = [tabs.open(), tabs.open()]
    await pass(0)
    act(() => range('op', 3).forEach(pages[0]?.result.current.watch ?? fail))
    await pass(MINUTE)
    expect(tabs.tolds()).toEqual(once(names(3)))
    expect(report).toHaveBeenCalledTimes(reports)
    expect(heldForEnds()).toEqual([])
    for (const page of pages) page.close()
    const next = tabs.open()
    await pass(MINUTE)
    expect(next.ids()).toHaveLength(3)
    expect(tabs.tolds()).toEqual(once(names(3)))
  })
})

describe('an end that three tabs see at once', () => {
  it.each(['with', 'without'])('is reported once, %s Web Locks', async (way) => {
    if (way === 'without') locks.uninstall()
    const tabs = createTabs((_, poll) => says(poll > 3 ? 'COMPLETED' : 'RUNNING', 5))
    const pages = [tabs.open(), tabs.open(), tabs.open()]
    await pass(0)
    act(() => range('op', 5).forEach(pages[0]?.result.current.watch ?? fail))
    await pass(MINUTE)
    expect(tabs.tolds()).toEqual(once(names(5)))
    for (const page of pages) expect(page.ids()).toHaveLength(5)
  })
})

it('a tab that freezes while it reports an end keeps the others waiting for five seconds, and no longer', async () => {
  const { locks: real } = navigator
  const request = real.request.bind(real)
  const frozen = new Set<string>()
  function requestLate(name: string, ...rest: [LockOptions, LockGrantedCallback<unknown>]) {
    if (name.includes(' settled ') && !frozen.has(name)) {
      frozen.add(name)
      void request(name, {}, () => new Promise(() => undefined))
    }
    return request(name, ...rest)
  }
  Object.defineProperty(navigator, 'locks', { configurable: true, value: { request: requestLate } })
  const tabs = createTabs(() => says('COMPLETED'))
  const page = tabs.open()
  await pass(0)
  act(() => range('op', 2).forEach(page.result.current.watch))
  await pass(2_000)
  expect(frozen.size).toBe(2)
  await pass(4_900)
  expect(tabs.tolds()).toEqual({})
  await pass(200)
  expect(tabs.tolds()).toEqual(once(names(2)))
})

describe('a tab and its copy, after a reload', () => {
  it.each([
    ['with', 1],
    // Neither can know about the other, so both send, under the same key.
    ['without', 2],
  ])('create the resource of an unconfirmed intent once, %s Web Locks', async (way, sent) => {
    if (way === 'without') locks.uninstall()
    const tabs = createTabs(() => says('COMPLETED'))
    const kept = new Map<string, string>()
    tabs.answers.areLost = true
    const page = tabs.open({}, createStore(kept))
    await pass(0)
    await act(async () => {
      void page.result.current.form.submit({ url: 'https://files.example/users.csv' })
      await vi.advanceTimersByTimeAsync(0)
    })
    page.close()
    locks.letGo()
    tabs.answers.areLost = false
    const before = tabs.posts.length
    const pages = [new Map(kept), new Map(kept)].map((session) => tabs.open({}, createStore(session)))
    await pass(MINUTE)
    expect(tabs.posts.length - before).toBe(sent)
    expect(new Set(tabs.posts).size).toBe(1)
    expect(tabs.made.size).toBe(1)
    expect(tabs.tolds()).toEqual(once(['made-1']))
    for (const one of pages) {
      expect(one.result.current.unconfirmed).toEqual([])
      expect(one.ids()).toEqual(['made-1'])
    }
  })
})
