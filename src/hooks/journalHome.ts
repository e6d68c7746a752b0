import { createDiskStore } from '../client/diskStore.ts'
import { toStoragePrefix } from '../client/home.ts'
import type { IntentKeeper } from '../client/intentKeeper.ts'
import { createIntentKeeper } from '../client/intentKeeper.ts'
import type { Journal } from '../client/journal.ts'
import { createJournal } from '../client/journal.ts'
import type { JournalNews } from '../client/journalNews.ts'
import { openNews } from '../client/journalNews.ts'
import type { JournalStore } from '../client/journalStore.ts'
import { NO_STORE, withSpare } from '../client/journalStore.ts'
import type { OperationsStorage } from '../client/operationsStorage.ts'
import { createWebStore, findStorage } from '../client/operationsStorage.ts'
import type { OperationObservers } from './operationObserver.ts'
import type { OperationsProviderProps } from './operationsProviderProps.ts'

/** Everything that is kept for one home. */
export interface JournalHome {
  readonly name: string
  readonly scope: string | undefined
  readonly journal: Journal
  readonly keeper: IntentKeeper
  /** Where forms keep their drafts; `undefined` if nothing is kept. */
  readonly drafts:
    | { readonly prefix: string; readonly storage: OperationsStorage; now: () => number }
    | undefined
  /** Tells the other journals of this home. */
  readonly tell: (news: JournalNews) => void
  readonly close: () => void
}

/** What a home tells the one who opened it. */
export interface JournalHomeOptions {
  /** Another tab, or another provider of this page, has changed something. */
  readonly onChanged: () => void
  /** Another tab has forgotten everything of this home. */
  readonly onCleared: () => void
}

export function openJournalHome(
  { client, home }: OperationObservers,
  { scope, storage }: OperationsProviderProps,
  { onChanged, onCleared }: JournalHomeOptions,
): JournalHome {
  const { now } = client.context
  const prefix = toStoragePrefix(home)
  const session = storage === null ? undefined : findStorage('sessionStorage')
  const requests = session ? createWebStore(session) : NO_STORE
  const news = openNews(home, scope !== undefined, prefix, (one) => {
    if (one === 'cleared') onCleared()
    else onChanged()
  })
  const told = announcing(chooseStore(scope, storage, requests), () => news.tell('changed'))
  const onRefused = storage === null ? () => {} : warn
  const journal = createJournal({ home, storage: told, requests, now, onCleared, onRefused })
  return {
    name: home,
    scope,
    journal,
    keeper: createIntentKeeper(journal, home),
    drafts: session && { prefix, storage: session, now },
    tell: news.tell,
    close: news.close,
  }
}

/** What one store refuses goes into the next: a full one must not lose an intent as long as any has room. */
function chooseStore(
  scope: string | undefined,
  storage: OperationsProviderProps['storage'],
  session: JournalStore,
): JournalStore {
  if (storage === null) return NO_STORE
  if (storage) return withSpare(createWebStore(storage), session)
  // Without a scope nobody knows whose it is: then it does not outlive the tab.
  if (scope === undefined) return session
  const local = findStorage('localStorage')
  const web = local ? withSpare(createWebStore(local), session) : session
  return 'indexedDB' in globalThis ? withSpare(createDiskStore(), web) : web
}

/** The same store; each write is news. */
function announcing(store: JournalStore, tell: () => void): JournalStore {
  return {
    ...store,
    async write(...change) {
      const written = await store.write(...change)
      if (written === 'written') tell()
      return written
    },
    async update(...change) {
      const written = await store.update(...change)
      if (written === 'written') tell()
      return written
    },
  }
}

function warn() {
  console.warn(
    "react-accepted could not write down what is being submitted: this browser's storage is full or switched off. " +
      'If the page ends before the server answers, nobody knows what became of it. Free some storage, or pass another ' +
      'store to <OperationsProvider storage={…}>.',
  )
}
