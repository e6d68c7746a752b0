import type { AcceptedOperation } from '../protocol/acceptedOperation.ts'
import type { PollAnswer } from '../protocol/advance.ts'
import { advance } from '../protocol/advance.ts'
import { anchored, atTime } from '../protocol/atTime.ts'
import { neverBack } from '../protocol/neverBack.ts'
import type { OperationIdentity } from '../protocol/operationIdentity.ts'
import { toOperationKey } from '../protocol/operationIdentity.ts'
import type { Pace } from '../protocol/pace.ts'
import type { OperationSnapshot } from '../protocol/snapshot.ts'
import { createSnapshot, isSettled } from '../protocol/snapshot.ts'
import type { KnownRecipe } from './defineOperation.ts'
import type { Slots } from './slots.ts'
import { createSlots } from './slots.ts'

/** What the gate is built on. */
export interface PollGateOptions {
  /** Sends the one request that is due. Never rejects: a failure is an answer. */
  readonly ask: (snapshot: OperationSnapshot) => Promise<PollAnswer>
  readonly recipeOf: (kind: string | undefined) => Pick<KnownRecipe, 'readResource'> | undefined
  readonly now: () => number
  readonly random: () => number
  readonly pace: Pace
  /** Polls under way at once, per API. */
  readonly maxConcurrentPolls: number
}

/** What brought a new snapshot about: the answer to a poll, or a 202. */
export type ChangeCause = PollAnswer | { readonly accepted: AcceptedOperation }

/**
 * The one way to a poll. Whoever asks, and however often, a request leaves only when the deadline has passed, none is
 * under way for that operation, and nothing holds the API back. Everybody else gets what is known.
 */
export interface PollGate {
  readonly pass: (identity: OperationIdentity, known?: OperationSnapshot) => Promise<OperationSnapshot>
  /** Takes in what came another way: a 202, another tab, a restored cache. */
  readonly learn: (snapshot: OperationSnapshot, cause?: ChangeCause) => OperationSnapshot
  readonly peek: (identity: OperationIdentity) => OperationSnapshot | undefined
  /** Forgets everything, as after a sign-out. */
  readonly forget: () => void
  /** Every change of what is known goes through here; whoever listens may wrap it. */
  keep: (snapshot: OperationSnapshot, cause?: ChangeCause) => OperationSnapshot
  /** Asks, where it is still time; whoever shares the work with other tabs may wrap it. */
  poll: (due: OperationSnapshot) => Promise<OperationSnapshot>
  /** No poll leaves before this has come: the one who wraps may have to be loaded first. Never rejects. */
  ready?: Promise<unknown> | undefined
  /** True where nobody sees it just now: where places are few, the others go first. */
  isAside?: (identity: OperationIdentity) => boolean
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

  const gate: PollGate = {
    learn(snapshot, cause) {
      const before = gate.peek(snapshot)
      return hold(gate.keep(before ? neverBack(before, snapshot) : snapshot, cause))
    },
    peek: (identity) => known.get(toOperationKey(identity)),
    forget: () => known.clear(),
    keep(snapshot) {
      known.set(toOperationKey(snapshot), snapshot)
      return snapshot
    },
    async pass(identity, seed) {
      const key = toOperationKey(identity)
      let held = gate.peek(identity)
      // A cache may know the operation where the gate does not; the deadline is still the gate's.
      if (held && !held.operation && seed?.operation) held = { ...held, operation: seed.operation }
      // What is held is newer than what a cache still has, unless that knows of the end.
      const before = held ? neverBack(seed ?? held, held) : (seed ?? createSnapshot(identity, now()))
      const due = heldBack(gate.keep(atTime(before, now(), pace)))
      const isAsked = underWay.has(key) || now() >= due.nextPollAt
      if (isSettled(due) || !isAsked) return due
      const request = underWay.get(key) ?? pollInTurn(key, due)
      underWay.set(key, request)
      return request
    },
    async poll(due) {
      // A 429, or an answer from another tab, may have come while we waited for a place.
      const snapshot = heldBack(gate.peek(due) ?? due)
      if (isSettled(snapshot) || now() < snapshot.nextPollAt) return snapshot
      const answer = await ask(snapshot)
      const before = gate.peek(due) ?? snapshot
      const { readResource } = recipeOf(before.accepted?.kind) ?? {}
      const context = { now: now(), random: random(), pace, readResource }
      return hold(gate.keep(atTime(advance(before, answer, context), now(), pace), answer))
    },
  }

  function laneOf({ api }: OperationIdentity): Lane {
    const lane: Lane = (lanes[api] ??= createSlots(maxConcurrentPolls))
    if (lane.held) lane.held = anchored(lane.held, now())
    return lane
  }

  function hold(snapshot: OperationSnapshot): OperationSnapshot {
    const lane = laneOf(snapshot)
    const isLonger = snapshot.nextPollAt > (lane.held?.nextPollAt ?? 0)
    if (isLonger && snapshot.pollError?.kind === 'rateLimited') lane.held = snapshot
    return snapshot
  }

  /** A 429 to one holds back all: as long as that one, spread a little, and longer each time. */
  function heldBack(snapshot: OperationSnapshot): OperationSnapshot {
    const { nextPollAt, failures } = laneOf(snapshot).held ?? snapshot
    const waitMs = Math.ceil((nextPollAt - now()) * (1 + 0.1 * random()))
    if (waitMs <= 0 || snapshot.nextPollAt >= nextPollAt) return snapshot
    return gate.keep({ ...snapshot, nextPollAt: now() + waitMs, waitMs, failures })
  }

  async function pollInTurn(key: string, due: OperationSnapshot): Promise<OperationSnapshot> {
    const release = await laneOf(due).take(gate.isAside?.(due))
    try {
      await gate.ready
      return await gate.poll(due)
    } finally {
      underWay.delete(key)
      release()
    }
  }

  return gate
}
