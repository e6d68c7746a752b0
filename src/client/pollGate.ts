import type { PollAnswer } from '../protocol/advance.ts'
import { advance } from '../protocol/advance.ts'
import { atTime } from '../protocol/atTime.ts'
import { latest } from '../protocol/latest.ts'
import type { OperationIdentity } from '../protocol/operationIdentity.ts'
import type { Pace } from '../protocol/pace.ts'
import type { ResourceRule } from '../protocol/resource.ts'
import { toWaitMs } from '../protocol/schedule.ts'
import type { OperationSnapshot } from '../protocol/snapshot.ts'
import { createSnapshot, isSettled } from '../protocol/snapshot.ts'
import type { Slots } from './slots.ts'
import { createSlots } from './slots.ts'

/** What the gate is built on. */
export interface PollGateOptions {
  /** Sends the one request that is due. Never rejects: a failure is an answer. */
  readonly ask: (snapshot: OperationSnapshot) => Promise<PollAnswer>
  readonly ruleOf: (snapshot: OperationSnapshot) => ResourceRule | null | undefined
  readonly now: () => number
  readonly random: () => number
  readonly pace: Pace
  /** Polls under way at once, per API. */
  readonly maxConcurrentPolls: number
}

/**
 * The one way to a poll. Whoever asks, and however often, a request leaves only when the deadline has passed, none is
 * under way for that operation, and nothing holds the API back. Everybody else gets what is known.
 */
export interface PollGate {
  pass: (identity: OperationIdentity, known?: OperationSnapshot) => Promise<OperationSnapshot>
  /** Takes in what came another way: a 202, another tab, a restored cache. */
  learn: (snapshot: OperationSnapshot) => OperationSnapshot
  peek: (identity: OperationIdentity) => OperationSnapshot | undefined
}

/** A 429 holds back every poll to its API until `until`; `count` 429s came in a row. */
interface Hold {
  readonly until: number
  readonly count: number
}

/** What is known of so many operations is kept; beyond that, the oldest are forgotten. */
const MAX_KNOWN = 50_000

export function createPollGate({
  ask,
  ruleOf,
  now,
  random,
  pace,
  maxConcurrentPolls,
}: PollGateOptions): PollGate {
  const known = new Map<string, OperationSnapshot>()
  const underWay = new Map<string, Promise<OperationSnapshot>>()
  const holds = new Map<string, Hold>()
  const slots = new Map<string, Slots>()

  function keep(snapshot: OperationSnapshot): OperationSnapshot {
    const key = toKey(snapshot)
    if (!known.has(key) && known.size >= MAX_KNOWN) known.delete(known.keys().next().value ?? key)
    known.set(key, snapshot)
    return snapshot
  }

  function learn(snapshot: OperationSnapshot): OperationSnapshot {
    const before = known.get(toKey(snapshot))
    return keep(before ? latest(before, snapshot) : snapshot)
  }

  /** Moves the deadline behind the API's hold, spread a little so that not all come back at once. */
  function heldBack(snapshot: OperationSnapshot): OperationSnapshot {
    const until = holds.get(snapshot.api)?.until ?? 0
    const waitMs = until - now()
    if (waitMs <= 0 || snapshot.nextPollAt >= until) return snapshot
    const spreadMs = Math.ceil(waitMs * (1 + 0.1 * random()))
    return keep({ ...snapshot, nextPollAt: now() + spreadMs, waitMs: spreadMs })
  }

  function noteHold(api: string, answer: PollAnswer) {
    if (!('error' in answer) || answer.error.kind !== 'rateLimited') {
      if (!('error' in answer)) holds.delete(api)
      return
    }
    const count = (holds.get(api)?.count ?? 0) + 1
    const waitMs = toWaitMs(
      {
        retryAfterMs: answer.retryAfterMs,
        serverRetryAfterMs: undefined,
        unguided: 0,
        failures: count,
        slow: false,
        random: 0,
      },
      pace,
    )
    holds.set(api, { until: now() + waitMs, count })
  }

  async function poll(key: string, due: OperationSnapshot): Promise<OperationSnapshot> {
    const slot = slots.get(due.api) ?? createSlots(maxConcurrentPolls)
    slots.set(due.api, slot)
    const release = await slot.take()
    try {
      // A 429, or an answer from another tab, may have come while we waited for a place.
      const snapshot = heldBack(known.get(key) ?? due)
      if (isSettled(snapshot) || now() < snapshot.nextPollAt) return snapshot
      const answer = await ask(snapshot)
      noteHold(due.api, answer)
      const context = { now: now(), random: random(), pace, rule: ruleOf(snapshot) }
      return keep(atTime(advance(known.get(key) ?? snapshot, answer, context), now(), pace))
    } finally {
      underWay.delete(key)
      release()
    }
  }

  return {
    learn,
    peek: (identity) => known.get(toKey(identity)),
    async pass(identity, seed) {
      const key = toKey(identity)
      const before = seed ? learn(seed) : (known.get(key) ?? createSnapshot(identity, now()))
      const snapshot = keep(atTime(before, now(), pace))
      const isGivenUpNow = snapshot.wake === 'manual' && before.wake === 'timer'
      if (isSettled(snapshot) || isGivenUpNow) return snapshot
      const running = underWay.get(key)
      if (running) return running
      const due = heldBack(snapshot)
      if (now() < due.nextPollAt) return due
      const request = poll(key, due)
      underWay.set(key, request)
      return request
    },
  }
}

function toKey({ api, operationId }: OperationIdentity): string {
  return `${api} ${operationId}`
}
