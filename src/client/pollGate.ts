import type { AcceptedOperation } from '../protocol/acceptedOperation.ts'
import type { PollAnswer } from '../protocol/advance.ts'
import { advance } from '../protocol/advance.ts'
import { anchored, atTime } from '../protocol/atTime.ts'
import { neverBack } from '../protocol/neverBack.ts'
import type { OperationIdentity } from '../protocol/operationIdentity.ts'
import { toOperationKey } from '../protocol/operationIdentity.ts'
import type { Pace } from '../protocol/pace.ts'
import type { OperationSnapshot } from '../protocol/snapshot.ts'
import { createSnapshot, isSettled, postpone } from '../protocol/snapshot.ts'
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

/** One change of what the gate knows. */
export interface GateChange {
  readonly before: OperationSnapshot | undefined
  readonly after: OperationSnapshot
  /** Absent where time or another tab brought it. */
  readonly cause: ChangeCause | undefined
}

/** What stands beside the gate; each part says what it takes on. */
export interface GatePart {
  /** Told of every change of what is known. Must not throw. */
  readonly onChange?: (change: GateChange) => void
  /**
   * Lets a poll go when its turn has come, or gives what somebody else has learned meanwhile, such as another tab. Of
   * several the last one counts.
   */
  readonly takeTurn?: (
    due: OperationSnapshot,
    poll: (due: OperationSnapshot) => Promise<OperationSnapshot>,
  ) => Promise<OperationSnapshot>
  /** True where nobody sees it just now: where places are few, the others go first. */
  readonly isAside?: (identity: OperationIdentity) => boolean
}

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
  /** Sets a part beside the gate, until the returned function is called. */
  readonly attach: (part: GatePart) => () => void
}

/** What all polls to one API share: its places, and the last operation that a 429 sent away. */
interface Lane extends Slots {
  held?: OperationSnapshot
}

/** So many that have ended are kept: a page that stays open for weeks must not grow. */
const MAX_ENDED = 1_000

export function createPollGate({
  ask,
  recipeOf,
  now,
  random,
  pace,
  maxConcurrentPolls,
}: PollGateOptions): PollGate {
  let known = new Map<string, OperationSnapshot>()
  /** Which of them have ended, the oldest first. */
  const ended = new Set<string>()
  let underWay = new Map<string, Promise<OperationSnapshot>>()
  // Without a prototype: an API may have any name.
  const lanes: Record<string, Lane | undefined> = Object.create(null)
  const parts = new Set<GatePart>()

  const peek = (identity: OperationIdentity) => known.get(toOperationKey(identity))

  async function pass(identity: OperationIdentity, seed?: OperationSnapshot): Promise<OperationSnapshot> {
    const key = toOperationKey(identity)
    let held = peek(identity) ?? seed ?? createSnapshot(identity, now())
    // A cache may know the operation where the gate does not; the deadline is still the gate's.
    if (!held.operation && seed?.operation) held = { ...held, operation: seed.operation }
    // What is held is newer than what a cache still has, unless that knows of the end.
    const before = seed ? neverBack(seed, held) : held
    const due = heldBack(keep(before))
    const isAsked = underWay.has(key) || now() >= due.nextPollAt
    if (isSettled(due) || !isAsked) return due
    const request = underWay.get(key) ?? pollInTurn(key, due)
    underWay.set(key, request)
    return request
  }

  function keep(snapshot: OperationSnapshot, cause?: ChangeCause): OperationSnapshot {
    const key = toOperationKey(snapshot)
    const before = known.get(key)
    const after = atTime(snapshot, now(), pace)
    known.set(key, after)
    if (isSettled(after)) ended.add(key)
    // Whoever still shows an older one has it in a cache, where nothing that is final goes back either.
    const [oldest = ''] = ended.size > MAX_ENDED ? ended : []
    if (ended.delete(oldest)) known.delete(oldest)
    if (after !== before) for (const part of parts) part.onChange?.({ before, after, cause })
    return after
  }

  async function poll(due: OperationSnapshot): Promise<OperationSnapshot> {
    // A 429, or an answer from another tab, may have come while we waited for a place.
    const snapshot = heldBack(peek(due) ?? due)
    if (isSettled(snapshot) || now() < snapshot.nextPollAt) return snapshot
    const era = known
    const answer = await ask(snapshot)
    // It is of before everything was forgotten, and perhaps of somebody else.
    if (era !== known) return snapshot
    const before = peek(due) ?? snapshot
    const { readResource } = recipeOf(before.accepted?.kind) ?? {}
    const context = { now: now(), random: random(), pace, readResource }
    return hold(keep(advance(before, answer, context), answer))
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
    return keep({ ...postpone(snapshot, waitMs, now()), failures })
  }

  async function pollInTurn(key: string, due: OperationSnapshot): Promise<OperationSnapshot> {
    const own = underWay
    const isAside = [...parts].some((part) => part.isAside?.(due))
    const release = await laneOf(due).take(isAside)
    try {
      const last = [...parts].findLast((part) => part.takeTurn)
      return await (last?.takeTurn?.(due, poll) ?? poll(due))
    } finally {
      own.delete(key)
      release()
    }
  }

  return {
    pass,
    peek,
    learn(snapshot, cause) {
      const before = peek(snapshot)
      return hold(keep(before ? neverBack(before, snapshot) : snapshot, cause))
    },
    forget() {
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
