import type { OperationRef } from '../../client/createOperationsClient.ts'
import type { AsyncOperation } from '../../hooks/asyncOperation.ts'
import type { OperationMessages } from '../../hooks/messages.ts'
import type { OperationObservers } from '../../hooks/operationObserver.ts'
import { observePassively } from '../../hooks/operationObserver.ts'
import type { OperationsShared } from '../../hooks/OperationsContext.ts'
import { toOperationKey } from '../../protocol/operation.ts'
import { toFailure } from '../elements/FailureNotice.tsx'
import type { LiveRegion } from './liveRegion.ts'
import { createLiveRegion, isExposedToAT, placeOfNews } from './liveRegion.ts'

/**
 * How long to wait before an announcement, in ms. Screen readers announce changes only in a region they have
 * seen before. A dialog that closes on the same change is closed by then, too.
 */
const PAUSE_MS = 150
/** A region that is removed sooner than this, in ms, was not read out. */
const HEARD_MS = 400
/** How often to look for a place while nothing can be heard anywhere, in ms. */
const AGAIN_MS = 500

interface News {
  readonly text: string
  readonly isUrgent: boolean
  /** False after a sign-out, after which nothing is announced. */
  readonly isCurrent: () => boolean
}

/** Announces the operations of one provider to screen readers. Outlives the components that show them. */
interface Voice {
  /** @returns a function to call when the anchor unmounts */
  readonly attend: (anchor: Element, messages: OperationMessages) => () => void
  /**
   * Announces an operation from now until its end, as long as its status is polled.
   *
   * @param isNew true if the announcer was already mounted when it got the operation
   * @returns a function to call when the announcer no longer shows it
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
  const anchors = new Map<Element, OperationMessages>()
  const pages = new Set<Document>()
  const followed = new Map<string, ReturnType<typeof observePassively>>()
  let waiting = new Map<string, News>()
  let said = new Map<string, News>()
  let region: LiveRegion | undefined
  let messages: OperationMessages | undefined
  let lang: string | undefined
  let timer: ReturnType<typeof setTimeout> | undefined

  /** @returns whether the region was there before */
  function moveTo(place: Element): boolean {
    if (region?.root.parentNode === place) return true
    // Recreated instead of moved: some screen readers lose a region when its parent changes.
    region?.root.remove()
    region = createLiveRegion(place, lang)
    return false
  }

  function speak() {
    timer = undefined
    if (said.size > 0 && !(region && isExposedToAT(region.root))) waiting = new Map([...said, ...waiting])
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
    // The provider only restarted, as in StrictMode.
    if (anchors.size > 0) return
    clearTimeout(timer)
    timer = undefined
    for (const key of followed.keys()) stopFollowing(key)
    waiting.clear()
    said.clear()
    region?.root.remove()
    region = undefined
  }
  // React cleans up the provider before the components below it.
  Object.assign(shared, { voice: { leave: () => queueMicrotask(end) } })

  return {
    attend(anchor, ownMessages) {
      messages = ownMessages
      lang = anchor.closest('[lang]')?.getAttribute('lang') ?? lang
      anchors.set(anchor, messages)
      pages.add(anchor.ownerDocument)
      const place = region?.root.isConnected ? undefined : placeOfNews(pages, anchors.keys())
      if (place) moveTo(place)
      return () => anchors.delete(anchor)
    },
    follow(observers, ref, isNew) {
      const { client, engine } = observers
      const identity = client.identify(ref)
      const key = toOperationKey(identity)
      const letGo = () => {
        // A component that takes over has mounted by the end of this task.
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
      function announceChange(operation: AsyncOperation, isBegun: boolean) {
        const last = state
        state = isRead(operation) ? toState(operation) : undefined
        const isNews = isBegun ? state === 'PENDING' : last !== undefined && state !== last
        const text = isNews && messages && toAnnouncement(operation, messages)
        if (!text || !state || !claim(client, key, state)) return
        waiting.delete(key)
        waiting.set(key, {
          text,
          isUrgent: operation.status === 'FAILED',
          isCurrent: () => client.peek(identity) !== undefined,
        })
        later(PAUSE_MS)
      }
      /** False if only an old 202 says that it is running: it may have ended since. */
      function isRead({ status, operation }: AsyncOperation): boolean {
        const dueAt = client.peek(identity)?.nextPollAt ?? 0
        return status !== 'LOADING' && (status !== 'PENDING' || !!operation || dueAt > engine.context.now())
      }
      const observation = observePassively(observers, ref, (operation, isBegun) => {
        announceChange(operation, isBegun)
        if (/COMPLETED|FAILED|CANCELLED/.test(operation.status)) stopFollowing(key)
      })
      followed.set(key, observation)
      observation.look(isNew)
      return letGo
    },
  }
}

function toState({ status, isStuck }: AsyncOperation): string {
  return status === 'PENDING' && isStuck ? 'STUCK' : status
}

/** By client: the last announced state of each operation, whichever provider announced it. */
const announced = new WeakMap<object, Map<string, string>>()

function claim(client: object, key: string, state: string): boolean {
  const states = announced.get(client) ?? new Map<string, string>()
  if (states.get(key) === state) return false
  announced.set(client, states.set(key, state))
  return true
}

/** The announcement for the state of an operation; `undefined` if there is nothing to announce. */
function toAnnouncement(operation: AsyncOperation, messages: OperationMessages): string | undefined {
  const label = operation.accepted?.label
  switch (operation.status) {
    case 'PENDING':
      return operation.isStuck ? messages.announceStuck(label) : messages.announcePending(label)
    case 'COMPLETED':
      return messages.announceCompleted(label)
    case 'FAILED': {
      const { title, detail } = toFailure(operation, undefined)
      return messages.announceFailed(label, detail ?? title)
    }
    case 'CANCELLED':
      return messages.announceCancelled(label)
    case 'UNAVAILABLE':
      return messages.announceUnavailable(label)
    default:
      return undefined
  }
}
