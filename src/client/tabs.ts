import { toOperationKey } from '../protocol/operationIdentity.ts'
import { readStoredIdentity, readStoredSnapshot } from '../protocol/readStoredSnapshot.ts'
import { readField, readId, readText } from '../protocol/record.ts'
import type { OperationSnapshot } from '../protocol/snapshot.ts'
import { isSettled } from '../protocol/snapshot.ts'
import type { GatePart, PollGate } from './pollGate.ts'
import { createPresence } from './presence.ts'
import { createTurnLocks, HEARTBEAT_MS, SILENCE_MS } from './turnLocks.ts'

/** What the tabs of one browser do together: of all that show an operation, one asks. */
export interface Tabs extends Required<Pick<GatePart, 'takeTurn'>> {
  readonly close: () => void
}

/** What tabs are made of. */
export interface TabsOptions {
  /** Only tabs of the same home hear each other. */
  readonly home: string
  /** False without a scope: then nobody knows whether another tab is of the same person, and none is asked. */
  readonly isShared: boolean
  readonly gate: PollGate
  /** The clock of the client. */
  readonly now: () => number
  /** Told what another tab has learned, after the gate has taken it in. */
  readonly onNews: (snapshot: OperationSnapshot) => void
  /** Told when another tab has forgotten everything. */
  readonly onClear: () => void
}

/** Rises when the messages change their meaning: tabs of another deploy are not understood, and poll for themselves. */
const VERSION = 2
/** The tab that asked last asks again; the others give it this long … */
const COURTESY_MS = 150
/** … and a hidden one gives the visible ones longer. */
const HIDDEN_COURTESY_MS = 500
/** So long a tab waits for the word of one that has just asked; it comes at once unless the machine is very busy. */
const DELIVERY_MS = 500
/** After so long without a word from another tab this one is alone, and needs no locks until it hears one. */
const LISTEN_MS = 300
/** So long a tab waits for an answer in any case. */
const ANSWER_MS = 40
/** After its last deadline a tab counts so long as one that asks … */
const LINGER_MS = 1_000
/** … but no longer than this after it asked: a tab that holds a lock is not frozen to save energy. */
const MAX_LINGER_MS = 60_000

/** Whoever waits for another tab's word. */
interface Wait {
  /** There is news. */
  readonly wake: () => void
  /** One more tab knows nothing of it, as it says when it is asked. */
  readonly miss: (question: string | undefined) => void
}

/** The name of the channel that the tabs of a home share. */
export function toChannelName(home: string): string {
  return `react-accepted ${home}`
}

/** Tells the other tabs of a home that everything is forgotten. */
export function tellClear(home: string) {
  const channel = openChannel(home)
  if (!channel) return
  post(channel, { type: 'clear' })
  channel.close()
}

/** @returns `undefined` where the browser has none, or refuses it, as in a frame of no origin */
function openChannel(home: string): BroadcastChannel | undefined {
  try {
    return new BroadcastChannel(toChannelName(home))
  } catch {
    return undefined
  }
}

/** @returns `undefined` without a scope, Web Locks or BroadcastChannel: then each tab polls for itself */
export function createTabs({ home, isShared, gate, now, onNews, onClear }: TabsOptions): Tabs | undefined {
  const { locks } = globalThis.navigator ?? {}
  const opened = isShared && locks && openChannel(home)
  if (!opened) return undefined
  const channel = opened
  /** Operations that another tab asked about last. */
  const elsewhere = new Set<string>()
  /** The gate asks about an operation once at a time, and so there is one who waits. */
  const waiting = new Map<string, Wait>()
  /** What began later was told to this tab too. */
  const startedAt = now()
  const turns = createTurnLocks(locks, home)
  const presence = createPresence(locks, `react-accepted asking ${home}`)
  /** A lock takes two rounds through the browser's own process: too much for a thousand polls, where nobody competes. */
  let isAlone = false
  let hasHeard = false
  /** What is being asked without a lock. */
  const underWay = new Map<string, Promise<OperationSnapshot>>()
  const listening = setTimeout(async () => {
    const others = await presence.countOthers()
    isAlone = !hasHeard && others === 0
  }, LISTEN_MS)

  channel.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    if (readField(data, 'version') !== VERSION) return
    hasHeard = true
    isAlone = false
    const type = readText(data, 'type')
    if (type === 'hello') welcome()
    if (type === 'clear') onClear()
    if (type === 'news') hearNews(readStoredSnapshot(readField(data, 'snapshot')))
    const key = readId(data, 'key')
    if (type === 'busy' && key) turns.hear(key)
    if (type === 'question') answer(data)
    if (type === 'unknown' && key) waiting.get(key)?.miss(readText(data, 'question'))
  })

  post(channel, { type: 'hello' })

  function hearNews(snapshot: OperationSnapshot | undefined) {
    if (!snapshot) return
    const key = toOperationKey(snapshot)
    // What this tab has learned itself comes back as the answer to a question.
    if (snapshot.nextPollAt > (gate.peek(snapshot)?.nextPollAt ?? 0)) elsewhere.add(key)
    onNews(gate.learn(snapshot))
    waiting.get(key)?.wake()
  }

  const isStillDue = (due: OperationSnapshot) => now() >= (gate.peek(due) ?? due).nextPollAt

  const toLingerMs = (next: OperationSnapshot) =>
    isSettled(next) ? 0 : Math.min(next.nextPollAt - now() + LINGER_MS, MAX_LINGER_MS)

  function answer(question: unknown) {
    const identity = readStoredIdentity(question)
    const key = identity && toOperationKey(identity)
    // What is on its way will be told to all.
    if (!key || underWay.has(key)) return
    const snapshot = gate.peek(identity)
    if (snapshot?.operation) post(channel, { type: 'news', snapshot })
    else if (presence.isHeld())
      post(channel, { type: 'unknown', key, question: readText(question, 'question') })
  }

  /** Until there is news of the operation, so many tabs know of none, or the time is over. */
  async function waitForNews(
    key: string,
    ms: number,
    tabs: Promise<number> | number = Infinity,
    ownQuestion?: string,
  ) {
    let timer: ReturnType<typeof setTimeout> | undefined
    await new Promise<void>((wake) => {
      let missing = 0
      const wakeWithout = async () => {
        if (missing >= (await tabs)) wake()
      }
      const miss = (question: string | undefined) => {
        // The channel brings every answer to every tab.
        if (question !== ownQuestion) return
        missing += 1
        void wakeWithout()
      }
      waiting.set(key, { wake, miss })
      timer = setTimeout(wake, ms)
      void wakeWithout()
    })
    clearTimeout(timer)
    waiting.delete(key)
  }

  /** How many tabs will answer a question. One that has not asked for a while may answer too, and is given a moment. */
  async function countAsking(): Promise<number> {
    const others = presence.countOthers()
    await new Promise((resolve) => setTimeout(resolve, ANSWER_MS))
    return others
  }

  /** Whoever comes waits for what is on its way already. */
  function welcome() {
    post(channel, { type: 'here' })
    for (const [key, asked] of underWay) void turns.withLock(key, () => whileBusy(key, asked))
  }

  async function whileBusy(key: string, asked: Promise<OperationSnapshot>) {
    const heartbeat = setInterval(() => post(channel, { type: 'busy', key }), HEARTBEAT_MS)
    try {
      return await asked
    } finally {
      clearInterval(heartbeat)
    }
  }

  async function ask(due: OperationSnapshot, poll: (due: OperationSnapshot) => Promise<OperationSnapshot>) {
    const before = gate.peek(due)
    const next = await poll(due)
    if (next !== before) {
      elsewhere.delete(toOperationKey(due))
      if (!isAlone) post(channel, { type: 'news', snapshot: next })
    }
    return next
  }

  async function takeTurn(
    due: OperationSnapshot,
    poll: (due: OperationSnapshot) => Promise<OperationSnapshot>,
  ): Promise<OperationSnapshot> {
    const key = toOperationKey(due)
    if (isAlone) {
      const asked = ask(due, poll)
      underWay.set(key, asked)
      return presence.during(
        asked.finally(() => underWay.delete(key)),
        toLingerMs,
      )
    }
    const { accepted } = due
    if (!due.operation && !(accepted && accepted.acceptedAt >= startedAt)) {
      const question = String(Math.random())
      post(channel, { type: 'question', question, api: due.api, operationId: due.operationId })
      await waitForNews(key, SILENCE_MS, countAsking(), question)
    } else if (elsewhere.has(key)) {
      const isHidden = globalThis.document?.visibilityState === 'hidden'
      await waitForNews(key, isHidden ? HIDDEN_COURTESY_MS : COURTESY_MS)
    }
    const turn = turns.withLock(key, async (hasWaited) => {
      // Whoever had the lock has just told what it learned: that may still be on its way.
      if (hasWaited && isStillDue(due)) await waitForNews(key, DELIVERY_MS)
      return whileBusy(key, ask(due, poll))
    })
    return presence.during(turn, toLingerMs)
  }

  return {
    takeTurn,
    close() {
      clearTimeout(listening)
      presence.end()
      channel.close()
    },
  }
}

function post(channel: BroadcastChannel, message: object) {
  try {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- A channel has none: it is of one origin.
    channel.postMessage({ version: VERSION, ...message })
  } catch {
    // Closed meanwhile: the page is going.
  }
}
