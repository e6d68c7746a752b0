import { toStoragePrefix } from '../client/http/clientContext.ts'
import { createDiskStore } from '../client/storage/diskStore.ts'
import type { IntentLedger } from '../client/storage/intentLedger.ts'
import { createIntentLedger } from '../client/storage/intentLedger.ts'
import type { Journal } from '../client/storage/journal.ts'
import { createJournal } from '../client/storage/journal.ts'
import type { JournalNews } from '../client/storage/journalNews.ts'
import { createNews } from '../client/storage/journalNews.ts'
import type { JournalContent } from '../client/storage/journalRecord.ts'
import type { JournalStore } from '../client/storage/journalStore.ts'
import { NO_STORE, withSpare } from '../client/storage/journalStore.ts'
import type { OperationsStorage } from '../client/storage/webStore.ts'
import { createWebStore, findStorage } from '../client/storage/webStore.ts'
import type { OperationObservers } from './operationObserver.ts'
import type { OperationsProviderProps } from './operationsProviderProps.ts'

/** The storage of one home. */
export interface JournalHome {
  readonly name: string
  readonly scope: string | undefined
  readonly journal: Journal
  readonly ledger: IntentLedger
  /** Where this tab keeps requests, and what is left of a batch. */
  readonly requests: JournalStore
  /** Where forms keep their drafts; `undefined` if nothing is stored. */
  readonly drafts:
    | { readonly prefix: string; readonly storage: OperationsStorage; now: () => number }
    | undefined
  /** Notifies the other journals of this home. */
  readonly notify: (news: JournalNews) => void
  /** Listens to the other journals of this home, until the returned function is called. */
  readonly listen: () => () => void
}

/** Callbacks of {@link openJournalHome}. */
interface JournalHomeOptions {
  /** Called when another tab, or another provider of this page, has changed something. */
  readonly onChanged: () => void
  /** Called when another tab has cleared this home. */
  readonly onCleared: () => void
}

export function openJournalHome(
  { engine, home }: OperationObservers,
  { scope, storage }: OperationsProviderProps,
  { onChanged, onCleared }: JournalHomeOptions,
): JournalHome {
  const { now } = engine.context
  const prefix = toStoragePrefix(home)
  const session = storage === null ? undefined : findStorage('sessionStorage')
  const requests = session ? createWebStore(session) : NO_STORE
  const news = createNews(home, scope !== undefined, prefix, (one) => {
    if (one === 'cleared') onCleared()
    else onChanged()
  })
  const notifyingStore = withNotification(chooseStore(scope, storage, requests), () => news.notify('changed'))
  const onRefused = storage === null ? () => {} : warn
  const journal = createJournal({ home, storage: notifyingStore, requests, now, onCleared, onRefused })
  return {
    name: home,
    scope,
    journal,
    ledger: createIntentLedger(journal, home),
    requests,
    drafts: session && { prefix, storage: session, now },
    ...news,
  }
}

/** What one store refuses goes to the next, so that no intent is lost while any store has room. */
function chooseStore(
  scope: string | undefined,
  storage: OperationsProviderProps['storage'],
  session: JournalStore,
): JournalStore {
  if (storage === null) return NO_STORE
  if (storage) return withSpare(createWebStore(storage), session)
  // Without a scope, the user is not known, so nothing may outlive the tab.
  if (scope === undefined) return session
  const local = findStorage('localStorage')
  const web = local ? withSpare(createWebStore(local), session) : session
  return 'indexedDB' in globalThis ? withSpare(createDiskStore(), web) : web
}

/** The same store, but calls `notify` after each write. */
function withNotification(store: JournalStore, notify: () => void): JournalStore {
  return {
    ...store,
    async write(...change) {
      const written = await store.write(...change)
      if (written === 'written') notify()
      return written
    },
    async update(...change) {
      const written = await store.update(...change)
      if (written === 'written') notify()
      return written
    },
  }
}

function warn() {
  console.warn(
    "react-accepted could not save the submission: this browser's storage is full or disabled. " +
      'If the page closes before the server responds, the outcome stays unknown. ' +
      'Free up storage, or pass another store to <OperationsProvider storage={…}>.',
  )
}

/** Limits reads: a thousand changes cause only a few. */
const SPACING_MS = 100
/** The wait before a failed read is retried; it doubles each time … */
const RETRY_MS = 1_000
/** … up to this. */
const MAX_RETRY_MS = 30_000

/** Reads a journal now and whenever it may have changed, until it is stopped. */
interface JournalReader {
  /** Schedules a read after a change. */
  readonly readSoon: () => void
  readonly stop: () => void
}

/** @param onContent called with the contents of the journal; calls never overlap */
export function followJournal(
  { journal }: JournalHome,
  onContent: (content: JournalContent) => void,
): JournalReader {
  let timer: ReturnType<typeof setTimeout> | undefined
  let retryMs = RETRY_MS
  let isReading = false
  let isStale = false
  let isStopped = false

  function readAfter(ms: number) {
    if (!isStopped) timer ??= setTimeout(read, ms)
  }

  function read() {
    clearTimeout(timer)
    timer = undefined
    isStale = isReading
    if (!isReading) void load()
  }

  async function load() {
    isReading = true
    const content = await journal.load()
    isReading = false
    if (isStopped) return
    if (content) {
      retryMs = RETRY_MS
      onContent(content)
    } else {
      // A failed read says nothing about the contents.
      readAfter(retryMs)
      retryMs = Math.min(retryMs * 2, MAX_RETRY_MS)
    }
    if (isStale) readAfter(SPACING_MS)
  }

  /** A frozen tab may have missed messages. */
  function readIfShown() {
    if (document.visibilityState === 'visible') read()
  }

  read()
  globalThis.document?.addEventListener('visibilitychange', readIfShown)
  globalThis.addEventListener?.('pageshow', readIfShown)
  return {
    readSoon: () => readAfter(SPACING_MS),
    stop() {
      isStopped = true
      clearTimeout(timer)
      globalThis.document?.removeEventListener('visibilitychange', readIfShown)
      globalThis.removeEventListener?.('pageshow', readIfShown)
    },
  }
}
