import * as fc from 'fast-check'

export const START = Date.parse('2026-01-05T09:00:00Z')
export const FINAL = ['COMPLETED', 'FAILED', 'CANCELLED']
/** For this long after the 202, a 404 only means "not yet". */
const NOT_FOUND_GRACE_MS = 60_000

/** How the server may respond to one poll. */
export const answer = fc.record({
  /** How long the response takes, in ms. The last is longer than the client waits. */
  takesMs: fc.constantFrom(0, 0, 0, 40, 2_500, 29_000, 45_000),
  how: fc.constantFrom(
    'PENDING',
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
    403,
    404,
    410,
    429,
    503,
  ),
  retryAfter: fc.constantFrom(undefined, '0', '2', '7', 'soon', '-3'),
})
export type Answer = typeof answer extends fc.Arbitrary<infer T> ? T : never

/** What a page must show after the last response, derived without looking into the engine. */
export interface Told {
  readonly status: string
  readonly connection: string
  /** Whether the page polls again automatically. */
  readonly isOpen: boolean
}

/** Before any response, and after one that says PENDING. */
const UNASKED: Told = { status: 'PENDING', connection: 'ok', isOpen: true }
const UNAVAILABLE: Told = { status: 'UNAVAILABLE', connection: 'paused', isOpen: false }
const PAUSED: Told = { status: 'PENDING', connection: 'paused', isOpen: false }
const RETRYING: Told = { status: 'PENDING', connection: 'retrying', isOpen: true }

/**
 * Everything that a response may mean.
 *
 * @param mostMs the longest that the operation can have been watched: less if hidden, offline or asleep
 */
function meanings(how: Answer['how'], mostMs: number, maxWatchMs: number): Told[] {
  if (typeof how === 'string' && FINAL.includes(how)) {
    return [{ status: how, connection: 'ok', isOpen: false }]
  }
  if (how === 401) return [{ status: 'PENDING', connection: 'unauthorized', isOpen: false }]
  if (how === 403) return [{ status: 'PENDING', connection: 'forbidden', isOpen: false }]
  if (how === 410) return [UNAVAILABLE]
  const isRead = how === 'PENDING' || how === 'RUNNING' || how === 'SIMMERING'
  const isGivenUp = mostMs >= maxWatchMs
  return [
    isRead ? UNASKED : RETRYING,
    ...(isGivenUp ? [PAUSED] : []),
    // An operation that was just read is available.
    ...(!isRead && (isGivenUp || (how === 404 && mostMs >= NOT_FOUND_GRACE_MS)) ? [UNAVAILABLE] : []),
  ]
}

/** What one client knows from its responses. A new client starts with a new book. */
export interface Book {
  underWay: number
  /** One of these applies. Undefined if that depends on a request of the previous client. */
  told: readonly Told[] | undefined
  deadline: { epoch: number; elapsed: number; ms: number }
}

/** A server that answers with `next()`, and records everything that a client must not do. */
export function createModelServer(next: () => Answer, maxWatchMs: number) {
  const violations: string[] = []
  let polls = 0
  let answers = 0
  let underWay = 0
  let current = createBook([UNASKED])
  const startedAt = performance.now()
  let jumpedMs = 0
  hold(current, 2_000) // set by the 202

  /** Forbids polls for `ms` by the clock or in elapsed time, whichever ends first: the clock may jump. */
  function hold(book: Book, ms: number) {
    book.deadline = { epoch: Date.now() + ms, elapsed: performance.now() + ms, ms }
  }

  function arrive(book: Book, how: Answer['how'], retryAfter: string | undefined) {
    underWay -= 1
    book.underWay -= 1
    if (book === current) answers += 1
    else current.told = undefined
    book.told = meanings(how, performance.now() - startedAt + jumpedMs, maxWatchMs)
    hold(book, /^\d+$/.test(retryAfter ?? '') ? Math.max(1_000, Number(retryAfter) * 1_000) : 1_000)
  }

  /** The `fetch` of the current book's client. `refusal` returns why no poll is allowed now, if none is. */
  function createFetch(refusal: (isNewest: boolean) => string | undefined): typeof globalThis.fetch {
    const book = current
    return async (_, init) => {
      const { epoch, elapsed } = book.deadline
      if (Date.now() < epoch && performance.now() < elapsed) violations.push('early')
      if (book.underWay > 0) violations.push('two at once')
      if (FINAL.includes(book.told?.[0]?.status ?? '')) violations.push('after the end')
      const refused = refusal(book === current)
      if (refused) violations.push(refused)
      underWay += 1
      book.underWay += 1
      polls += 1
      const { how, retryAfter, takesMs } = next()
      const isHere = await onItsWay(takesMs, init?.signal)
      if (!isHere || how === 'lost') {
        arrive(book, 'lost', undefined)
        throw new TypeError('Failed to fetch')
      }
      arrive(book, how, retryAfter)
      const headers = retryAfter === undefined ? {} : { 'retry-after': retryAfter }
      if (how === 'junk') return new Response('<html>', { headers })
      if (how === 'noStatus') return Response.json({ operationId: '1' }, { headers })
      if (typeof how === 'number') return Response.json({ title: 'No' }, { status: how, headers })
      return Response.json({ operationId: '1', status: how }, { headers })
    }
  }

  return {
    violations,
    polls: () => polls,
    answers: () => answers,
    underWay: () => underWay,
    book: () => current,
    createFetch,
    /** Replaces the client. The new one knows what the cache has: all that the previous one knew, or less. */
    replaceClient(isAllKnown: boolean) {
      const before = current
      const isSure = isAllKnown && before.underWay === 0
      current = createBook(isSure ? before.told : undefined)
      if (isSure) current.deadline = before.deadline
    },
    /** The client no longer knows anything. */
    forget() {
      current.told = undefined
      hold(current, 0)
    },
    /** Moves the clock. If it goes back, the wait starts over from there. */
    jump(ms: number) {
      jumpedMs += Math.max(0, ms)
      const { deadline } = current
      current.deadline = { ...deadline, epoch: Math.min(deadline.epoch, Date.now() + deadline.ms) }
    },
  }
}

function createBook(told: Book['told']): Book {
  return { underWay: 0, told, deadline: { epoch: 0, elapsed: 0, ms: 0 } }
}

/** Resolves to false if the client gave up first. */
function onItsWay(ms: number, signal: AbortSignal | null | undefined): Promise<boolean> {
  if (ms === 0) return Promise.resolve(true)
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(true), ms)
    signal?.addEventListener('abort', () => {
      clearTimeout(timer)
      resolve(false)
    })
  })
}
