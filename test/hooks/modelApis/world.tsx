import { focusManager } from '@tanstack/react-query'
import { act } from '@testing-library/react'
import type { AsyncOperation } from 'react-accepted'
import { cancelOperation, createOperationsClient, defineOperation } from 'react-accepted/client'
import type { AcceptedOperation, OperationResult } from 'react-accepted/client'
import { vi } from 'vitest'
import { z } from 'zod'

import { createStore } from '../../client/storage/createStore.ts'
import { installFakeLocks } from '../fakeLocks.ts'
import type { ModelApi } from './api.ts'
import { ORIGIN, SECRET, SUBMIT_PATH } from './api.ts'
import type { Entry } from './book.ts'
import type { Chance, Settings, Step } from './chance.ts'
import type { View } from './page.tsx'
import { openPage } from './page.tsx'
import { createModelServer } from './server.ts'
import { isFinal, judgeReport, judgeResult, judgeView } from './views.ts'

const START = Date.parse('2026-01-05T09:00:00Z')
/** After each step, what has just arrived is shown. */
const MOMENT_MS = 20

/** A browser whose page lists the operations of one API, on fake timers. */
export function createModelWorld(api: ModelApi, chance: Chance, { random, hasResult }: Settings) {
  vi.useFakeTimers({ now: START })
  focusManager.setFocused(true)
  const locks = installFakeLocks()
  const stores = [new Map<string, string>(), new Map<string, string>()]
  const [local, session] = stores.map((items) => createStore(items))
  vi.stubGlobal('localStorage', local)
  vi.stubGlobal('sessionStorage', session)
  const server = createModelServer(api, chance, hasResult)
  const { violations, kept } = server
  const endpoint = defineOperation({
    kind: 'thing.make',
    version: 1,
    method: api.method,
    path: (id: string) => SUBMIT_PATH.replace('{id}', id),
    takesIdempotencyKey: true,
    ...(hasResult && { result: { schema: z.object({ rows: z.number(), name: z.string() }) } }),
  })
  let submitted = 0
  let hasResults = false
  /** What the page shows, by key. */
  let views = new Map<string, View>()
  let results = new Map<string, OperationResult | undefined>()
  /** The keys whose end the form of this page has reported. */
  let formEnds = new Set<string>()
  let page = server.open()
  let open = start()

  function entryOf({ idempotencyKey = '' }: AcceptedOperation): Entry | undefined {
    return page.entries.get(idempotencyKey)
  }

  function start() {
    const own = page
    const isNow = () => own === page && own.isOpen
    const client = createOperationsClient({
      baseUrl: ORIGIN,
      ...api.options,
      fetch: server.createFetch(own),
      random: () => random,
      endpoints: [endpoint],
    })
    const watcher = {
      onView(view: View) {
        const key = view.accepted.idempotencyKey ?? ''
        const { status } = view.operation
        const before = views.get(key)?.operation.status
        if (isNow() && before && isFinal(before) && status !== before)
          violations.push(`${before} became ${status}`)
        views.set(key, view)
      },
      onResult({ idempotencyKey = '' }: AcceptedOperation, result: OperationResult | undefined) {
        results.set(idempotencyKey, result)
      },
      onFormEnd(operation: AsyncOperation) {
        const { idempotencyKey = '' } = operation.accepted ?? {}
        if (formEnds.has(idempotencyKey)) violations.push('the form reported an end twice')
        formEnds.add(idempotencyKey)
        report('the form', operation, page.entries.get(idempotencyKey))
      },
      onSettled(operation: AsyncOperation, accepted: AcceptedOperation) {
        const one = kept.get(accepted.idempotencyKey ?? '')
        if (one) {
          one.ends += 1
          // What is stored then has the server's own wait too.
          one.hasWait = entryOf(accepted)?.hasWait ?? one.hasWait
        }
        if (one && one.ends > 1) violations.push('an end reported twice')
        report('the provider', operation, entryOf(accepted))
      },
    }
    return openPage(client, { endpoint, watcher, hasResults })
  }

  function report(reporter: string, operation: AsyncOperation, entry: Entry | undefined) {
    const wrong = entry ? judgeReport(operation, entry) : 'an operation from before a sign-out'
    if (wrong) violations.push(`${reporter} reported ${wrong}`)
  }

  async function reload() {
    await vi.advanceTimersByTimeAsync(MOMENT_MS)
    page.isOpen = false
    open.close()
    locks.letGo()
    await vi.advanceTimersByTimeAsync(0)
    page = server.open()
    views = new Map()
    results = new Map()
    formEnds = new Set()
    open = start()
  }

  function cancel(which: number, times: number, alsoWithoutReact: boolean) {
    const view = [...views.values()][which]
    const entry = view && entryOf(view.accepted)
    if (!view || !entry) return undefined
    const isSent = view.cancellation.canCancel
    if (!entry.isCancelBusy) entry.mayCancel = true
    // A poll has said so already. Nothing is sent, and it is stored now.
    const stored = kept.get(entry.job.key)
    if (stored && entry.isCancelling && entry.status === 'PENDING') stored.isAgreed = true
    for (let time = 0; time < times; time += 1) void view.cancellation.cancel()
    if (alsoWithoutReact) cancelOperation(open.client, view.accepted).catch(() => undefined)
    return isSent ? entry : undefined
  }

  async function perform(action: Step) {
    if (action.do === 'show') {
      hasResults = action.results
      open.show(hasResults)
    }
    if (action.do === 'focus') focusManager.setFocused(action.is)
    const canAsk = action.do === 'refresh' || hasResults
    if (canAsk) for (const entry of page.entries.values()) entry.isAsked = true
    if (action.do === 'refresh') for (const { refresh } of views.values()) void refresh()
    if (action.do === 'reload') await reload()
    if (hasResults) for (const entry of page.entries.values()) entry.isAsked = true
    if (action.do === 'submit' && page.entries.size < 3) {
      submitted += 1
      open.current()?.reset()
      void open.current()?.submit(String(submitted))
    }
    const asked = action.do === 'cancel' && cancel(action.which, action.times, action.alsoWithoutReact)
    await vi.advanceTimersByTimeAsync(action.do === 'pass' ? action.ms : 0)
    await vi.advanceTimersByTimeAsync(MOMENT_MS)
    if (asked && asked.mayCancel && asked.status === 'PENDING')
      violations.push('a request to cancel was not sent')
  }

  function check() {
    const stored = JSON.stringify(stores.map((items) => [...items]))
    if (stored.includes(SECRET)) violations.push('a result or a signed link was stored')
    const list = open.current()?.list.operations ?? []
    if (list.length !== page.entries.size)
      violations.push(`${list.length} operations are listed, not ${page.entries.size}`)
    for (const { accepted } of list) {
      const [entry, view] = [entryOf(accepted), views.get(accepted.idempotencyKey ?? '')]
      if (!entry || !view || Date.now() - entry.changedAt < MOMENT_MS) continue
      const wrongs = [judgeView(view, entry, api), judgeResult(view.operation, entry)]
      for (const wrong of wrongs) if (wrong) violations.push(`operation ${entry.job.id} shows ${wrong}`)
      const { result } = view.operation.status === 'COMPLETED' ? view.operation : {}
      if (hasResults && results.get(entry.job.key) !== result)
        violations.push('useOperationResult shows another result')
    }
  }

  async function signOut() {
    const clearing = open.current()?.list.clear()
    server.signOut(page)
    views.clear()
    results.clear()
    await clearing
  }

  async function live(action: Step) {
    // The page shows that first.
    if (action.do === 'signOut') await act(signOut)
    await act(() => perform(action))
    check()
  }

  return {
    ...server,
    live,
    /** Heals the server and looks at everything. Then each operation must end, and be reported once. */
    async finish() {
      server.heal()
      await live({ do: 'show', results: true })
      const isOver = ({ status, result, soon }: Entry) =>
        status !== 'PENDING' && (soon !== undefined || !/reading|unread$/.test(result.state))
      for (let turn = 0; turn < 6; turn += 1) {
        if (turn > 0 && [...page.entries.values()].every(isOver)) break
        await live({ do: 'focus', is: false })
        await live({ do: 'focus', is: true })
        await live({ do: 'refresh' })
        await live({ do: 'pass', ms: 31_000 })
        await live({ do: 'pass', ms: 31_000 })
      }
      for (const entry of page.entries.values()) {
        const { soon } = entry
        if (soon) Object.assign(entry, { result: soon, soon: undefined })
      }
      check()
      for (const entry of page.entries.values()) {
        const { job, result, status } = entry
        if (!isOver(entry)) violations.push(`operation ${job.id} stays ${status} (${result.state})`)
        const ends = kept.get(job.key)?.ends
        if (ends !== 1) violations.push(`the end of operation ${job.id} was reported ${ends} times`)
      }
    },
    close() {
      page.isOpen = false
      open.close()
      locks.letGo()
      locks.uninstall()
      focusManager.setFocused(undefined)
      vi.clearAllTimers()
      vi.useRealTimers()
      vi.unstubAllGlobals()
    },
  }
}
