import { act } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import { createStore } from '../client/storage/createStore.ts'
import { says } from './createEngine.tsx'
import { MINUTE, createTabs, once, range } from './createTabs.tsx'
import { installFakeLocks } from './fakeLocks.ts'
import { pass } from './harness.tsx'

let locks: ReturnType<typeof installFakeLocks> | undefined

beforeEach(() => void vi.stubGlobal('BroadcastChannel', undefined))
afterEach(() => {
  locks?.uninstall()
  locks = undefined
  vi.unstubAllGlobals()
})

describe('an open operation or intent is never evicted', () => {
  it('a running operation stays listed, watched and reported after 205 younger ones have ended', async () => {
    let isOver = false
    const tabs = createTabs((id) => says(id === 'long-0' && !isOver ? 'RUNNING' : 'COMPLETED', 2))
    const page = tabs.open()
    await pass(0)
    act(() => range('long', 1).forEach(page.result.current.watch))
    await pass(10)
    const short = range('short', 205)
    act(() => short.forEach(page.result.current.watch))
    await pass(MINUTE)
    expect(tabs.tolds()).toEqual(once(short.map(({ operationId }) => operationId)))
    // Another tab writes, so the list is read again.
    act(() => void window.dispatchEvent(new StorageEvent('storage', { key: null })))
    await pass(MINUTE)
    expect(page.ids()).toContain('long-0')
    const before = tabs.polls.length
    await pass(MINUTE)
    expect(tabs.polls.length).toBeGreaterThan(before + 20)
    page.close()
    const next = tabs.open()
    await pass(MINUTE)
    expect(next.ids()).toContain('long-0')
    isOver = true
    await pass(MINUTE)
    expect(tabs.tolds()['long-0']).toBe(1)
    expect(Object.keys(tabs.tolds())).toHaveLength(206)
  })

  it.each(['with', 'without'])(
    '210 running operations of three tabs are in every list and reported once, %s Web Locks',
    async (way) => {
      if (way === 'with') locks = installFakeLocks()
      let isOver = false
      const tabs = createTabs(() => says(isOver ? 'COMPLETED' : 'RUNNING', 30))
      const pages = [tabs.open(), tabs.open(), tabs.open()]
      await pass(0)
      const all = ['a', 'b', 'c'].map((name) => range(name, 70))
      act(() => {
        for (const [index, page] of pages.entries()) all[index]?.forEach(page.result.current.watch)
      })
      await pass(10_000)
      const ids = all.flat().map(({ operationId }) => operationId)
      for (const page of pages) expect(page.ids().toSorted()).toEqual(ids.toSorted())
      isOver = true
      await pass(MINUTE)
      expect(tabs.tolds()).toEqual(once(ids))
    },
  )

  it('60 unconfirmed intents are all offered again after a reload', async () => {
    const tabs = createTabs(() => says('COMPLETED'))
    const session = createStore()
    tabs.answers.areLost = true
    const page = tabs.open({}, session, 60)
    await pass(0)
    await act(async () => {
      for (const [index, submit] of [...page.forms].entries())
        void submit({ url: `https://files.example/${index}.csv` })
      await vi.advanceTimersByTimeAsync(0)
    })
    expect(tabs.made.size).toBe(60)
    page.close()
    await pass(10 * MINUTE)
    const next = tabs.open({}, session)
    await pass(0)
    expect(next.result.current.unconfirmed).toHaveLength(60)
    expect(next.result.current.unconfirmed.every(({ intent }) => intent.canSendAgain)).toBe(true)
  })
})
