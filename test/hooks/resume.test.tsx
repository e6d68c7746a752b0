import { act } from '@testing-library/react'
import { checkIntents, checkPolls } from 'react-accepted/simulator'
import { useDeleteConfiguration } from 'react-accepted/twilio'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import { createStore } from '../client/storage/createStore.ts'
import type { Browser } from './createBrowser.tsx'
import {
  SCOPE,
  createBrowser,
  listLeft,
  pending,
  settle,
  submit,
  tellOtherTabs,
  useList,
  useListAndForm,
} from './createBrowser.tsx'
import { installFakeLocks } from './fakeLocks.ts'
import { AUTHORIZATION, pass } from './harness.tsx'

const MINUTE = 60_000
const OWN = `react-accepted/2/${encodeURIComponent(`https://simulator.test/ | ${SCOPE}`)}/`

let locks: ReturnType<typeof installFakeLocks> | undefined
const { BroadcastChannel } = globalThis

beforeEach(() => {
  // Here each tab polls for itself; only the store is shared.
  Reflect.deleteProperty(globalThis, 'BroadcastChannel')
})
afterEach(() => {
  locks?.uninstall()
  locks = undefined
  vi.unstubAllGlobals()
  Object.assign(globalThis, { BroadcastChannel })
})

const start = (...options: Parameters<typeof createBrowser>) =>
  createBrowser(options[0], () => locks?.letGo())

/** Closes a page with its request in flight: the server has the request, but the response never arrives. */
async function leaveIntent(browser: Browser, session: Map<string, string>) {
  browser.slowDown(20_000)
  const page = browser.open(useListAndForm, { session })
  await settle()
  await submit(page)
  expect(page.result.current.form.intent.state).toBe('submitting')
  expect(browser.posts()).toHaveLength(1)
  page.close()
  browser.slowDown(0)
}

/** Applies `changes` to every stored intent. */
function changeIntents(browser: Browser, changes: object) {
  for (const [key, value] of browser.local) {
    if (!key.startsWith(`${OWN}intent/`)) continue
    const record: object = JSON.parse(value)
    browser.local.set(key, JSON.stringify({ ...record, ...changes }))
  }
}

const oneKey = ({ posts }: Browser) => new Set(posts().map(({ idempotencyKey }) => idempotencyKey)).size === 1
const oneBody = ({ posts }: Browser) => new Set(posts().map(({ requestBody }) => requestBody)).size === 1

describe.each([
  ['with', true],
  ['without', false],
])('%s Web Locks, after a reload', (_, hasLocks) => {
  beforeEach(() => {
    if (hasLocks) locks = installFakeLocks()
  })

  it('an accepted operation is polled from its own deadline on, and is not sent again', async () => {
    const browser = start()
    const session = new Map<string, string>()
    const first = browser.open(useListAndForm, { session })
    await settle()
    await submit(first)
    const accepted = first.result.current.operations[0]?.accepted
    await pass(1_000)
    first.close()
    const { result } = browser.open(useList, { session })
    await settle()
    expect(result.current.operations).toMatchObject([{ accepted, isWatched: true }])
    expect(result.current.newest.status).toBe('PENDING')
    await pass((accepted?.nextPollAt ?? 0) - Date.now() - 1)
    expect(browser.polls()).toEqual([])
    await pass(1)
    expect(browser.polls()).toHaveLength(1)
    await pass(20_000)
    expect(result.current.newest.status).toBe('COMPLETED')
    expect(browser.posts()).toHaveLength(1)
    expect(browser.onSettled).toHaveBeenCalledOnce()
    expect(checkPolls(browser.simulator.log())).toEqual([])
  })

  it('a recent intent is shown but not sent while the store cannot be read to check that it is still open', async () => {
    const browser = start()
    const session = new Map<string, string>()
    await leaveIntent(browser, session)
    await pass(MINUTE)
    // One read of the list takes two passes over the keys.
    let passes = 0
    const keys = () => {
      passes += 1
      if (passes > 2) throw new DOMException('The operation is insecure.', 'SecurityError')
      return [...browser.local.keys()]
    }
    const storage = { ...createStore(browser.local), keys }
    const { result } = browser.open(useList, { session, props: { storage } })
    await settle()
    await pass(MINUTE)
    expect(passes).toBeGreaterThan(2)
    expect(browser.posts()).toHaveLength(1)
    expect(result.current.unconfirmed).toMatchObject([{ intent: { canSendAgain: true } }])
    await act(() => result.current.unconfirmed[0]?.sendAgain())
    expect(browser.posts()).toHaveLength(2)
    expect(oneKey(browser) && oneBody(browser)).toBe(true)
  })

  it('a recent intent is sent again automatically, unchanged and under its key', async () => {
    const browser = start()
    const session = new Map<string, string>()
    await leaveIntent(browser, session)
    await pass(2 * MINUTE - 1)
    const { result } = browser.open(useList, { session })
    await settle()
    expect(browser.posts()).toHaveLength(2)
    expect(oneKey(browser) && oneBody(browser)).toBe(true)
    expect(result.current.unconfirmed).toEqual([])
    expect(result.current.operations).toMatchObject([{ accepted: { label: 'Evening Desk' } }])
    await pass(20_000)
    expect(result.current.newest.status).toBe('COMPLETED')
    expect(checkIntents(browser.simulator.log())).toEqual([])
    expect([...browser.local.keys()].filter((key) => key.includes('/intent/'))).toEqual([])
    expect(session.size).toBe(0)
  })

  it('a recent intent is sent again once in StrictMode too', async () => {
    const browser = start()
    const session = new Map<string, string>()
    await leaveIntent(browser, session)
    const { result } = browser.open(useListAndForm, { session, isStrict: true })
    await settle()
    expect(browser.posts()).toHaveLength(2)
    expect(result.current.form.intent.state).toBe('accepted')
    expect(result.current.operations).toHaveLength(1)
    await pass(20_000)
    expect(browser.onSettled).toHaveBeenCalledOnce()
    expect(checkIntents(browser.simulator.log())).toEqual([])
  })

  it.each<[string, (browser: Browser) => Promise<void>]>([
    ['is two minutes old', () => pass(2 * MINUTE)],
    [
      'was made by another version of its endpoint',
      async (browser) => changeIntents(browser, { version: 2 }),
    ],
    ['is of a kind that is no longer known', async (browser) => changeIntents(browser, { kind: 'other' })],
    ['is destructive', async (browser) => changeIntents(browser, { isDestructive: true })],
  ])('an intent that %s is shown, and is sent again only by the user', async (__, age) => {
    const browser = start()
    const session = new Map<string, string>()
    await leaveIntent(browser, session)
    await age(browser)
    const { result } = browser.open(useList, { session })
    await pass(MINUTE)
    expect(browser.posts()).toHaveLength(1)
    expect(result.current.unconfirmed).toMatchObject([
      { label: 'Evening Desk', intent: { state: 'unconfirmed', canSendAgain: true } },
    ])
    await act(async () => {
      void result.current.unconfirmed[0]?.sendAgain()
      await vi.advanceTimersByTimeAsync(0)
    })
    expect(browser.posts()).toHaveLength(2)
    expect(oneKey(browser) && oneBody(browser)).toBe(true)
    expect(result.current.unconfirmed).toEqual([])
    expect(result.current.operations).toHaveLength(1)
  })

  it('a discarded intent is gone for good', async () => {
    const browser = start()
    const session = new Map<string, string>()
    await leaveIntent(browser, session)
    await pass(2 * MINUTE)
    const page = browser.open(useList, { session })
    await settle()
    act(() => page.result.current.unconfirmed[0]?.discard())
    await settle()
    expect(page.result.current.unconfirmed).toEqual([])
    expect(browser.local.size + session.size).toBe(0)
    page.close()
    const { result } = browser.open(useList, { session })
    await pass(MINUTE)
    expect(result.current.unconfirmed).toEqual([])
    expect(browser.posts()).toHaveLength(1)
  })

  it('an intent whose request is lost is looked up by its name, and is never sent', async () => {
    const browser = start()
    await leaveIntent(browser, new Map())
    // Without Web Locks, another tab may still be sending it.
    await pass(hasLocks ? 0 : 10 * MINUTE)
    const { result } = browser.open(useList, { session: new Map() })
    await settle()
    expect(result.current.unconfirmed).toMatchObject([{ intent: { canSendAgain: false } }])
    await pass(20_000)
    await act(async () => {
      void result.current.unconfirmed[0]?.sendAgain()
      await vi.advanceTimersByTimeAsync(0)
    })
    expect(result.current.unconfirmed).toMatchObject([
      { intent: { canSendAgain: false, found: { state: 'found', type: 'configuration' } } },
    ])
    expect(browser.posts()).toHaveLength(1)
  })

  it('a deletion waits for the user’s confirmation', async () => {
    const browser = start()
    const session = new Map<string, string>()
    const useDeletion = () => ({ ...useList(), form: useDeleteConfiguration() })
    browser.slowDown(20_000)
    const page = browser.open(useDeletion, { session })
    await settle()
    const { items } = await pending(page.client.configurations.list())
    await act(async () => {
      void page.result.current.form.submit({ id: items[0]?.id ?? '' })
      await vi.advanceTimersByTimeAsync(0)
    })
    page.close()
    const { result } = browser.open(useList, { session })
    await pass(MINUTE)
    expect(browser.posts()).toHaveLength(1)
    expect(result.current.unconfirmed).toMatchObject([{ kind: 'configuration.delete' }])
  })

  it('a form of the same kind takes over the intent, and sends it before the edited input', async () => {
    const browser = start()
    const session = new Map<string, string>()
    await leaveIntent(browser, session)
    await pass(2 * MINUTE)
    const page = browser.open(useListAndForm, { session })
    await settle()
    expect(page.result.current.form.intent).toMatchObject({ state: 'unconfirmed', canSendAgain: true })
    await submit(page, { displayName: 'Day Desk' })
    expect(oneKey(browser) && oneBody(browser)).toBe(true)
    expect(page.result.current.form.intent).toMatchObject({
      state: 'accepted',
      isEdited: true,
      accepted: { label: 'Evening Desk' },
    })
    await submit(page, { displayName: 'Day Desk' })
    expect(page.result.current.form.intent).toMatchObject({
      isEdited: false,
      accepted: { label: 'Day Desk' },
    })
    expect(page.result.current.operations).toHaveLength(2)
    expect(checkIntents(browser.simulator.log())).toEqual([])
  })

  it('an ended operation is shown without any poll, and is not reported again', async () => {
    const browser = start()
    const session = new Map<string, string>()
    const first = browser.open(useListAndForm, { session })
    await settle()
    await submit(first)
    await pass(20_000)
    expect(browser.onSettled).toHaveBeenCalledOnce()
    first.close()
    const before = browser.polls().length
    const { result } = browser.open(useList, { session })
    await pass(MINUTE)
    expect(result.current.newest).toMatchObject({ status: 'COMPLETED', resource: { state: 'found' } })
    expect(browser.polls()).toHaveLength(before)
    expect(browser.onSettled).toHaveBeenCalledOnce()
  })

  it('an operation that was dismissed or stopped stays so', async () => {
    const browser = start()
    const session = new Map<string, string>()
    const first = browser.open(useListAndForm, { session })
    await settle()
    await submit(first)
    await submit(first, { displayName: 'Day Desk' })
    const [one, other] = first.result.current.operations
    act(() => {
      if (one) first.result.current.dismiss(one.accepted)
      if (other) first.result.current.stopWatching(other.accepted)
    })
    await settle()
    first.close()
    const { result } = browser.open(useList, { session })
    await settle()
    expect(result.current.operations).toMatchObject([{ accepted: other?.accepted, isWatched: false }])
  })
})

describe('two tabs', () => {
  beforeEach(() => {
    locks = installFakeLocks()
  })

  it('send an intent again only once if one is a copy of the other', async () => {
    const browser = start()
    const session = new Map<string, string>()
    await leaveIntent(browser, session)
    const tabs = [session, new Map(session)].map((own) => browser.open(useList, { session: own }))
    await settle()
    await tellOtherTabs(null)
    expect(browser.posts()).toHaveLength(2)
    expect(oneKey(browser)).toBe(true)
    await pass(30_000)
    for (const { result } of tabs) {
      expect(result.current.unconfirmed).toEqual([])
      expect(result.current.newest.status).toBe('COMPLETED')
    }
    expect(browser.onSettled).toHaveBeenCalledOnce()
  })

  it('leave an intent to the tab that is sending it', async () => {
    const browser = start()
    browser.slowDown(20_000)
    const first = browser.open(useListAndForm, { session: new Map() })
    await settle()
    const second = browser.open(useList, { session: new Map() })
    await submit(first)
    await tellOtherTabs(null)
    expect(second.result.current.unconfirmed).toEqual([])
    await pass(21_000)
    await tellOtherTabs(null)
    expect(browser.posts()).toHaveLength(1)
    expect(second.result.current.unconfirmed).toEqual([])
    expect(second.result.current.operations).toHaveLength(1)
  })

  it('show an operation that the other one started, and report its end once', async () => {
    const browser = start()
    const first = browser.open(useListAndForm, { session: new Map() })
    const second = browser.open(useList, { session: new Map() })
    await settle()
    await submit(first)
    await tellOtherTabs(`${OWN}operation/x`)
    expect(second.result.current.operations).toEqual(first.result.current.operations)
    await pass(30_000)
    expect(second.result.current.newest.status).toBe('COMPLETED')
    expect(browser.onSettled).toHaveBeenCalledOnce()
    second.close()
    browser.open(useList, { session: new Map() })
    await pass(MINUTE)
    expect(browser.onSettled).toHaveBeenCalledOnce()
  })

  it('call onSettled once even if it throws; the error is reported and holds nothing up', async () => {
    const reported: unknown[] = []
    vi.stubGlobal('reportError', (error: unknown) => reported.push(error))
    const browser = start()
    browser.onSettled.mockImplementation(() => {
      throw new Error('Broken')
    })
    const first = browser.open(useListAndForm, { session: new Map() })
    const second = browser.open(useList, { session: new Map() })
    await settle()
    await submit(first)
    await tellOtherTabs(null)
    await pass(30_000)
    expect(first.result.current.newest.status).toBe('COMPLETED')
    expect(second.result.current.newest.status).toBe('COMPLETED')
    expect(browser.onSettled).toHaveBeenCalledOnce()
    expect(reported).toEqual([new Error('Broken')])
    expect(locks?.held()).toEqual([])
  })

  it('remove an operation that the other one dismisses', async () => {
    const browser = start()
    const first = browser.open(useListAndForm, { session: new Map() })
    const second = browser.open(useList, { session: new Map() })
    await settle()
    await submit(first)
    await tellOtherTabs(null)
    const accepted = second.result.current.operations[0]?.accepted
    expect(accepted).toBeDefined()
    act(() => {
      if (accepted) second.result.current.dismiss(accepted)
    })
    expect(first.result.current.operations).toHaveLength(1)
    await tellOtherTabs(`${OWN}operation/x`)
    expect(first.result.current.operations).toEqual([])
  })

  it('leave an intent to the reloaded one, because only that one has its request', async () => {
    const browser = start()
    const session = new Map<string, string>()
    const other = browser.open(useList, { session: new Map() })
    await settle()
    browser.slowDown(20_000)
    const first = browser.open(useListAndForm, { session })
    await settle()
    await submit(first)
    await tellOtherTabs(null)
    first.close()
    browser.slowDown(0)
    await settle()
    const second = browser.open(useList, { session })
    await pass(MINUTE)
    await tellOtherTabs(null)
    expect(browser.posts()).toHaveLength(2)
    for (const { result } of [second, other]) {
      expect(result.current.unconfirmed).toEqual([])
      expect(result.current.operations).toHaveLength(1)
    }
  })

  it('send nothing automatically that became too old while they waited for it', async () => {
    const browser = start()
    const session = new Map<string, string>()
    await leaveIntent(browser, session)
    await pass(MINUTE)
    changeIntents(browser, { isDestructive: true })
    const first = browser.open(useList, { session })
    await settle()
    changeIntents(browser, { isDestructive: false })
    const { result } = browser.open(useList, { session: new Map(session) })
    await pass(10 * MINUTE)
    first.close()
    await settle()
    expect(result.current.unconfirmed).toHaveLength(1)
    expect(browser.posts()).toHaveLength(1)
  })

  it('with different scopes see nothing of each other', async () => {
    const browser = start()
    const first = browser.open(useListAndForm, { session: new Map() })
    const second = browser.open(useList, { session: new Map(), props: { scope: `${SCOPE}/2` } })
    await settle()
    await submit(first)
    await tellOtherTabs(null)
    expect(second.result.current.operations).toEqual([])
  })
})

describe('forgetting', () => {
  /** A page with a running operation, and an intent whose outcome is not known. */
  async function openBusyPage(browser: Browser, session: Map<string, string>) {
    const page = browser.open(useListAndForm, { session })
    await settle()
    await submit(page)
    browser.simulator.script({ on: 'configurations.create', times: 5, fault: { kind: 'dropAfter' } })
    await submit(page, { displayName: 'Day Desk' })
    await pass(MINUTE)
    expect(page.result.current.unconfirmed).toHaveLength(1)
    expect(page.result.current.operations).toHaveLength(1)
    expect(browser.local.size).toBe(2)
    expect(session.size).toBe(1)
    return page
  }

  const cached = (page: ReturnType<Browser['open']>) =>
    page.queryClient.getQueryCache().findAll({ queryKey: ['react-accepted/operation'] })

  it('by clear() removes everything', async () => {
    const browser = start()
    const session = new Map<string, string>()
    const page = await openBusyPage(browser, session)
    const accepted = page.result.current.operations[0]?.accepted
    act(() => void page.result.current.clear())
    await settle()
    expect(page.result.current).toMatchObject({
      operations: [],
      unconfirmed: [],
      form: { intent: { state: 'idle' } },
    })
    expect(listLeft(browser, session)).toEqual([])
    expect(cached(page)).toEqual([])
    expect(accepted && page.client.peek(accepted)).toBeUndefined()
  })

  it('by a change of scope removes everything of the previous scope', async () => {
    const browser = start()
    const session = new Map<string, string>()
    const page = await openBusyPage(browser, session)
    const accepted = page.result.current.operations[0]?.accepted
    page.change({ scope: 'AC1/us1/noor' })
    await settle()
    expect(page.result.current).toMatchObject({
      operations: [],
      unconfirmed: [],
      form: { intent: { state: 'idle' } },
    })
    expect(listLeft(browser, session)).toEqual([])
    expect(cached(page)).toEqual([])
    expect(accepted && page.client.peek(accepted)).toBeUndefined()
  })

  it.each<
    [
      string,
      (page: {
        change: (props: { scope: string }) => void
        result: { current: { clear: () => Promise<void> } }
      }) => void,
    ]
  >([
    ['clear()', ({ result }) => void result.current.clear()],
    ['a change of scope', ({ change }) => change({ scope: 'AC1/us1/noor' })],
  ])('by %s is final, even if the 202 of a request arrives afterwards', async (_, forget) => {
    const browser = start()
    const session = new Map<string, string>()
    browser.slowDown(20_000)
    const page = browser.open(useListAndForm, { session })
    await settle()
    await submit(page)
    act(() => forget(page))
    await settle()
    await pass(25_000)
    expect(listLeft(browser, session)).toEqual([])
    expect(page.result.current.operations).toEqual([])
  })
})

describe('a provider that is unmounted and mounted again on the same page', () => {
  async function comeBack(browser: Browser) {
    const session = new Map<string, string>()
    await leaveIntent(browser, session)
    await pass(2 * MINUTE)
    const first = browser.open(useList, { session })
    await settle()
    expect(first.result.current.unconfirmed).toHaveLength(1)
    // The page stays open, so its locks stay held.
    first.unmount()
    const { result } = browser.open(useList, { session })
    await settle()
    return result.current.unconfirmed.length
  }

  it('still shows an unconfirmed intent', async () => {
    expect(await comeBack(start())).toBe(1)
  })

  it('still shows an unconfirmed intent, with Web Locks', async () => {
    locks = installFakeLocks()
    expect(await comeBack(start())).toBe(1)
  })
})

describe('an ended operation', () => {
  it('is not reported again if the user stops watching it', async () => {
    const browser = start()
    const session = new Map<string, string>()
    const first = browser.open(useListAndForm, { session })
    await settle()
    await submit(first)
    await pass(20_000)
    const accepted = first.result.current.operations[0]?.accepted
    act(() => {
      if (!accepted) return
      first.result.current.stopWatching(accepted)
      first.result.current.watch(accepted)
    })
    first.close()
    const before = browser.polls().length
    browser.open(useList, { session })
    await pass(MINUTE)
    expect(browser.onSettled).toHaveBeenCalledOnce()
    expect(browser.polls()).toHaveLength(before)
  })
})

describe('a form that deletes', () => {
  it('does not take over the deletion of another resource', async () => {
    const browser = start()
    const session = new Map<string, string>()
    const useDeletion = () => ({ ...useList(), form: useDeleteConfiguration({ resourceId: 'a' }) })
    browser.slowDown(20_000)
    const page = browser.open(useDeletion, { session })
    await settle()
    await act(async () => {
      void page.result.current.form.submit({ id: 'a' })
      await vi.advanceTimersByTimeAsync(0)
    })
    page.close()
    browser.slowDown(0)
    // A page whose form is for another resource, and does not name it.
    const useOther = () => ({ ...useList(), form: useDeleteConfiguration() })
    const { result } = browser.open(useOther, { session })
    await settle()
    expect(result.current.unconfirmed).toHaveLength(1)
    expect(result.current.form.intent.state).toBe('idle')
  })

  it('takes over the deletion of its own resource', async () => {
    const browser = start()
    const session = new Map<string, string>()
    const useDeletion = () => ({ ...useList(), form: useDeleteConfiguration({ resourceId: 'a' }) })
    browser.slowDown(20_000)
    const page = browser.open(useDeletion, { session })
    await settle()
    await act(async () => {
      void page.result.current.form.submit({ id: 'a' })
      await vi.advanceTimersByTimeAsync(0)
    })
    page.close()
    browser.slowDown(0)
    const { result } = browser.open(useDeletion, { session })
    await settle()
    expect(result.current.form.intent.state).toBe('unconfirmed')
  })
})

describe('the journal', () => {
  it('is stored nowhere if storage is null', async () => {
    const browser = start()
    const session = new Map<string, string>()
    const props = { storage: null }
    const page = browser.open(useListAndForm, { session, props })
    await settle()
    await submit(page)
    await pass(20_000)
    expect(page.result.current.newest.status).toBe('COMPLETED')
    expect(browser.onSettled).toHaveBeenCalledOnce()
    expect(browser.everStored).toEqual([])
    page.close()
    const { result } = browser.open(useList, { session, props })
    await settle()
    expect(result.current.operations).toEqual([])
  })

  it('is stored only in this tab if there is no scope', async () => {
    const browser = start()
    const session = new Map<string, string>()
    const props = { scope: undefined }
    const page = browser.open(useListAndForm, { session, props })
    await settle()
    await submit(page)
    expect(browser.local.size).toBe(0)
    expect([...session.keys()]).toEqual([
      expect.stringMatching(/^react-accepted\/2\/https%3A%2F%2Fsimulator.test%2F\/operation\//),
    ])
    page.close()
    expect(browser.open(useList, { session: new Map(), props }).result.current.operations).toEqual([])
    const { result } = browser.open(useList, { session, props })
    await settle()
    expect(result.current.operations).toHaveLength(1)
  })

  it('is stored in the given store', async () => {
    const browser = start()
    const items = new Map<string, string>()
    const storage = {
      getItem: (key: string) => Promise.resolve(items.get(key) ?? null),
      setItem: async (key: string, value: string) => void items.set(key, value),
      removeItem: async (key: string) => void items.delete(key),
      keys: () => Promise.resolve([...items.keys()]),
    }
    const page = browser.open(useListAndForm, { session: new Map(), props: { storage } })
    await settle()
    await submit(page)
    expect([...items.keys()]).toEqual([
      expect.stringMatching(
        /^react-accepted\/2\/https%3A%2F%2Fsimulator.test%2F%20%7C%20AC1%2Fus1%2Fmara\/operation\//,
      ),
    ])
    expect(browser.local.size).toBe(0)
  })

  it('contains no credentials, and a body only in the tab and only until its 202', async () => {
    const browser = start()
    const session = new Map<string, string>()
    await leaveIntent(browser, session)
    expect([...session.values()].join()).toContain('Calls and texts after hours')
    expect([...browser.local.values()].join()).not.toContain('Calls and texts after hours')
    browser.open(useList, { session })
    await pass(30_000)
    expect(session.size).toBe(0)
    expect(browser.everStored.length).toBeGreaterThan(8)
    const stored = browser.everStored.join('\n')
    const secret = AUTHORIZATION.replace('Basic ', '')
    for (const word of [AUTHORIZATION, secret, atob(secret), 'authorization'])
      expect(stored.toLowerCase()).not.toContain(word.toLowerCase())
  })
})
