import { act } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import { FULL, createStore } from '../client/storage/createStore.ts'
import { says } from './createEngine.tsx'
import { MINUTE, OWN, createTabs, once } from './createTabs.tsx'
import { installFakeLocks } from './fakeLocks.ts'
import { pass } from './harness.tsx'

let locks: ReturnType<typeof installFakeLocks>

beforeEach(() => {
  locks = installFakeLocks()
  vi.stubGlobal('BroadcastChannel', undefined)
})
afterEach(() => {
  locks.uninstall()
  vi.unstubAllGlobals()
})

/** Captures the warnings of one test and keeps them off the console. */
function hearWarnings() {
  return vi
    .spyOn(console, 'warn')
    .mockClear()
    .mockImplementation(() => undefined)
}

async function submit(page: ReturnType<ReturnType<typeof createTabs>['open']>) {
  await act(async () => {
    void page.result.current.form.submit({ url: 'https://files.example/users.csv' })
    await vi.advanceTimersByTimeAsync(0)
  })
}

/** A store that can be read but has no room. */
function createFull(items = new Map<string, string>()) {
  return createStore(items, 0)
}

/** A store whose every call throws, as when the user has turned storage off. */
function createForbidden(): ReturnType<typeof createStore> {
  const fail = (): never => {
    throw new DOMException('The operation is insecure.', 'SecurityError')
  }
  return { getItem: fail, setItem: fail, removeItem: fail, keys: fail }
}

/** An asynchronous store of the application, backed by a service that has no room. */
function createFullLater(): ReturnType<typeof createStore> {
  return {
    getItem: () => Promise.resolve(null),
    setItem: () => Promise.reject(FULL),
    removeItem: () => Promise.resolve(),
    keys: () => Promise.resolve([]),
  }
}

describe('a full store', () => {
  it.each([
    ['localStorage', (): object => ({})],
    ['the application’s store', () => ({ storage: createFull() })],
    ['the application’s asynchronous store', () => ({ storage: createFullLater() })],
  ])(
    '%s: the intent is saved in the tab’s own store, and is sent again automatically after a reload',
    async (_, props) => {
      const tabs = createTabs(() => says('COMPLETED'), 0)
      const kept = new Map<string, string>()
      tabs.answers.areLost = true
      const page = tabs.open(props(), createStore(kept))
      await pass(0)
      await submit(page)
      await pass(500)
      expect([...kept.keys()].filter((key) => key.startsWith(`${OWN}intent/`))).toHaveLength(1)
      page.close()
      tabs.answers.areLost = false
      const before = tabs.posts.length
      const next = tabs.open(props(), createStore(kept))
      await pass(1_000)
      expect(tabs.posts.length).toBe(before + 1)
      expect(tabs.made.size).toBe(1)
      expect(next.ids()).toEqual(['made-1'])
      await pass(MINUTE)
      expect(tabs.tolds()).toEqual(once(['made-1']))
      expect(next.result.current.unconfirmed).toEqual([])
      expect([...kept.keys()].filter((key) => !key.includes('/operation/'))).toEqual([])
      next.close()
      const third = tabs.open(props(), createStore(kept))
      await pass(MINUTE)
      expect(third.ids()).toEqual(['made-1'])
      expect(tabs.tolds()).toEqual(once(['made-1']))
    },
  )
})

describe.each([
  ['is full', createFull],
  ['refuses access', createForbidden],
])('if every store %s', (_, create) => {
  it('the request is still sent, a warning explains the consequence once, and nothing is left behind', async () => {
    const warn = hearWarnings()
    const tabs = createTabs(() => says('COMPLETED'))
    const kept = new Map<string, string>()
    const session = create(kept)
    const page = tabs.open({ storage: create() }, session)
    await pass(0)
    await submit(page)
    await pass(MINUTE)
    expect(page.result.current.form.intent.state).toBe('accepted')
    expect(tabs.posts).toHaveLength(1)
    expect(tabs.tolds()).toEqual(once(['made-1']))
    await submit(page)
    await pass(MINUTE)
    expect(tabs.posts).toHaveLength(2)
    expect(tabs.tolds()).toEqual(once(['made-1', 'made-2']))
    expect(page.ids()).toHaveLength(2)
    expect(warn.mock.calls).toEqual([[expect.stringContaining('could not save the submission')]])
    expect(kept.size).toBe(0)
  })
})

it('if there is room for a request but not for its intent, the request is not left behind', async () => {
  const warn = hearWarnings()
  const tabs = createTabs(() => says('COMPLETED'))
  const kept = new Map<string, string>()
  const session = createStore(kept)
  const setItem: typeof session.setItem = (key, value) => {
    if (!key.includes('/request/')) throw FULL
    return session.setItem(key, value)
  }
  tabs.answers.areLost = true
  const page = tabs.open({ storage: createFull() }, { ...session, setItem, keys: () => [...kept.keys()] })
  await pass(0)
  await submit(page)
  await pass(MINUTE)
  expect(page.result.current.form.intent).toMatchObject({ state: 'unconfirmed', canSendAgain: true })
  expect(kept.size).toBe(0)
  expect(warn).toHaveBeenCalledOnce()
  tabs.answers.areLost = false
  await act(async () => {
    void page.result.current.form.sendAgain()
    await vi.advanceTimersByTimeAsync(0)
  })
  await pass(MINUTE)
  expect(tabs.made.size).toBe(1)
  expect(tabs.tolds()).toEqual(once(['made-1']))
  expect(kept.size).toBe(0)
})

it('if the browser’s database cannot be opened, records in other stores are found after a reload', async () => {
  const tabs = createTabs(() => says('COMPLETED'))
  const open = () => {
    throw new DOMException('The operation is insecure.', 'SecurityError')
  }
  vi.stubGlobal('indexedDB', { open })
  const session = createStore()
  tabs.answers.areLost = true
  const page = tabs.open({}, session)
  await pass(0)
  await submit(page)
  await pass(500)
  page.close()
  tabs.answers.areLost = false
  const next = tabs.open({}, session)
  await pass(1_000)
  expect(next.ids()).toEqual(['made-1'])
  expect(tabs.made.size).toBe(1)
  await act(() => next.result.current.clear())
  expect([...tabs.items.keys()].filter((key) => !key.endsWith('/mark'))).toEqual([])
})
