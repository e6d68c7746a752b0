import type { PollAnswer } from '../protocol/advance.ts'
import { advance } from '../protocol/advance.ts'
import { anchored, atTime } from '../protocol/atTime.ts'
import { neverBack } from '../protocol/neverBack.ts'
import type { OperationIdentity } from '../protocol/operationIdentity.ts'
import type { Pace } from '../protocol/pace.ts'
import type { WatchedRecipe } from '../protocol/recipeDefinition.ts'
import { toWaitMs } from '../protocol/schedule.ts'
import type { OperationSnapshot } from '../protocol/snapshot.ts'
import { createSnapshot, isSettled } from '../protocol/snapshot.ts'
import type { Slots } from './slots.ts'
import { createSlots } from './slots.ts'

/** What the gate is built on. */
export interface PollGateOptions {
  /** Sends the one request that is due. Never rejects: a failure is an answer. */
  readonly ask: (snapshot: OperationSnapshot) => Promise<PollAnswer>
  readonly recipeOf: (kind: string | undefined) => WatchedRecipe | undefined
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

/** What all polls to one API share: its places, and how long it holds them back after `failures` 429s in a row. */
interface Lane extends Slots {
  nextPollAt: number
  waitMs: number
  failures: number
}

export function createPollGate({
  ask,
  recipeOf,
  now,
  random,
  pace,
  maxConcurrentPolls,
}: PollGateOptions): PollGate {
  const known = new Map<string, OperationSnapshot>()
  const underWay = new Map<string, Promise<OperationSnapshot>>()
  const lanes = new Map<string, Lane>()

  function keep(snapshot: OperationSnapshot): OperationSnapshot {
    known.set(toKey(snapshot), snapshot)
    return snapshot
  }

  function learn(snapshot: OperationSnapshot): OperationSnapshot {
    const before = known.get(toKey(snapshot))
    return keep(before ? neverBack(before, snapshot) : snapshot)
  }

  function laneOf({ api }: OperationIdentity): Lane {
    const lane = lanes.get(api) ?? {
      ...createSlots(maxConcurrentPolls),
      nextPollAt: 0,
      waitMs: 0,
      failures: 0,
    }
    lanes.set(api, lane)
    return lane
  }

  /** Moves the deadline behind the API's hold, spread a little so that not all come back at once. */
  function heldBack(snapshot: OperationSnapshot): OperationSnapshot {
    const { nextPollAt } = anchored(laneOf(snapshot), now())
    const waitMs = Math.ceil((nextPollAt - now()) * (1 + 0.1 * random()))
    if (waitMs <= 0 || snapshot.nextPollAt >= nextPollAt) return snapshot
    return keep({ ...snapshot, nextPollAt: now() + waitMs, waitMs })
  }

  function noteHold(lane: Lane, answer: PollAnswer) {
    const leftMs = anchored(lane, now()).nextPollAt - now()
    if (!('error' in answer)) {
      // An answer that was on its way when the 429 came says nothing of it.
      if (leftMs <= 0) lane.failures = 0
    } else if (answer.error.kind === 'rateLimited') {
      lane.failures += 1
      const { retryAfterMs } = answer.error
      lane.waitMs = Math.max(leftMs, toWaitMs({ retryAfterMs, failures: lane.failures }, { random: 0, pace }))
      lane.nextPollAt = now() + lane.waitMs
    }
  }

  async function poll(key: string, due: OperationSnapshot): Promise<OperationSnapshot> {
    const lane = laneOf(due)
    const release = await lane.take()
    try {
      // A 429, or an answer from another tab, may have come while we waited for a place.
      const snapshot = heldBack(known.get(key) ?? due)
      if (isSettled(snapshot) || now() < snapshot.nextPollAt) return snapshot
      const answer = await ask(snapshot)
      noteHold(lane, answer)
      const context = { now: now(), random: random(), pace, recipe: recipeOf(snapshot.accepted?.kind) }
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
      // What is held is newer than what a cache still has, unless that knows of the end.
      const held = known.get(key)
      const before = held ? neverBack(seed ?? held, held) : (seed ?? createSnapshot(identity, now()))
      const snapshot = keep(atTime(before, now(), pace))
      if (isSettled(snapshot)) return snapshot
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
