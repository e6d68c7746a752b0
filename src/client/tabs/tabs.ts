import { readField, readId, readText } from '../../protocol/json.ts'
import { toOperationKey } from '../../protocol/operation.ts'
import type { OperationSnapshot } from '../../protocol/snapshot.ts'
import { isSettled, toPolledAt } from '../../protocol/snapshot.ts'
import { readStoredIdentity, readStoredSnapshot, toStoredSnapshot } from '../../protocol/storedSnapshot.ts'
import type { GatePart, PollGate } from '../polling/pollGate.ts'
import { HEARTBEAT_MS, SILENCE_MS, createTurnLocks } from './locks.ts'
import { createPresence } from './presence.ts'

/** Coordinates the tabs of one browser: of all tabs that show an operation, one polls. */
export interface Tabs extends Required<Pick<GatePart, 'takeTurn'>> {
  readonly close: () => void
}

/** Options of `createTabs`. */
export interface TabsOptions {
  /** Only tabs of the same home exchange messages. */
  readonly home: string
  /** False without a scope: another tab may then belong to another user, so no messages are exchanged. */
  readonly isShared: boolean
  readonly gate: PollGate
  /** The clock of the client. */
  readonly now: () => number
  /** Adds a snapshot of another tab to the gate. */
  readonly learn: (snapshot: OperationSnapshot) => void
  /** Called when another tab has forgotten everything. */
  readonly onClear: () => void
}

/** Increment it when the messages change their meaning. Tabs of another version poll separately. */
const VERSION = 2
/** The tab that polled last polls again; the others give it this long … */
const COURTESY_MS = 150
/** … and hidden tabs give the visible ones longer. */
const HIDDEN_COURTESY_MS = 500
/** How long to wait for the message of a tab that has just polled. It arrives at once unless the machine is busy. */
const DELIVERY_MS = 500
/** After this long without a message a tab may be alone, and then uses no locks until one arrives. */
const LISTEN_MS = 300
/** The least time that a tab waits for an answer. */
const ANSWER_MS = 40
/** How long after its last deadline a tab still counts as polling … */
const LINGER_MS = 1_000
/** … but no longer than this after its poll: a tab that holds a lock is not frozen to save energy. */
const MAX_LINGER_MS = 60_000

/** A wait for another tab's message. */
interface Wait {
  /** Ends the wait: news has arrived. */
  readonly wake: () => void
  /** Counts one more tab that answered this question with `unknown`. */
  readonly miss: (question: string | undefined) => void
}

/** The name of the channel that the tabs of a home share. */
export function toChannelName(home: string): string {
  return `react-accepted ${home}`
}

/** Tells the other tabs of a home to forget everything. */
export function broadcastClear(home: string) {
  const channel = openChannel(home)
  if (!channel) return
  post(channel, { type: 'clear' })
  channel.close()
}

/** @returns `undefined` if the browser has no channels or refuses one, as in a frame with an opaque origin */
function openChannel(home: string): BroadcastChannel | undefined {
  try {
    return new BroadcastChannel(toChannelName(home))
  } catch {
    return undefined
  }
}

/** @returns `undefined` without a scope, Web Locks or BroadcastChannel: each tab then polls on its own */
export function createTabs({ home, isShared, gate, now, learn, onClear }: TabsOptions): Tabs | undefined {
  const { locks } = globalThis.navigator ?? {}
  const opened = isShared && locks && openChannel(home)
  if (!opened) return undefined
  const channel = opened
  /** Operations that another tab polled last. */
  const elsewhere = new Set<string>()
  /** One wait per operation at most, because the gate polls an operation once at a time. */
  const waiting = new Map<string, Wait>()
  /** This tab has received the news of every operation accepted after this time. */
  const startedAt = now()
  const turns = createTurnLocks(locks, home)
  const presence = createPresence(locks, `react-accepted asking ${home}`)
  /** If true, locks are skipped: each costs two round trips to the browser process, a lot for 1 000 polls. */
  let isAlone = false
  let hasReceived = false
  /** Polls in flight without a lock. */
  const underWay = new Map<string, Promise<OperationSnapshot>>()
  const listening = setTimeout(async () => {
    const others = await presence.countOthers()
    isAlone = !hasReceived && others === 0
  }, LISTEN_MS)

  channel.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    if (readField(data, 'version') !== VERSION) return
    hasReceived = true
    isAlone = false
    const type = readText(data, 'type')
    if (type === 'hello') answerHello()
    if (type === 'clear') onClear()
    if (type === 'news') learnNews(readStoredSnapshot(readField(data, 'snapshot')))
    const key = readId(data, 'key')
    if (type === 'busy' && key) turns.noteHeartbeat(key)
    if (type === 'question') answer(data)
    if (type === 'unknown' && key) waiting.get(key)?.miss(readText(data, 'question'))
  })

  post(channel, { type: 'hello' })

  function learnNews(snapshot: OperationSnapshot | undefined) {
    if (!snapshot) return
    const key = toOperationKey(snapshot)
    const known = gate.peek(snapshot)
    // An answer to a question may be older than what this tab has learned meanwhile, or repeat it.
    if (known?.operation && !isSettled(snapshot) && toPolledAt(snapshot) < toPolledAt(known)) return
    if (snapshot.nextPollAt > (known?.nextPollAt ?? 0)) elsewhere.add(key)
    learn(snapshot)
    waiting.get(key)?.wake()
  }

  const postNews = (next: OperationSnapshot) =>
    post(channel, { type: 'news', snapshot: toStoredSnapshot(next) })
  const isStillDue = (due: OperationSnapshot) => now() >= (gate.peek(due) ?? due).nextPollAt
  const toLingerMs = (next: OperationSnapshot) =>
    isSettled(next) ? 0 : Math.min(next.nextPollAt - now() + LINGER_MS, MAX_LINGER_MS)

  function answer(question: unknown) {
    const identity = readStoredIdentity(question)
    const key = identity && toOperationKey(identity)
    // The result of a poll in flight will be sent to all tabs.
    if (!key || underWay.has(key)) return
    const snapshot = gate.peek(identity)
    if (snapshot?.operation) postNews(snapshot)
    else if (presence.isHeld())
      post(channel, { type: 'unknown', key, question: readText(question, 'question') })
  }

  /** Waits until there is news of the operation, `tabs` tabs have answered `unknown`, or `ms` have passed. */
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
        // The channel delivers every answer to every tab.
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

  /** How many tabs will answer. Takes 40 ms, because tabs that are not polling now may answer too. */
  async function countAsking(): Promise<number> {
    const others = presence.countOthers()
    await new Promise((resolve) => setTimeout(resolve, ANSWER_MS))
    return others
  }

  /** A new tab waits for the polls already in flight, because they now get their locks. */
  function answerHello() {
    post(channel, { type: 'here' })
    for (const [key, asked] of underWay) void turns.withLock(key, () => withHeartbeat(key, asked))
  }

  async function withHeartbeat(key: string, asked: Promise<OperationSnapshot>) {
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
    if (next !== before && next !== due) {
      elsewhere.delete(toOperationKey(due))
      if (!isAlone) postNews(next)
    }
    return next
  }

  async function takeTurn(
    due: OperationSnapshot,
    poll: (due: OperationSnapshot) => Promise<OperationSnapshot>,
  ): Promise<OperationSnapshot> {
    const key = toOperationKey(due)
    if (isAlone) {
      const asked = ask(due, poll).finally(() => underWay.delete(key))
      underWay.set(key, asked)
      return presence.during(asked, toLingerMs)
    }
    const { accepted } = due
    if (!due.operation && !(accepted && accepted.acceptedAt >= startedAt)) {
      const question = String(Math.random())
      post(channel, { type: 'question', question, api: due.api, operationId: due.operationId })
      await waitForNews(key, SILENCE_MS, countAsking(), question)
    } else if (elsewhere.has(key) || (due.operation && now() - due.nextPollAt > COURTESY_MS)) {
      // A tab that is late may have been overtaken, and the news of it may still be on its way.
      const isHidden = globalThis.document?.visibilityState === 'hidden'
      await waitForNews(key, isHidden ? HIDDEN_COURTESY_MS : COURTESY_MS)
    }
    const turn = turns.withLock(key, async (hasWaited) => {
      // The tab that held the lock has just sent its result, which may not have arrived yet.
      if (hasWaited && isStillDue(due)) await waitForNews(key, DELIVERY_MS)
      return withHeartbeat(key, ask(due, poll))
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
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- A channel has none.
    channel.postMessage({ version: VERSION, ...message })
  } catch {
    // The channel was closed in the meantime, because the page is unloading.
  }
}
