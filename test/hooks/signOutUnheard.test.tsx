import { act } from '@testing-library/react'
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import { createBrowser, listLeft, settle, submit, useList, useListAndForm } from './createBrowser.tsx'
import { installFakeLocks } from './fakeLocks.ts'
import { pass } from './harness.tsx'

// Other test files in this worker have loaded the real module, and later ones must not get the mock.
vi.hoisted(() => vi.resetModules())
afterAll(() => vi.resetModules())

const MINUTE = 60_000
/** No tab receives news from another one, as if it had been frozen meanwhile. */
vi.mock('../../src/client/storage/journalNews.ts', () => ({
  createNews: () => ({ notify: () => undefined, listen: () => () => undefined }),
}))

let locks: ReturnType<typeof installFakeLocks>

beforeEach(() => {
  locks = installFakeLocks()
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
  await settle()
  await submit(first, { displayName: 'Accepted before' })
  const second = browser.open(useListAndForm, { session })
  await settle()
  browser.simulator.script({ on: 'configurations.create', times: 9, fault: { kind: 'dropAfter' } })
  await submit(second)
  await pass(500)
  expect(second.result.current.form.intent.state).toBe('submitting')
  expect(second.result.current.operations).toHaveLength(1)
  expect(session.size).toBe(1)
  return { browser, first, second, session }
}

describe('a sign-out that another tab has missed', () => {
  it('lets no retry leave that tab', async () => {
    const { browser, first, second, session } = await openTwoTabs()
    const sent = browser.posts().length
    await act(() => first.result.current.clear())
    await pass(MINUTE)
    expect(browser.posts()).toHaveLength(sent)
    expect(second.result.current.form.intent.state).toBe('idle')
    expect(listLeft(browser, session)).toEqual([])
  })

  it('is not undone by a 202 that arrives late in that tab', async () => {
    const browser = createBrowser({}, () => locks.letGo())
    const session: Session = new Map()
    const first = browser.open(useListAndForm, { session: new Map() })
    const second = browser.open(useListAndForm, { session })
    await settle()
    browser.slowDown(20_000)
    await submit(second)
    await act(() => first.result.current.clear())
    await pass(30_000)
    expect(listLeft(browser, session)).toEqual([])
    expect(second.result.current.operations).toEqual([])
    const third = browser.open(useList, { session: new Map() })
    await settle()
    expect(third.result.current.operations).toEqual([])
    await pass(MINUTE)
    expect(browser.onSettled).not.toHaveBeenCalled()
  })

  it('blocks the first submission in that tab, and says why', async () => {
    const browser = createBrowser({}, () => locks.letGo())
    const first = browser.open(useListAndForm, { session: new Map() })
    const second = browser.open(useListAndForm, { session: new Map() })
    await settle()
    await act(() => first.result.current.clear())
    await submit(second)
    await settle()
    expect(browser.posts()).toEqual([])
    expect(second.result.current.form.intent).toMatchObject({
      state: 'blocked',
      error: { failure: { message: expect.stringContaining('signed out in another tab') } },
    })
    await submit(second)
    await settle()
    expect(browser.posts()).toHaveLength(1)
    expect(second.result.current.form.intent.state).toBe('accepted')
  })

  it('takes effect in that tab when it becomes visible again', async () => {
    const { browser, first, second } = await openTwoTabs()
    await pass(30_000)
    expect(second.result.current.unconfirmed).toHaveLength(1)
    await act(() => first.result.current.clear())
    document.dispatchEvent(new Event('visibilitychange'))
    await settle()
    expect(second.result.current.unconfirmed).toEqual([])
    expect(second.result.current.operations).toEqual([])
    expect(listLeft(browser)).toEqual([])
  })
})
