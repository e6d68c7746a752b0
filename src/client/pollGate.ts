import type { PollAnswer } from '../protocol/advance.ts'
import { advance } from '../protocol/advance.ts'
import { anchored, atTime } from '../protocol/atTime.ts'
import { neverBack } from '../protocol/neverBack.ts'
import type { OperationIdentity } from '../protocol/operationIdentity.ts'
import type { Pace } from '../protocol/pace.ts'
import type { WatchedRecipe } from '../protocol/recipeDefinition.ts'
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

/** What all polls to one API share: its places, and the last operation that a 429 sent away. */
interface Lane extends Slots {
  held?: OperationSnapshot
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
  // Without a prototype: an API may have any name.
  const lanes: Record<string, Lane | undefined> = Object.create(null)

  function keep(snapshot: OperationSnapshot): OperationSnapshot {
    known.set(toKey(snapshot), snapshot)
    return snapshot
  }

  function learn(snapshot: OperationSnapshot): OperationSnapshot {
    const before = known.get(toKey(snapshot))
    return keep(before ? neverBack(before, snapshot) : snapshot)
  }

  function laneOf({ api }: OperationIdentity): Lane {
    const lane: Lane = (lanes[api] ??= createSlots(maxConcurrentPolls))
    if (lane.held) lane.held = anchored(lane.held, now())
    return lane
  }

  /** A 429 to one holds back all: as long as that one, spread a little, and longer each time. */
  function heldBack(snapshot: OperationSnapshot): OperationSnapshot {
    const { nextPollAt, failures } = laneOf(snapshot).held ?? snapshot
    const waitMs = Math.ceil((nextPollAt - now()) * (1 + 0.1 * random()))
    if (waitMs <= 0 || snapshot.nextPollAt >= nextPollAt) return snapshot
    return keep({ ...snapshot, nextPollAt: now() + waitMs, waitMs, failures })
  }

  async function poll(key: string, due: OperationSnapshot): Promise<OperationSnapshot> {
    const release = await laneOf(due).take()
    try {
      // A 429, or an answer from another tab, may have come while we waited for a place.
      const snapshot = heldBack(known.get(key) ?? due)
      if (isSettled(snapshot) || now() < snapshot.nextPollAt) return snapshot
      const answer = await ask(snapshot)
      const before = known.get(key) ?? snapshot
      const context = { now: now(), random: random(), pace, recipe: recipeOf(before.accepted?.kind) }
      const next = keep(atTime(advance(before, answer, context), now(), pace))
      const lane = laneOf(next)
      const isLonger = next.nextPollAt > (lane.held?.nextPollAt ?? 0)
      if (isLonger && next.pollError?.kind === 'rateLimited') lane.held = next
      return next
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
      const due = heldBack(keep(atTime(before, now(), pace)))
      const isAsked = underWay.has(key) || now() >= due.nextPollAt
      if (isSettled(due) || !isAsked) return due
      const request = underWay.get(key) ?? poll(key, due)
      underWay.set(key, request)
      return request
    },
  }
}

function toKey({ api, operationId }: OperationIdentity): string {
  return `${api} ${operationId}`
}
