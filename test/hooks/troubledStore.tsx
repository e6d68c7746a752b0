import { act } from '@testing-library/react'
import type { OperationsStorage } from 'react-accepted'
import { expect, vi } from 'vitest'

import { createStore } from '../client/storage/createStore.ts'
import { says } from './createEngine.tsx'
import { MINUTE, OWN, createTabs, range } from './createTabs.tsx'
import { pass } from './harness.tsx'

/** What goes wrong in a store: calls before `until` are answered `ms` later, or some calls fail. */
export interface Trouble {
  until: number
  ms: number
  throws: number
  /** Until then, each call fails. */
  busyUntil: number
  /** How many calls succeed before `throws` applies. */
  spared: number
  /** Whether calls are answered in order meanwhile. */
  isInOrder: boolean
}

/** An application's own asynchronous store. */
function createLateStore(items: Map<string, string>, trouble: Trouble): OperationsStorage {
  let last: Promise<unknown> = Promise.resolve()
  const call = <T,>(run: () => T): Promise<T> => {
    if (Date.now() < trouble.busyUntil) return Promise.reject(new Error('The store is busy.'))
    if (trouble.spared > 0) trouble.spared -= 1
    else if (trouble.throws > 0) {
      trouble.throws -= 1
      return Promise.reject(new Error('The store is busy.'))
    }
    const before = trouble.isInOrder ? last : undefined
    const ms = Date.now() < trouble.until ? trouble.ms : 0
    const answer = (async () => {
      if (ms > 0) await new Promise((resolve) => setTimeout(resolve, ms))
      await before
      return run()
    })()
    last = answer
    return answer
  }
  return {
    getItem: (key) => call(() => items.get(key) ?? null),
    setItem: (key, value) => call(() => void items.set(key, value)),
    removeItem: (key) => call(() => void items.delete(key)),
    keys: () => call(() => [...items.keys()]),
  }
}

export type Befall = (trouble: Trouble) => void
export const stall =
  (ms: number, isInOrder: boolean): Befall =>
  (trouble) =>
    Object.assign(trouble, { until: Date.now() + ms, ms, isInOrder })

export const TROUBLES: [string, Befall][] = [
  ['stalls for 1.5 s', stall(1_500, true)],
  ['stalls for 1.5 s and answers out of order', stall(1_500, false)],
  ['stalls for 2.6 s', stall(2_600, true)],
  ['stalls for 2.6 s and answers out of order', stall(2_600, false)],
  ['throws for 1.5 s', (trouble) => (trouble.busyUntil = Date.now() + 1_500)],
  ['throws four times', (trouble) => (trouble.throws = 4)],
  ...Array.from({ length: 12 }, (_, spared): [string, Befall] => [
    `throws once after ${spared} calls`,
    (trouble) => Object.assign(trouble, { throws: 1, spared }),
  ]),
]

/** A browser whose pages use the application's own store. */
export function createBrowser() {
  const isOver = new Set<string>()
  const trouble: Trouble = { until: 0, ms: 0, throws: 0, busyUntil: 0, spared: 0, isInOrder: true }
  /** What goes wrong in the store when the first operation ends. */
  let atEnd: Befall | undefined
  const tabs = createTabs((id) => {
    if (!isOver.has(id)) return says('RUNNING', 2)
    atEnd?.(trouble)
    atEnd = undefined
    return says('COMPLETED')
  })
  function endAll(befall?: Befall) {
    for (const id of ['running-0', 'running-1', 'made-1']) isOver.add(id)
    atEnd = befall
  }
  const open = (session = createStore()) =>
    tabs.open({ storage: createLateStore(tabs.items, trouble) }, session)
  const stored = (kind: string) => [...tabs.items.keys()].filter((key) => key.startsWith(`${OWN}${kind}/`))
  return { ...tabs, endAll, trouble, open, stored }
}

/** A page with two running operations, and an intent whose outcome is not known. */
export async function openBusyPage(browser: ReturnType<typeof createBrowser>, session = createStore()) {
  const page = browser.open(session)
  await pass(0)
  act(() => range('running', 2).forEach(page.result.current.watch))
  browser.answers.areLost = true
  await act(async () => {
    void page.result.current.form.submit({ url: 'https://files.example/users.csv' })
    await vi.advanceTimersByTimeAsync(0)
  })
  await pass(MINUTE)
  expect(page.result.current.form.intent).toMatchObject({ state: 'unconfirmed', canSendAgain: true })
  return page
}

/** What {@link goOn} finds if nothing was lost, reported twice or sent twice. */
export const WHOLE = {
  list: ['running-0', 'running-1'],
  unconfirmed: 1,
  form: { state: 'unconfirmed', canSendAgain: true },
  stored: { intents: 1, operations: 2 },
  told: { 'running-0': 1, 'running-1': 1 },
  sent: 0,
  after: {
    made: 1,
    list: ['made-1', 'running-0', 'running-1'],
    unconfirmed: 0,
    stored: { intents: 0, operations: 3 },
  },
}

/** Lets both operations end, then sends the intent again as the user would. */
export async function goOn(
  browser: ReturnType<typeof createBrowser>,
  page: ReturnType<ReturnType<typeof createBrowser>['open']>,
) {
  const sent = browser.posts.length
  const show = () => ({
    list: page.ids().toSorted(),
    unconfirmed: page.result.current.unconfirmed.length,
    stored: { intents: browser.stored('intent').length, operations: browser.stored('operation').length },
  })
  await pass(MINUTE)
  const { intent } = page.result.current.form
  const before = {
    ...show(),
    form: { state: intent.state, canSendAgain: 'canSendAgain' in intent && intent.canSendAgain },
  }
  browser.endAll()
  await pass(MINUTE)
  const ended = { told: browser.tolds(), sent: browser.posts.length - sent }
  browser.answers.areLost = false
  await act(async () => {
    void page.result.current.form.sendAgain()
    await vi.advanceTimersByTimeAsync(0)
  })
  await pass(MINUTE)
  return { ...before, ...ended, after: { ...show(), made: browser.made.size } }
}
