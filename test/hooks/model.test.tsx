import { focusManager, onlineManager, QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act, cleanup, render } from '@testing-library/react'
import * as fc from 'fast-check'
import { OperationsProvider, useAsyncOperation } from 'react-accepted'
import type { AcceptedOperation } from 'react-accepted/client'
import { createOperationsClient } from 'react-accepted/client'
import { afterEach, expect, test, vi } from 'vitest'

/** More by `MODEL_RUNS=10000`. */
const RUNS = Number(process.env['MODEL_RUNS'] ?? 300)
const START = Date.parse('2026-01-05T09:00:00Z')
const FINAL = ['COMPLETED', 'FAILED', 'CANCELLED']

/** What the server may do to one poll. */
const answer = fc.record({
  /** How long the answer is on its way, in ms. */
  takesMs: fc.constantFrom(0, 0, 40, 2_500),
  how: fc.constantFrom(
    'PENDING',
    'PENDING',
    'RUNNING',
    'SIMMERING',
    'COMPLETED',
    'FAILED',
    'CANCELLED',
    'lost',
    'junk',
    'noStatus',
    401,
    404,
    410,
    429,
    503,
  ),
  retryAfter: fc.constantFrom(undefined, '0', '2', '7', 'soon', '-3'),
})
type Answer = typeof answer extends fc.Arbitrary<infer T> ? T : never

/** What the page, the person or the clock may do. */
const step = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('pass' as const),
      ms: fc.constantFrom(1, 20, 500, 1_000, 4_000, 31_000),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('show' as const), count: fc.nat(4) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('focus' as const), is: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('online' as const), is: fc.boolean() }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('jump' as const),
      ms: fc.constantFrom(-3_600_000, -1_000, 1_000, 3_600_000),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constantFrom('invalidate' as const, 'refetch' as const, 'refresh' as const),
    }),
  },
)
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never

afterEach(() => {
  focusManager.setFocused(undefined)
  onlineManager.setOnline(true)
})

/** A server that answers as told, and notes when it was asked too early or twice at once. */
function createServer(next: () => Answer) {
  const state = {
    underWay: 0,
    polls: 0,
    violations: [] as string[],
    last: undefined as Answer['how'] | undefined,
  }
  let deadline = { epoch: 0, elapsed: 0, ms: 0 }

  /** No poll for so long, by the clock or by what really passed, whichever comes first: the clock may have jumped. */
  function hold(ms: number) {
    deadline = { epoch: Date.now() + ms, elapsed: performance.now() + ms, ms }
  }

  /** After the clock went back, the wait counts from then on. */
  function jump() {
    deadline = { ...deadline, epoch: Math.min(deadline.epoch, Date.now() + deadline.ms) }
  }

  async function fetch(): Promise<Response> {
    if (Date.now() < deadline.epoch && performance.now() < deadline.elapsed) state.violations.push('early')
    if (state.underWay > 0) state.violations.push('two at once')
    state.underWay += 1
    state.polls += 1
    const { how, retryAfter, takesMs } = next()
    if (takesMs > 0) await new Promise((resolve) => setTimeout(resolve, takesMs))
    state.underWay -= 1
    state.last = how
    hold(1_000)
    if (how === 'lost') throw new TypeError('Failed to fetch')
    if (/^\d+$/.test(retryAfter ?? '')) hold(Math.max(1_000, Number(retryAfter) * 1_000))
    const headers = retryAfter === undefined ? {} : { 'retry-after': retryAfter }
    if (how === 'junk') return new Response('<html>', { headers })
    if (how === 'noStatus') return Response.json({ operationId: '1' }, { headers })
    if (typeof how === 'number') return Response.json({ title: 'No' }, { status: how, headers })
    return Response.json({ operationId: '1', status: how }, { headers })
  }
  return { fetch, hold, jump, state }
}

async function live(steps: readonly Step[], next: () => Answer) {
  vi.useFakeTimers({ now: START })
  focusManager.setFocused(true)
  const server = createServer(next)
  const client = createOperationsClient({
    baseUrl: 'https://api.test',
    operationPath: '/jobs/{operationId}',
    fetch: server.fetch,
  })
  const accepted: AcceptedOperation = {
    api: 'default',
    operationId: '1',
    acceptedAt: START,
    nextPollAt: START + 2_000,
    retryAfterMs: 2_000,
  }
  server.hold(2_000)
  const queryClient = new QueryClient()
  const seen: string[] = []
  let refresh: () => Promise<void> = () => Promise.resolve()
  function Observer({ onSeen }: { onSeen: (status: string, again: () => Promise<void>) => void }) {
    const operation = useAsyncOperation(accepted)
    onSeen(operation.status, operation.refresh)
    return operation.connection
  }
  const note = (status: string, again: () => Promise<void>) => {
    if (seen.at(-1) !== status) seen.push(status)
    refresh = again
  }
  const page = (count: number) => (
    <QueryClientProvider client={queryClient}>
      <OperationsProvider client={client}>
        {Array.from({ length: count }, (_, index) => (
          <Observer key={index} onSeen={note} />
        ))}
      </OperationsProvider>
    </QueryClientProvider>
  )
  const { rerender, unmount } = render(page(1))
  for (const action of steps) {
    await act(async () => {
      if (action.do === 'show') rerender(page(action.count))
      if (action.do === 'focus') focusManager.setFocused(action.is)
      if (action.do === 'online') onlineManager.setOnline(action.is)
      if (action.do === 'jump') {
        vi.setSystemTime(Date.now() + action.ms)
        server.jump()
      }
      if (action.do === 'invalidate') void queryClient.invalidateQueries()
      if (action.do === 'refetch') void queryClient.refetchQueries()
      if (action.do === 'refresh') void refresh()
      await vi.advanceTimersByTimeAsync(action.do === 'pass' ? action.ms : 0)
    })
  }
  return { server, client, accepted, seen, page, rerender, unmount, queryClient }
}

test('no history makes it ask early or twice at once, take back an end, or leave a timer', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40 }), fc.infiniteStream(answer), async (steps, answers) => {
      const world = await live(steps, () => answers.next().value)
      expect(world.server.state.violations).toEqual([])
      const ended = world.seen.findIndex((status) => FINAL.includes(status))
      expect(ended < 0 || ended === world.seen.length - 1).toBe(true)
      world.unmount()
      await vi.advanceTimersByTimeAsync(60_000)
      world.queryClient.clear()
      expect(vi.getTimerCount()).toBe(0)
      cleanup()
      onlineManager.setOnline(true)
    }),
    { numRuns: RUNS },
  )
})

test('after any history, what is still open is asked again once somebody looks', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 20 }), fc.infiniteStream(answer), async (steps, answers) => {
      const world = await live(steps, () => answers.next().value)
      const before = world.server.state.polls
      world.rerender(world.page(2))
      await act(async () => {
        onlineManager.setOnline(true)
        // Within a second of a 401, or right after the clock went back, a first return comes too early.
        for (let time = 0; time < 2; time += 1) {
          focusManager.setFocused(false)
          await vi.advanceTimersByTimeAsync(10_000)
          focusManager.setFocused(true)
          await vi.advanceTimersByTimeAsync(0)
        }
      })
      await act(() => vi.advanceTimersByTimeAsync(700_000))
      const known = world.client.peek(world.accepted)
      const isOver = known?.wake === 'never' || known?.wake === 'manual'
      expect(isOver || world.server.state.polls > before).toBe(true)
      world.unmount()
      world.queryClient.clear()
      cleanup()
    }),
    { numRuns: Math.ceil(RUNS / 3) },
  )
})
