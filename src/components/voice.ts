import type { OperationRef } from '../client/createOperationsClient.ts'
import type { AsyncOperation } from '../hooks/asyncOperation.ts'
import type { OperationWords } from '../hooks/messages.ts'
import type { OperationObservers } from '../hooks/operationObserver.ts'
import { overhear } from '../hooks/operationObserver.ts'
import type { OperationsShared } from '../hooks/OperationsContext.ts'
import { toOperationKey } from '../protocol/operationIdentity.ts'
import type { LiveRegion } from './liveRegion.ts'
import { createLiveRegion } from './liveRegion.ts'
import { isHeard, placeOfNews } from './placeOfNews.ts'
import { toAnnouncement } from './toAnnouncement.ts'

/**
 * Screen readers tell of changes only in a region they have seen before. In this time, too, a dialog closes that closes
 * with the news.
 */
const PAUSE_MS = 150
/** A region that goes before this was not read. */
const HEARD_MS = 400
/** How often a place is looked for while nothing is heard anywhere. */
const AGAIN_MS = 500

interface News {
  readonly text: string
  readonly isUrgent: boolean
  /** False after a sign-out, where nothing is told any more. */
  readonly isCurrent: () => boolean
}

/** Tells a screen reader of the operations of one provider; outlives whatever shows them. */
export interface Voice {
  /** @returns a function for the moment when it goes */
  readonly attend: (anchor: Element, words: OperationWords) => () => void
  /**
   * Tells of an operation from now to its end, as long as anybody asks for its status.
   *
   * @param isNew the page was there before the operation
   * @returns a function for the moment when nobody shows it
   */
  readonly follow: (observers: OperationObservers, ref: OperationRef, isNew: boolean) => () => void
}

const voices = new WeakMap<OperationsShared, Voice>()

export function voiceOf(shared: OperationsShared): Voice {
  const voice = voices.get(shared) ?? createVoice(shared)
  voices.set(shared, voice)
  return voice
}

function createVoice(shared: OperationsShared): Voice {
  const anchors = new Map<Element, OperationWords>()
  const pages = new Set<Document>()
  const followed = new Map<string, ReturnType<typeof overhear>>()
  let waiting = new Map<string, News>()
  let said = new Map<string, News>()
  let region: LiveRegion | undefined
  let words: OperationWords | undefined
  let lang: string | undefined
  let timer: ReturnType<typeof setTimeout> | undefined

  /** @returns whether the region was there before */
  function moveTo(place: Element): boolean {
    if (region?.root.parentNode === place) return true
    // Not moved but made anew: some screen readers lose a region that changes its parent.
    region?.root.remove()
    region = createLiveRegion(place, lang)
    return false
  }

  function speak() {
    timer = undefined
    if (said.size > 0 && !(region && isHeard(region.root))) waiting = new Map([...said, ...waiting])
    said.clear()
    const news = [...waiting.values()].filter(({ isCurrent }) => isCurrent())
    if (news.length === 0) return waiting.clear()
    const place = placeOfNews(pages, anchors.keys())
    if (!place) return later(AGAIN_MS)
    if (!moveTo(place)) return later(PAUSE_MS)
    const join = (isUrgent: boolean) =>
      news.flatMap((one) => (one.isUrgent === isUrgent ? one.text : [])).join(' ')
    region?.say(join(false), join(true))
    said = waiting
    waiting = new Map()
    return later(HEARD_MS)
  }

  function later(ms: number) {
    timer ??= setTimeout(speak, ms)
  }

  function stopFollowing(key: string) {
    followed.get(key)?.stop()
    followed.delete(key)
  }

  function end() {
    // The provider only begins again.
    if (anchors.size > 0) return
    clearTimeout(timer)
    timer = undefined
    for (const key of followed.keys()) stopFollowing(key)
    waiting.clear()
    said.clear()
    region?.root.remove()
    region = undefined
  }
  // React tells the provider first that it goes, then those below it.
  Object.assign(shared, { voice: { leave: () => queueMicrotask(end) } })

  return {
    attend(anchor, ownWords) {
      words = ownWords
      lang = anchor.closest('[lang]')?.getAttribute('lang') ?? lang
      anchors.set(anchor, words)
      pages.add(anchor.ownerDocument)
      const place = region?.root.isConnected ? undefined : placeOfNews(pages, anchors.keys())
      if (place) moveTo(place)
      return () => anchors.delete(anchor)
    },
    follow(observers, ref, isNew) {
      const { client } = observers
      const identity = client.identify(ref)
      const key = toOperationKey(identity)
      const letGo = () => {
        // Whoever shows it elsewhere from now on is there at the end of this task.
        queueMicrotask(() => {
          if (followed.get(key)?.isAlone()) stopFollowing(key)
        })
      }
      const before = followed.get(key)
      if (before) {
        before.look(isNew)
        return letGo
      }

      let state: string | undefined
      function hear(operation: AsyncOperation, isBegun: boolean) {
        const last = state
        state = isRead(operation) ? toState(operation) : undefined
        const isNews = isBegun ? state === 'PENDING' : last !== undefined && state !== last
        const text = isNews && words && toAnnouncement(operation, words)
        if (!text || !state || !claim(client, key, state)) return
        waiting.delete(key)
        waiting.set(key, {
          text,
          isUrgent: operation.status === 'FAILED',
          isCurrent: () => client.peek(identity) !== undefined,
        })
        later(PAUSE_MS)
      }
      /** False where it runs as far as a 202 of long ago says: it may have ended since. */
      function isRead({ status, operation }: AsyncOperation): boolean {
        const dueAt = client.peek(identity)?.nextPollAt ?? 0
        return status !== 'LOADING' && (status !== 'PENDING' || !!operation || dueAt > client.context.now())
      }
      const overheard = overhear(observers, ref, (operation, isBegun) => {
        hear(operation, isBegun)
        if (/COMPLETED|FAILED|CANCELLED/.test(operation.status)) stopFollowing(key)
      })
      followed.set(key, overheard)
      overheard.look(isNew)
      return letGo
    },
  }
}

function toState({ status, isStuck }: AsyncOperation): string {
  return status === 'PENDING' && isStuck ? 'STUCK' : status
}

/** By client: the state of each operation that was last told, whichever provider did so. */
const told = new WeakMap<object, Map<string, string>>()

function claim(client: object, key: string, state: string): boolean {
  const states = told.get(client) ?? new Map<string, string>()
  if (states.get(key) === state) return false
  told.set(client, states.set(key, state))
  return true
}
