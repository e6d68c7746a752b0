import { focusManager, onlineManager, QueryClient, QueryClientProvider } from '@tanstack/react-query'
import queryManifest from '@tanstack/react-query/package.json' with { type: 'json' }
import { act, render } from '@testing-library/react'
import * as fc from 'fast-check'
import {
  asyncOperationOptions,
  OperationsProvider,
  useAsyncOperation,
  useAsyncOperations,
} from 'react-accepted'
import type { AsyncOperation } from 'react-accepted'
import type { AcceptedOperation, OperationRef } from 'react-accepted/client'
import { createOperationsClient } from 'react-accepted/client'
import { vi } from 'vitest'

import type { Answer } from './modelServer.ts'
import { createModelServer, FINAL, START } from './modelServer.ts'

const waitsForFocus = Number(/^5\.(\d+)/.exec(queryManifest.version)?.[1]) < 105

/** Longer than twice the engine's longest wait: a clock that goes back costs one more wait. */
const LONG_MS = 80_000
/** TanStack Query drops a query that has had no observer for five minutes. */
const FORGOTTEN_MS = 301_000

const ACCEPTED: AcceptedOperation = {
  api: 'default',
  operationId: '1',
  acceptedAt: START,
  nextPollAt: START + 2_000,
  retryAfterMs: 2_000,
}

/** The ways to show the operation. */
const REFS = {
  accepted: ACCEPTED,
  background: ACCEPTED,
  identity: { api: 'default', operationId: '1' },
  statusUrl: { statusUrl: 'https://api.test/jobs/1' },
  bare: '1',
  together: ACCEPTED,
} satisfies Record<string, OperationRef>
type Look = keyof typeof REFS

const look = fc.constantFrom<Look[]>('accepted', 'background', 'identity', 'statusUrl', 'bare', 'together')
const actions = {
  pass: fc.record({
    do: fc.constant('pass' as const),
    ms: fc.constantFrom(1, 20, 500, 1_000, 4_000, 31_000, LONG_MS),
  }),
  show: fc.record({ do: fc.constant('show' as const), looks: fc.array(look, { maxLength: 5 }) }),
  focus: fc.record({ do: fc.constant('focus' as const), is: fc.boolean() }),
  online: fc.record({ do: fc.constant('online' as const), is: fc.boolean() }),
  jump: fc.record({
    do: fc.constant('jump' as const),
    ms: fc.constantFrom(-3_600_000, -1_000, 1_000, 3_600_000),
  }),
  leave: fc.record({
    do: fc.constant('leave' as const),
    ms: fc.constantFrom(0, 5_000, 31_000, FORGOTTEN_MS),
  }),
  /** An older snapshot is written to the cache, by another tab or from a store. */
  putBack: fc.record({ do: fc.constant('putBack' as const), which: fc.nat(9) }),
  /** The current snapshot is written once more. */
  putAgain: fc.record({ do: fc.constant('putAgain' as const) }),
  ask: fc.record({
    do: fc.constantFrom('invalidate' as const, 'refetch' as const, 'refresh' as const),
  }),
  signIn: fc.record({ do: fc.constant('signIn' as const) }),
}

/** What the page, the user or the clock may do. */
export const step = fc.oneof(
  { weight: 8, arbitrary: actions.pass },
  { weight: 3, arbitrary: actions.show },
  { weight: 2, arbitrary: actions.focus },
  { weight: 1, arbitrary: actions.online },
  { weight: 1, arbitrary: actions.jump },
  { weight: 1, arbitrary: actions.leave },
  { weight: 1, arbitrary: actions.putBack },
  { weight: 1, arbitrary: actions.putAgain },
  { weight: 2, arbitrary: actions.ask },
  { weight: 1, arbitrary: actions.signIn },
)
export type Step = typeof step extends fc.Arbitrary<infer T> ? T : never

/** The application's options, and chance. */
export const settings = fc.record({
  random: fc.constantFrom(0, 0.5, 0.999),
  stuckAfterMs: fc.constantFrom(20_000, 300_000),
  maxWatchMs: fc.constantFrom(200_000, 86_400_000),
})
export type Settings = typeof settings extends fc.Arbitrary<infer T> ? T : never

type Note = (views: readonly AsyncOperation[], refresh?: () => Promise<void>) => void

function Single({ as, note }: { as: Look; note: Note }) {
  const operation = useAsyncOperation(REFS[as], as === 'background' ? { background: true } : {})
  note([operation], operation.refresh)
  return operation.connection
}

function Together({ note }: { note: Note }) {
  const operations = useAsyncOperations([ACCEPTED, REFS.statusUrl, REFS.identity])
  note(operations)
  return operations.length
}

/** A page that shows one operation, and the server that it polls, on fake timers. */
export function createModelWorld(next: () => Answer, { random, ...pace }: Settings) {
  vi.useFakeTimers({ now: START })
  focusManager.setFocused(true)
  onlineManager.setOnline(true)
  const server = createModelServer(next, pace.maxWatchMs)
  const queryClient = new QueryClient()
  const createClient = () =>
    createOperationsClient({
      baseUrl: 'https://api.test',
      operationPath: '/jobs/{operationId}',
      fetch: server.createFetch(refusal),
      random: () => random,
      ...pace,
    })
  /** What the histories reached: a model that never gets anywhere proves nothing. */
  const reached = new Set<string>()
  let client = createClient()
  const { queryKey } = asyncOperationOptions(client, ACCEPTED)
  const cached = () => queryClient.getQueryData(queryKey)
  let looks: Look[] = ['accepted']
  let isHere = true
  let doing: Step['do'] | 'come' = 'come'
  let refresh: () => Promise<void> = () => Promise.resolve()
  /** What each place on the page showed last. */
  const shown = new Map<string, readonly AsyncOperation[]>()
  let end: string | undefined
  /** The cache may know less than the client until there are more answers than this, if set. */
  let behindSince: number | undefined
  /** False as soon as the 202 may be forgotten everywhere. */
  let isSure = true
  const earlier: NonNullable<ReturnType<typeof cached>>[] = []

  /** Why no poll is allowed now. One that the user or the application requests is not the engine's fault. */
  function refusal(isNewest: boolean): string | undefined {
    if (!onlineManager.isOnline()) return 'offline'
    if (!isNewest && isHere && looks.length > 0) return 'by the client before'
    if (!/pass|jump|leave/.test(doing)) return undefined
    if (!isHere || looks.length === 0) return 'nobody looks'
    if (focusManager.isFocused()) return undefined
    if (!looks.includes('background')) return 'hidden'
    reached.add('a poll in the background')
    return undefined
  }

  function note(place: string, views: readonly AsyncOperation[], again: typeof refresh | undefined) {
    shown.set(place, views)
    if (again) refresh = again
    for (const { status } of views) {
      if (end && status !== end) server.violations.push(`${end} became ${status}`)
      if (FINAL.includes(status)) end = status
    }
  }

  function page() {
    return (
      <QueryClientProvider client={queryClient}>
        <OperationsProvider client={client}>
          {looks.map((as, index) => {
            const place = `${as} ${index}`
            const noteHere: Note = (views, again) => note(place, views, again)
            return as === 'together' ? (
              <Together key={place} note={noteHere} />
            ) : (
              <Single key={place} as={as} note={noteHere} />
            )
          })}
        </OperationsProvider>
      </QueryClientProvider>
    )
  }

  let rendered = render(page())

  /** The cache has dropped the operation. If a new client does not know it either, everything starts over. */
  function forget() {
    behindSince = server.answers()
    if (client.peek(ACCEPTED)?.operation?.status === (end ?? 'PENDING')) return
    isSure = false
    end = undefined
    server.forget()
  }

  async function leave(ms: number) {
    rendered.unmount()
    isHere = false
    await vi.advanceTimersByTimeAsync(ms)
    if (!cached()) forget()
    isHere = true
    doing = 'come'
    rendered = render(page())
  }

  function signIn() {
    const isAllThere =
      behindSince === undefined &&
      JSON.stringify(cached()) === JSON.stringify(client.peek(ACCEPTED) ?? cached())
    server.replaceClient(isAllThere)
    if (server.book().told) reached.add('a new client')
    client = createClient()
    if (!cached()) forget()
    refresh = () => Promise.resolve()
    rendered.rerender(page())
  }

  function putBack(which: number) {
    const older = earlier.at(-1 - which)
    // If only the cache knows more, nothing shows that the snapshot is older.
    if (!older || !cached() || !client.peek(ACCEPTED)) return
    if (end) reached.add('PENDING after an end')
    behindSince = Math.max(server.answers(), behindSince ?? 0)
    queryClient.setQueryData(queryKey, structuredClone(older))
  }

  async function perform(action: Step) {
    if (!cached()) forget()
    if (action.do === 'show') {
      looks = action.looks
      rendered.rerender(page())
    }
    if (action.do === 'focus') focusManager.setFocused(action.is)
    if (action.do === 'online') onlineManager.setOnline(action.is)
    if (action.do === 'jump') {
      vi.setSystemTime(Date.now() + action.ms)
      server.jump(action.ms)
    }
    if (action.do === 'leave') await leave(action.ms)
    if (action.do === 'putBack') putBack(action.which)
    if (action.do === 'putAgain') queryClient.setQueryData(queryKey, structuredClone(cached()))
    if (action.do === 'signIn') signIn()
    if (action.do === 'invalidate') void queryClient.invalidateQueries()
    if (action.do === 'refetch') void queryClient.refetchQueries()
    if (action.do === 'refresh') void refresh()
    await vi.advanceTimersByTimeAsync(action.do === 'pass' ? action.ms : 0)
  }

  const isWatched = () =>
    looks.length > 0 && onlineManager.isOnline() && (focusManager.isFocused() || isInBackground())

  /** In older releases of TanStack Query, a query that waited to be online also waits for the tab's focus. */
  const isInBackground = () =>
    looks.includes('background') &&
    !(waitsForFocus && queryClient.getQueryState(queryKey)?.fetchStatus === 'paused')

  /** Checks that everything on the page matches the last response. */
  function checkViews() {
    const { told } = server.book()
    if (!told || !isSure || behindSince !== undefined) return
    for (const { connection } of told) reached.add(connection)
    for (const [index, as] of looks.entries()) {
      for (const { status, connection } of shown.get(`${as} ${index}`) ?? []) {
        const isOpen = status === 'PENDING' || status === 'LOADING'
        const isOffline = isOpen && !onlineManager.isOnline()
        const isTold = told.some(
          (one) =>
            (isOpen ? 'PENDING' : status) === one.status &&
            connection === (isOffline ? 'offline' : one.connection),
        )
        if (!isTold) {
          server.violations.push(`${as} shows ${status} (${connection}), not ${JSON.stringify(told)}`)
        }
      }
    }
  }

  /** Performs one action, and checks everything that must hold after it. */
  async function live(action: Step) {
    const { told } = server.book()
    const underWay = server.underWay()
    const [before, wasWatched] = [server.polls(), isWatched()]
    doing = action.do
    // Offline, a new request replaces the one in flight and waits, so the old response is not shown yet.
    const isPutOff = !onlineManager.isOnline() && underWay > 0 && /invalidate|refetch/.test(doing)
    if (isPutOff) behindSince = server.answers() + 1
    await act(() => perform(action))
    const isLong = action.do === 'pass' && action.ms === LONG_MS
    if (isLong && wasWatched && told?.every(({ isOpen }) => isOpen) && underWay === 0) {
      reached.add('a poll that must come')
      if (server.polls() === before) server.violations.push('forgotten')
    }
    if ((isLong && wasWatched) || server.answers() > (behindSince ?? -1)) behindSince = undefined
    checkViews()
    const now = cached()
    if (isSure && now?.wake === 'timer' && !now.pollError) earlier.push(structuredClone(now))
  }

  return {
    server,
    reached,
    live,
    /** Shows and focuses the page twice: right after a 401 or a clock that went back, once is too early. */
    async lookAgain() {
      await live({ do: 'show', looks: ['accepted', 'identity'] })
      await live({ do: 'online', is: true })
      for (const ms of [31_000, 31_000] as const) {
        await live({ do: 'focus', is: false })
        await live({ do: 'pass', ms })
        await live({ do: 'focus', is: true })
      }
      await live({ do: 'pass', ms: LONG_MS })
    },
    isOver: () => [cached(), client.peek(ACCEPTED)].some((one) => /never|manual/.test(one?.wake ?? '')),
    /** Closes the page. Returns how many timers are left after the last response, without the cache's own. */
    async close() {
      doing = 'leave'
      rendered.unmount()
      isHere = false
      await vi.advanceTimersByTimeAsync(0)
      while (server.underWay() > 0) await vi.advanceTimersByTimeAsync(500)
      // Older releases restart the cache's timer when they drop a query that waits to be online.
      for (const query of queryClient.getQueryCache().getAll()) query.setOptions({ gcTime: Infinity })
      queryClient.clear()
      return vi.getTimerCount()
    },
  }
}
