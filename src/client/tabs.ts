import { toOperationKey } from '../protocol/operationIdentity.ts'
import { readStoredIdentity, readStoredSnapshot } from '../protocol/readStoredSnapshot.ts'
import { readField, readId, readText } from '../protocol/record.ts'
import type { OperationSnapshot } from '../protocol/snapshot.ts'
import type { GatePart, PollGate } from './pollGate.ts'

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
/** So often a tab says that its request is still on the way … */
const HEARTBEAT_MS = 400
/** … and after a silence of this much it is frozen, and another one takes over. */
const SILENCE_MS = 1_500
/** So long an answer that has just come in one tab is waited for in the others. */
const DELIVERY_MS = 100
/** After so long without a word from another tab this one is alone, and needs no locks until it hears one. */
const LISTEN_MS = 300
/** So long a tab that knows nothing yet waits for one that does. */
const ANSWER_MS = 40

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
export function createTabs({ home, isShared, gate, onNews, onClear }: TabsOptions): Tabs | undefined {
  const { locks } = globalThis.navigator ?? {}
  const opened = isShared && locks && openChannel(home)
  if (!opened) return undefined
  const channel = opened
  /** Operations that another tab asked about last. */
  const elsewhere = new Set<string>()
  /** When another tab was last heard to be at it, by a clock that does not jump. */
  const heardAt = new Map<string, number>()
  /** The gate asks about an operation once at a time, and so there is one who waits. */
  const waiting = new Map<string, () => void>()
  /** A lock takes two rounds through the browser's own process: too much for a thousand polls, where nobody competes. */
  let isAlone = false
  let hasHeard = false
  /** What is being asked without a lock. */
  const underWay = new Map<string, Promise<OperationSnapshot>>()
  const listening = setTimeout(() => (isAlone = !hasHeard), LISTEN_MS)

  channel.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    if (readField(data, 'version') !== VERSION) return
    hasHeard = true
    isAlone = false
    const type = readText(data, 'type')
    if (type === 'hello') welcome()
    if (type === 'clear') onClear()
    if (type === 'news') hearNews(readStoredSnapshot(readField(data, 'snapshot')))
    const key = readId(data, 'key')
    if (type === 'busy' && key) heardAt.set(key, performance.now())
    if (type === 'question') answer(data)
  })

  post(channel, { type: 'hello' })

  function hearNews(snapshot: OperationSnapshot | undefined) {
    if (!snapshot) return
    const key = toOperationKey(snapshot)
    elsewhere.add(key)
    const known = gate.learn(snapshot)
    onNews(known)
    waiting.get(key)?.()
  }

  function answer(question: unknown) {
    const identity = readStoredIdentity(question)
    const snapshot = identity && gate.peek(identity)
    if (snapshot?.operation) post(channel, { type: 'news', snapshot })
  }

  /** Until there is news of the operation, but no longer than so many ms. */
  async function waitForNews(key: string, ms: number) {
    let timer: ReturnType<typeof setTimeout> | undefined
    await new Promise<void>((wake) => {
      waiting.set(key, wake)
      timer = setTimeout(wake, ms)
    })
    clearTimeout(timer)
    waiting.delete(key)
  }

  /** Holds the operation's lock while `task` runs; taken from a tab that has fallen silent. */
  async function withLock<T>(key: string, task: (hasWaited: boolean) => Promise<T>): Promise<T> {
    const name = `react-accepted poll ${home} ${key}`
    const startedAt = performance.now()
    const controller = new AbortController()
    const watchdog = setInterval(() => {
      const heard = Math.max(heardAt.get(key) ?? 0, startedAt)
      if (performance.now() - heard > SILENCE_MS) controller.abort()
    }, HEARTBEAT_MS)
    // The lock may be stolen from us while we are frozen: what we then bring is still true.
    let running: Promise<T> | undefined
    const run = (hasWaited: boolean) => {
      clearInterval(watchdog)
      running ??= task(hasWaited)
      return running
    }
    let patience: ReturnType<typeof setTimeout> | undefined
    try {
      const { signal } = controller
      const asked = locks.request(name, { signal }, () => run(performance.now() - startedAt > 5))
      const silence = new Promise<never>((_, reject) => signal.addEventListener('abort', reject))
      return await Promise.race([asked, silence])
    } catch {
      if (running) return await running
      // Where a page may not use locks at all, it asks for itself.
      if (!controller.signal.aborted) return await run(false)
      const stolen = locks.request(name, { steal: true }, () => run(false))
      // Nor may a browser that grants none hold us up.
      const late = new Promise((resolve) => (patience = setTimeout(resolve, SILENCE_MS)))
      return await Promise.race([stolen, late.then(() => run(false))])
    } finally {
      clearTimeout(patience)
      clearInterval(watchdog)
    }
  }

  /** Whoever comes waits for what is on its way already. */
  function welcome() {
    post(channel, { type: 'here' })
    for (const [key, asked] of underWay) void withLock(key, () => whileBusy(key, asked))
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

  return {
    async takeTurn(due, poll) {
      const key = toOperationKey(due)
      if (isAlone) {
        const asked = ask(due, poll)
        underWay.set(key, asked)
        return asked.finally(() => underWay.delete(key))
      }
      if (!due.operation && !due.accepted) {
        post(channel, { type: 'question', api: due.api, operationId: due.operationId })
        await waitForNews(key, ANSWER_MS)
      }
      if (elsewhere.has(key)) {
        const isHidden = globalThis.document?.visibilityState === 'hidden'
        await waitForNews(key, isHidden ? HIDDEN_COURTESY_MS : COURTESY_MS)
      }
      return withLock(key, async (hasWaited) => {
        // Whoever had the lock has just told what it learned: that may still be on its way.
        if (hasWaited) await waitForNews(key, DELIVERY_MS)
        return whileBusy(key, ask(due, poll))
      })
    },
    close() {
      clearTimeout(listening)
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
