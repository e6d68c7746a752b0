import type { Fault, PlainAnswer } from './foreignFaults.ts'

/** One submission as it arrived, whatever its outcome. */
export interface Arrival {
  readonly name: string
  /** From the cookie at that moment: `mara.2` is sign-in number 2, by mara. */
  readonly session: string
  readonly base: string
  readonly key: string | undefined
  readonly fault: Fault | undefined
  /** Wall-clock time, epoch ms. */
  readonly at: number
  /** `undefined` until a status has been sent. */
  status: number | undefined
}

/** What was really created or deleted. */
export interface Thing {
  readonly name: string
  readonly user: string
  readonly base: string
  readonly operationId: string
  /** Wall-clock time, epoch ms. */
  readonly at: number
  /** By the server's clock. */
  readonly endsAt: number
  readonly end: 'COMPLETED' | 'FAILED'
}

/** One request for an operation. */
export interface Poll {
  readonly base: string
  readonly user: string
  readonly operationId: string
  /** Wall-clock time, epoch ms. */
  readonly at: number
}

export interface ForeignApiOptions {
  /** The server's clock. */
  readonly now: () => number
  /** How long operations take, in server ms. */
  readonly operationMs?: number | undefined
  /** A DELETE is answered with 204 instead of 202. */
  readonly deletesAtOnce?: boolean | undefined
  /** Where a 202 names its operation: in the `Location` header or in the body. */
  readonly namesBy?: 'location' | 'body' | undefined
  /**
   * One operation at a time, always at the same URL. The next one can start once the last end has been read.
   */
  readonly hasOneUrl?: boolean | undefined
}

/** A request to create or delete something. */
export interface Wish {
  readonly arrival: Arrival
  /** Method, path and body, which an idempotency key belongs to. */
  readonly content: string
  readonly takesKey: boolean
}

/** An API that answers 202. Each user of each base has separate things. */
export interface ForeignApi {
  readonly things: readonly Thing[]
  readonly polls: readonly Poll[]
  /** The things whose end a client has read. */
  readonly endsRead: ReadonlySet<Thing>
  /** @param slow waits as long as slow work takes */
  readonly submit: (wish: Wish, slow: () => Promise<unknown>) => Promise<PlainAnswer>
  readonly remove: (wish: Wish, slow: () => Promise<unknown>) => Promise<PlainAnswer>
  readonly readOperation: (base: string, user: string, operationId: string) => PlainAnswer
  readonly list: (base: string, user: string, name: string | null) => PlainAnswer
}

/** IDs of operations that were not started here. They have ended, for every user. */
const OLD = /^old-\d+$/
const KEY_LIFE_MS = 24 * 3_600_000
const JSON_TYPE = { 'content-type': 'application/json' }

export function createForeignApi(options: ForeignApiOptions): ForeignApi {
  const { now, operationMs = 2_500, deletesAtOnce, namesBy = 'location', hasOneUrl } = options
  const things: Thing[] = []
  const polls: Poll[] = []
  const keys = new Map<string, { content: string; at: number; answer: PlainAnswer | undefined }>()
  const deleted = new Set<string>()
  const endsRead = new Set<Thing>()

  const ownOf = (base: string, user: string) => things.filter((one) => one.base === base && one.user === user)

  function isBusy({ base, session }: Arrival): boolean {
    const last = ownOf(base, toUser(session)).at(-1)
    return hasOneUrl === true && last !== undefined && !endsRead.has(last)
  }

  function begin({ name, session, base, fault }: Arrival): PlainAnswer {
    const user = toUser(session)
    // The IDs of each user of each base start at 1: equal IDs are different operations.
    const operationId = hasOneUrl ? 'current' : `op-${ownOf(base, user).length + 1}`
    const end = fault === 'it fails in the end' ? 'FAILED' : 'COMPLETED'
    things.push({ name, user, base, operationId, at: Date.now(), endsAt: now() + operationMs, end })
    const statusUrl = `/${base}/api/operations/${operationId}`
    const headers = { ...JSON_TYPE, 'retry-after': '1' }
    if (namesBy === 'body')
      return { status: 202, headers, body: JSON.stringify({ statusUrl, status: 'PENDING' }) }
    return { status: 202, headers: { ...headers, location: statusUrl }, body: '{"status":"PENDING"}' }
  }

  return {
    things,
    polls,
    endsRead,
    async submit({ arrival, content, takesKey }, slow) {
      const { session, base, key, fault } = arrival
      const id = takesKey && key !== undefined ? `${base} ${toUser(session)} ${key}` : undefined
      const known = id === undefined ? undefined : keys.get(id)
      if (known && now() - known.at < KEY_LIFE_MS) {
        if (known.content !== content) return refuse(422, 'This key was used for something else')
        return known.answer ?? refuse(409, 'The first request is still being worked on')
      }
      if (fault === '422') return refuse(422, 'This name is not taken')
      if (isBusy(arrival)) return refuse(423, 'One at a time')
      const entry: { content: string; at: number; answer: PlainAnswer | undefined } = {
        content,
        at: now(),
        answer: undefined,
      }
      if (id !== undefined) keys.set(id, entry)
      if (fault === 'work slow') await slow()
      entry.answer = begin(arrival)
      return entry.answer
    },
    // Everything exists until it is deleted. A second request gets a 404, whatever its key.
    async remove({ arrival }, slow) {
      const id = `${arrival.base} ${arrival.name}`
      if (deleted.has(id)) return refuse(404, 'There is no such thing')
      if (arrival.fault === '422') return refuse(422, 'This cannot be deleted')
      if (isBusy(arrival)) return refuse(423, 'One at a time')
      deleted.add(id)
      if (arrival.fault === 'work slow') await slow()
      const answer = begin(arrival)
      return deletesAtOnce ? { status: 204 } : answer
    },
    readOperation(base, user, operationId) {
      polls.push({ base, user, operationId, at: Date.now() })
      const thing = ownOf(base, user).findLast((one) => one.operationId === operationId)
      if (!thing && !OLD.test(operationId)) return refuse(404, 'There is no such operation')
      const { endsAt = 0, end = 'COMPLETED', name = operationId } = thing ?? {}
      const status = now() < endsAt ? 'RUNNING' : end
      if (thing && status === end) endsRead.add(thing)
      const result = status === 'COMPLETED' ? { result: { id: `${base}-${name}` } } : {}
      const error = status === 'FAILED' ? { error: { title: 'It would not work' } } : {}
      const body = JSON.stringify({ status, ...result, ...error })
      return { status: 200, headers: { ...JSON_TYPE, 'retry-after': '1' }, body }
    },
    list(base, user, name) {
      const own = ownOf(base, user).filter((one) => one.name === name)
      const items = own.map((one) => ({
        id: `${base}-${one.name}`,
        name: one.name,
        createdAt: new Date(one.endsAt - operationMs).toISOString(),
      }))
      return { status: 200, headers: JSON_TYPE, body: JSON.stringify({ items }) }
    },
  }
}

/** The user of a session. */
export function toUser(session: string): string {
  return session.replace(/\..*/, '')
}

function refuse(status: number, title: string): PlainAnswer {
  const headers = { 'content-type': 'application/problem+json' }
  return { status, headers, body: JSON.stringify({ title }) }
}
