import { act } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import { createStore } from '../client/storage/createStore.ts'
import { MINUTE, once } from './createTabs.tsx'
import { installFakeLocks } from './fakeLocks.ts'
import { pass } from './harness.tsx'
import { TROUBLES, WHOLE, createBrowser, goOn, openBusyPage, stall } from './troubledStore.tsx'

let locks: ReturnType<typeof installFakeLocks>

beforeEach(() => {
  locks = installFakeLocks()
  vi.stubGlobal('BroadcastChannel', undefined)
})
afterEach(() => {
  locks.uninstall()
  vi.unstubAllGlobals()
})

const tellOtherTabs = () => act(() => void window.dispatchEvent(new StorageEvent('storage', { key: null })))

describe.each(TROUBLES)('a store that %s', (_, befall) => {
  it('loses nothing at the first read of a page', async () => {
    const browser = createBrowser()
    const session = createStore()
    const before = await openBusyPage(browser, session)
    before.close()
    locks.letGo()
    await pass(3 * MINUTE)
    befall(browser.trouble)
    const page = browser.open(session)
    expect(await goOn(browser, page)).toEqual(WHOLE)
  })

  it('loses nothing at the read after another tab has changed something', async () => {
    const browser = createBrowser()
    const page = await openBusyPage(browser)
    const other = browser.open()
    await pass(MINUTE)
    other.unmount()
    befall(browser.trouble)
    tellOtherTabs()
    expect(await goOn(browser, page)).toEqual(WHOLE)
  })

  it('loses nothing at the read of the records, after the keys were listed', async () => {
    const browser = createBrowser()
    const page = await openBusyPage(browser)
    tellOtherTabs()
    await act(() => vi.advanceTimersByTimeAsync(99))
    queueMicrotask(() => befall(browser.trouble))
    expect(await goOn(browser, page)).toEqual(WHOLE)
  })

  it('loses nothing when an intent is claimed', async () => {
    const browser = createBrowser()
    const session = createStore()
    const before = await openBusyPage(browser, session)
    const name = locks.held().find((one) => one.includes(' intent ')) ?? ''
    before.close()
    await pass(3 * MINUTE)
    // Another tab holds the lock of the intent, so it may be sending it.
    const controller = new AbortController()
    const isGone = new Promise((resolve) => controller.signal.addEventListener('abort', resolve))
    void navigator.locks.request(name, {}, () => isGone)
    const page = browser.open(session)
    await pass(MINUTE)
    expect(page.result.current.unconfirmed).toEqual([])
    befall(browser.trouble)
    controller.abort()
    expect(await goOn(browser, page)).toEqual(WHOLE)
  })

  it('loses nothing when operations end', async () => {
    const browser = createBrowser()
    const page = await openBusyPage(browser)
    browser.endAll(befall)
    await pass(MINUTE)
    expect(browser.tolds()).toEqual(once(['running-0', 'running-1']))
    expect(await goOn(browser, page)).toEqual(WHOLE)
    page.close()
    locks.letGo()
    browser.open()
    await pass(MINUTE)
    expect(browser.tolds()).toEqual(once(['running-0', 'running-1', 'made-1']))
  })

  it.each(['with', 'without'])(
    'loses nothing when operations end that three tabs watch, %s Web Locks',
    async (way) => {
      if (way === 'without') locks.uninstall()
      const browser = createBrowser()
      const page = await openBusyPage(browser)
      const pages = [page, browser.open(), browser.open()]
      await pass(MINUTE)
      browser.endAll(befall)
      await pass(MINUTE)
      expect(browser.tolds()).toEqual(once(['running-0', 'running-1']))
      for (const one of pages) expect(one.ids().toSorted()).toEqual(['running-0', 'running-1'])
      expect(page.result.current.unconfirmed).toHaveLength(1)
    },
  )

  it('does not keep a new request from being sent once and restored once', async () => {
    const browser = createBrowser()
    const page = browser.open()
    await pass(0)
    befall(browser.trouble)
    await act(async () => {
      void page.result.current.form.submit({ url: 'https://files.example/users.csv' })
      await vi.advanceTimersByTimeAsync(0)
    })
    await pass(MINUTE)
    expect(browser.posts).toHaveLength(1)
    expect(page.result.current.form.intent.state).toBe('accepted')
    expect(page.ids()).toEqual(['made-1'])
    browser.endAll()
    await pass(MINUTE)
    expect(browser.tolds()).toEqual(once(['made-1']))
    expect(page.result.current.unconfirmed).toEqual([])
    expect(browser.stored('operation')).toHaveLength(1)
    page.close()
    locks.letGo()
    const next = browser.open()
    await pass(MINUTE)
    expect(next.result.current.unconfirmed).toEqual([])
    expect(next.ids()).toEqual(['made-1'])
    expect(browser.tolds()).toEqual(once(['made-1']))
    expect(browser.posts).toHaveLength(1)
  })
})

describe('a store that never answers again', () => {
  it('loses nothing on its page, where each end is still reported once', async () => {
    const browser = createBrowser()
    const page = await openBusyPage(browser)
    stall(Infinity, true)(browser.trouble)
    tellOtherTabs()
    await pass(MINUTE)
    expect(page.result.current.unconfirmed).toHaveLength(1)
    expect(page.ids()).toHaveLength(2)
    browser.endAll()
    await pass(MINUTE)
    expect(browser.tolds()).toEqual(once(['running-0', 'running-1']))
    expect(locks.held().filter((name) => name.includes(' settled '))).toEqual([])
    browser.answers.areLost = false
    await act(async () => {
      void page.result.current.form.sendAgain()
      await vi.advanceTimersByTimeAsync(0)
    })
    await pass(MINUTE)
    expect(page.result.current.form.intent.state).toBe('accepted')
    expect(browser.made.size).toBe(1)
    expect(page.ids()).toHaveLength(3)
  })
})
