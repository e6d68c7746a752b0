import type { PollAnswer } from '../../protocol/advance.ts'
import { advance } from '../../protocol/advance.ts'
import type { AcceptedOperation, OperationIdentity } from '../../protocol/operation.ts'
import { toOperationKey } from '../../protocol/operation.ts'
import type { PollingLimits } from '../../protocol/pace.ts'
import {
  reanchor,
  applyTime,
  createSnapshot,
  isSettled,
  newerSnapshot,
  postpone,
} from '../../protocol/snapshot.ts'
import type { OperationSnapshot } from '../../protocol/snapshot.ts'
import type { DefinedEndpoint } from '../request/endpoint.ts'
import type { PriorityQueue } from './priorityQueue.ts'
import { createPriorityQueue } from './priorityQueue.ts'

/** Options of the gate. */
export interface PollGateOptions {
  /** Sends the request that is due. A failure is a result too: rejects only if the signal is aborted. */
  readonly ask: (snapshot: OperationSnapshot, signal: AbortSignal) => Promise<PollAnswer>
  readonly endpointOf: (kind: string | undefined) => Pick<DefinedEndpoint, '~internal'> | undefined
  readonly now: () => number
  readonly random: () => number
  readonly pace: PollingLimits
  /** Concurrent polls per API. */
  readonly maxConcurrentPolls: number
}

/** What caused a new snapshot: the response to a poll, or a 202. */
export type ChangeCause = PollAnswer | { readonly accepted: AcceptedOperation }

/** One new snapshot in the gate. */
export interface GateChange {
  readonly before: OperationSnapshot | undefined
  readonly after: OperationSnapshot
  /** Absent if time or another tab caused it. */
  readonly cause: ChangeCause | undefined
}

/** An extension of the gate. Each part implements the callbacks that it needs. */
export interface GatePart {
  /** Called with every new snapshot. Must not throw. */
  readonly onChange?: (change: GateChange) => void
  /**
   * Calls `poll` when it is this page's turn, or returns what has been learned meanwhile, such as by another
   * tab. If several parts have it, only the last one is called.
   */
  readonly takeTurn?: (
    due: OperationSnapshot,
    poll: (due: OperationSnapshot) => Promise<OperationSnapshot>,
  ) => Promise<OperationSnapshot>
  /** True if the user cannot see the operation now: when slots are scarce, the visible ones go first. */
  readonly isBackground?: (identity: OperationIdentity) => boolean
}

/**
 * The only way to poll. However often `pass` is called, a request is sent only if the deadline has passed,
 * none is in flight for that operation, and no 429 delays the API. Otherwise `pass` returns what is known, or
 * the result of the request in flight.
 */
export interface PollGate {
  readonly pass: (identity: OperationIdentity, known?: OperationSnapshot) => Promise<OperationSnapshot>
  /** Adds a snapshot from another source: a 202, another tab, a restored cache. */
  readonly learn: (snapshot: OperationSnapshot, cause?: ChangeCause) => OperationSnapshot
  readonly peek: (identity: OperationIdentity) => OperationSnapshot | undefined
  /** Forgets everything and ends all requests, for instance after a sign-out. */
  readonly forget: () => void
  /** Aborted by `forget`, so that work begun earlier sends nothing more. */
  readonly session: () => AbortSignal
  /** Adds a part, until the returned function is called. */
  readonly attach: (part: GatePart) => () => void
}

/** What all polls to one API share: its slots, and the operation whose 429 lasts longest. */
interface ApiQueue extends PriorityQueue {
  rateLimitedBy?: OperationSnapshot
}

/** How many settled operations are kept: a page that stays open for weeks must not leak memory. */
const MAX_ENDED = 1_000

export function createPollGate({
  ask,
  endpointOf,
  now,
  random,
  pace,
  maxConcurrentPolls,
}: PollGateOptions): PollGate {
  let known = new Map<string, OperationSnapshot>()
  /** The keys of settled operations, oldest first. */
  const ended = new Set<string>()
  let underWay = new Map<string, Promise<OperationSnapshot>>()
  let session = new AbortController()
  // Without a prototype, because an API may have any name.
  const queues: Record<string, ApiQueue | undefined> = Object.create(null)
  const parts = new Set<GatePart>()

  const peek = (identity: OperationIdentity) => known.get(toOperationKey(identity))

  async function pass(identity: OperationIdentity, seed?: OperationSnapshot): Promise<OperationSnapshot> {
    const key = toOperationKey(identity)
    let current = peek(identity) ?? seed ?? createSnapshot(identity, now())
    // A cache may have the operation when the gate does not. The gate's deadline still applies.
    if (!current.operation && seed?.operation) current = { ...current, operation: seed.operation }
    // The gate's snapshot is newer than the cache's, unless only the cache has the final status.
    const due = delayByRateLimit(keep(newerSnapshot(seed, current)))
    const inFlight = underWay.get(key)
    if (isSettled(due) || (!inFlight && now() < due.nextPollAt)) return due
    const request = inFlight ?? pollInTurn(key, due)
    underWay.set(key, request)
    return request
  }

  function keep(snapshot: OperationSnapshot, cause?: ChangeCause): OperationSnapshot {
    const key = toOperationKey(snapshot)
    const before = known.get(key)
    const after = applyTime(snapshot, now(), pace)
    known.set(key, after)
    if (isSettled(after)) ended.add(key)
    // A component that still shows an evicted one reads it from a cache, which never undoes a final status.
    const [oldest = ''] = ended.size > MAX_ENDED ? ended : []
    if (ended.delete(oldest)) known.delete(oldest)
    if (after !== before) for (const part of parts) part.onChange?.({ before, after, cause })
    return after
  }

  async function poll(due: OperationSnapshot): Promise<OperationSnapshot> {
    // A 429, or news from another tab, may have arrived while this poll waited for a slot.
    const snapshot = delayByRateLimit(peek(due) ?? due)
    if (isSettled(snapshot) || now() < snapshot.nextPollAt) return snapshot
    const { signal } = session
    const answer = await ask(snapshot, signal).catch((error: unknown) => {
      if (!signal.aborted) throw error
    })
    // Sent before everything was forgotten, so the response may belong to another user.
    if (!answer || signal.aborted) return snapshot
    const before = peek(due) ?? snapshot
    const readResource = endpointOf(before.accepted?.kind)?.['~internal'].readResource
    const context = { now: now(), random: random(), pace, readResource }
    return noteRateLimit(keep(advance(before, answer, context), answer))
  }

  function queueOf({ api }: OperationIdentity): ApiQueue {
    const queue: ApiQueue = (queues[api] ??= createPriorityQueue(maxConcurrentPolls))
    queue.rateLimitedBy &&= reanchor(queue.rateLimitedBy, now())
    return queue
  }

  function noteRateLimit(snapshot: OperationSnapshot): OperationSnapshot {
    const queue = queueOf(snapshot)
    const isLonger = snapshot.nextPollAt > (queue.rateLimitedBy?.nextPollAt ?? 0)
    if (isLonger && snapshot.pollError?.kind === 'rateLimited') queue.rateLimitedBy = snapshot
    return snapshot
  }

  /** A 429 for one operation delays its whole API: just as long, plus up to 10 %, and longer each time. */
  function delayByRateLimit(snapshot: OperationSnapshot): OperationSnapshot {
    const { nextPollAt, failures } = queueOf(snapshot).rateLimitedBy ?? snapshot
    const waitMs = Math.ceil((nextPollAt - now()) * (1 + 0.1 * random()))
    if (waitMs <= 0 || snapshot.nextPollAt >= nextPollAt) return snapshot
    return keep(postpone(snapshot, waitMs, now(), { failures }))
  }

  async function pollInTurn(key: string, due: OperationSnapshot): Promise<OperationSnapshot> {
    const own = underWay
    const isBackground = [...parts].some((part) => part.isBackground?.(due))
    const release = await queueOf(due).take(isBackground)
    try {
      // Everything may have been forgotten while this poll waited.
      const pollNow = async (one: OperationSnapshot) => (own === underWay ? poll(one) : one)
      let turn: NonNullable<GatePart['takeTurn']> = pollNow
      for (const { takeTurn = turn } of parts) turn = takeTurn
      return await turn(due, pollNow)
    } finally {
      own.delete(key)
      release()
    }
  }

  return {
    pass,
    peek,
    session: () => session.signal,
    learn(snapshot, cause) {
      return noteRateLimit(keep(newerSnapshot(peek(snapshot), snapshot), cause))
    },
    forget() {
      session.abort()
      session = new AbortController()
      known = new Map()
      underWay = new Map()
      ended.clear()
    },
    attach(part) {
      parts.add(part)
      return () => void parts.delete(part)
    },
  }
}
