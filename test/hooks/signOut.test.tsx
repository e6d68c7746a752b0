import { act } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import { createChannels } from '../client/tabs/createChannels.ts'
import { SCOPE, createBrowser, listLeft, settle, submit, useList, useListAndForm } from './createBrowser.tsx'
import { installFakeLocks } from './fakeLocks.ts'
import { pass } from './harness.tsx'

const MINUTE = 60_000
let locks: ReturnType<typeof installFakeLocks>

beforeEach(() => {
  locks = installFakeLocks()
  vi.stubGlobal('BroadcastChannel', createChannels())
})
afterEach(() => {
  locks.uninstall()
  vi.unstubAllGlobals()
})

type Session = Map<string, string>

/** Two tabs of one user. The second is in the middle of a submission that does not get through. */
async function openTwoTabs() {
  const browser = createBrowser({}, () => locks.letGo())
  const session: Session = new Map()
  const first = browser.open(useListAndForm, { session: new Map() })
  const second = browser.open(useListAndForm, { session })
  await settle()
  await submit(first, { displayName: 'Accepted before' })
  browser.simulator.script({ on: 'configurations.create', times: 9, fault: { kind: 'dropAfter' } })
  await submit(second)
  await pass(500)
  expect(second.result.current.form.intent.state).toBe('submitting')
  expect(second.result.current.operations).toHaveLength(1)
  expect(session.size).toBe(1)
  return { browser, first, second, session }
}

describe('a sign-out in one tab', () => {
  it('stops what another tab is sending, and clears that tab’s page', async () => {
    const { browser, first, second, session } = await openTwoTabs()
    const sent = browser.posts().length
    await act(() => first.result.current.clear())
    await pass(MINUTE)
    expect(browser.posts()).toHaveLength(sent)
    expect(second.result.current.form.intent.state).toBe('idle')
    expect(second.result.current.operations).toEqual([])
    expect(second.result.current.unconfirmed).toEqual([])
    expect(listLeft(browser, session)).toEqual([])
    expect(locks.held().filter((name) => name.includes(' intent '))).toEqual([])
  })

  it('does not affect another user’s tab', async () => {
    const browser = createBrowser({}, () => locks.letGo())
    const first = browser.open(useListAndForm, { session: new Map() })
    const other = browser.open(useListAndForm, { session: new Map(), props: { scope: 'AC2/us1/noor' } })
    await settle()
    await submit(other)
    await act(() => first.result.current.clear())
    await pass(MINUTE)
    expect(other.result.current.newest.status).toBe('COMPLETED')
    expect(other.result.current.form.intent.state).toBe('accepted')
  })
})

describe('without a scope', () => {
  it('a reload sends nothing automatically: the user decides, because it may be another one by then', async () => {
    const browser = createBrowser({}, () => locks.letGo())
    const props = { scope: undefined }
    const session: Session = new Map()
    browser.slowDown(20_000)
    const page = browser.open(useListAndForm, { session, props })
    await settle()
    await submit(page)
    page.close()
    browser.slowDown(0)
    // A reloaded tab and a duplicated one.
    const tabs = [session, new Map(session)].map((own) => browser.open(useList, { session: own, props }))
    await pass(MINUTE)
    expect(browser.posts()).toHaveLength(1)
    expect(tabs[0]?.result.current.unconfirmed).toMatchObject([{ intent: { canSendAgain: true } }])
  })
})

describe('a scope that changes', () => {
  it.each([0, 1, 2, 3, 4, 6, 8, 12])(
    'sends nothing of the old scope under the new one: after %i microtasks',
    async (ticks) => {
      const browser = createBrowser({}, () => locks.letGo())
      const session: Session = new Map()
      const page = browser.open(useListAndForm, { session })
      await settle()
      await act(async () => {
        void page.result.current.form.submit({
          displayName: 'Of mara',
          description: '',
          conversationGroupingType: 'GROUP_BY_PROFILE',
          memoryStoreId: 'mem_store_01ke6jq300m0gzy8kqdzef4c75',
        })
        // oxlint-disable-next-line no-await-in-loop -- One after the other is the point.
        for (let tick = 0; tick < ticks; tick += 1) await Promise.resolve()
        page.change({ scope: 'AC1/us1/noor' })
      })
      await pass(MINUTE)
      expect(page.result.current.form.intent.state).toBe('idle')
      expect(page.result.current.operations).toEqual([])
      expect(browser.onSettled).not.toHaveBeenCalled()
      expect(listLeft(browser, session)).toEqual([])
      expect([...browser.everStored].join(' ')).not.toContain('noor')
    },
  )

  it('shows nothing of the old scope, not even for one render', async () => {
    const browser = createBrowser({}, () => locks.letGo())
    const seen: string[] = []
    function useWatched() {
      const list = useListAndForm()
      seen.push(`${list.operations.length} ${list.form.intent.state} ${list.newest.status}`)
      return list
    }
    const page = browser.open(useWatched, { session: new Map() })
    await settle()
    await submit(page)
    expect(seen.at(-1)).toBe('1 accepted PENDING')
    seen.length = 0
    act(() => page.change({ scope: 'AC1/us1/noor' }))
    await pass(MINUTE)
    expect(new Set(seen)).toEqual(new Set(['0 idle IDLE']))
    expect(browser.polls().length).toBeLessThanOrEqual(1)
  })

  it('shows nothing when it changes back', async () => {
    const browser = createBrowser({}, () => locks.letGo())
    const page = browser.open(useListAndForm, { session: new Map() })
    await settle()
    await submit(page)
    page.change({ scope: 'AC1/us1/noor' })
    await settle()
    page.change({ scope: SCOPE })
    await pass(MINUTE)
    expect(page.result.current.operations).toEqual([])
    expect(page.result.current.form.intent.state).toBe('idle')
  })
})
