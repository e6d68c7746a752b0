import { act } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'

import { createStore } from '../client/storage/createStore.ts'
import { intentRecord } from '../client/storage/journalRecords.ts'
import { says } from './createEngine.tsx'
import { MINUTE, OWN, createTabs, range } from './createTabs.tsx'
import { installFakeLocks } from './fakeLocks.ts'
import { pass } from './harness.tsx'

let locks: ReturnType<typeof installFakeLocks>

beforeEach(() => {
  locks = installFakeLocks()
})
afterEach(() => {
  locks.uninstall()
  vi.unstubAllGlobals()
})

/** Lets another tab hold each lock whose name contains `part` first, until `letGo` is called. */
function holdElsewhere(part: string): { readonly letGo: () => void } {
  const { locks: real } = navigator
  const request = real.request.bind(real)
  const held = new Map<string, () => void>()
  function requestLate(name: string, ...rest: [LockOptions, LockGrantedCallback<unknown>]) {
    if (name.includes(part) && !held.has(name))
      void request(name, {}, () => new Promise<void>((release) => held.set(name, () => release())))
    return request(name, ...rest)
  }
  Object.defineProperty(navigator, 'locks', { configurable: true, value: { request: requestLate } })
  return { letGo: () => held.forEach((release) => release()) }
}

it('an end that waits for its lock during a sign-out is neither saved nor reported', async () => {
  const elsewhere = holdElsewhere(' settled ')
  const tabs = createTabs(() => says('COMPLETED'))
  const page = tabs.open()
  await pass(0)
  act(() => range('op', 1).forEach(page.result.current.watch))
  await pass(2_500)
  expect(page.result.current.operations).toHaveLength(1)
  await act(() => page.result.current.clear())
  const write = vi.spyOn(tabs.items, 'set')
  elsewhere.letGo()
  await pass(MINUTE)
  expect(write).not.toHaveBeenCalled()
  expect([...tabs.items.keys()]).toEqual([`${OWN}mark`])
  expect(tabs.tolds()).toEqual({})
})

it('a submission that waits for its lock during a sign-out is not saved, not even for a moment', async () => {
  const elsewhere = holdElsewhere(' intent ')
  const tabs = createTabs(() => says('COMPLETED'))
  const session = new Map<string, string>()
  const page = tabs.open({}, createStore(session))
  await pass(0)
  act(() => void page.result.current.form.submit({ url: 'https://files.example/users.csv' }))
  await pass(500)
  const writes = [tabs.items, session].map((items) => vi.spyOn(items, 'set'))
  await act(() => page.result.current.clear())
  elsewhere.letGo()
  await pass(MINUTE)
  const written = writes.flatMap((write) => write.mock.calls.map(([key]) => key))
  expect(written).toEqual([`${OWN}mark`])
  expect(tabs.posts).toEqual([])
  expect(locks.held()).toEqual([])
})

it('an intent of an earlier page that waits for its lock during a sign-out is not shown', async () => {
  const elsewhere = holdElsewhere(' intent ')
  const items = new Map([
    [`${OWN}intent/key-1`, JSON.stringify(intentRecord('key-1', { createdAt: Date.now() }))],
  ])
  let isReadable = true
  const storage = {
    ...createStore(items),
    keys() {
      if (isReadable) return [...items.keys()]
      throw new Error('The disk is busy.')
    },
  }
  const tabs = createTabs(() => says('COMPLETED'))
  items.set(`${OWN}intent/key-1`, JSON.stringify(intentRecord('key-1', { createdAt: Date.now() })))
  const page = tabs.open({ storage })
  await pass(500)
  await act(() => page.result.current.clear())
  isReadable = false
  elsewhere.letGo()
  await pass(500)
  expect(page.result.current.unconfirmed).toEqual([])
  expect(locks.held()).toEqual([])
})
