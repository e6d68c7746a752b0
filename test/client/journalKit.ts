import type { Journal } from '../../src/client/journal.ts'
import { createJournal } from '../../src/client/journal.ts'
import type { JournalContent } from '../../src/client/journalContent.ts'
import type { IntentRecord, OperationRecord } from '../../src/client/journalRecord.ts'
import type { OperationsStorage } from '../../src/client/operationsStorage.ts'
import { createWebStore } from '../../src/client/operationsStorage.ts'
import type { PreparedRequest } from '../../src/client/preparedRequest.ts'
import type { AcceptedOperation } from '../../src/protocol/acceptedOperation.ts'
import type { OperationIdentity } from '../../src/protocol/operationIdentity.ts'
import { isSameOperation } from '../../src/protocol/operationIdentity.ts'
import { NOW } from '../protocol/protocolKit.ts'

export const SCOPE = 'AC1/us1/mara'
/** Where everything of that scope lies. */
export const OWN = 'react-accepted/2/AC1%2Fus1%2Fmara/'

export const FULL = new DOMException('The quota has been exceeded.', 'QuotaExceededError')

/** A store as browsers have it. One of a `capacity` takes no more characters than that. */
export function createStore(items = new Map<string, string>(), capacity = Infinity): OperationsStorage {
  const size = () => [...items].reduce((sum, [key, value]) => sum + key.length + value.length, 0)
  return {
    getItem: (key) => items.get(key) ?? null,
    setItem(key, value) {
      const before = items.get(key)
      const growth = before === undefined ? key.length + value.length : value.length - before.length
      if (growth > 0 && size() + growth > capacity) throw FULL
      items.set(key, value)
    },
    removeItem: (key) => void items.delete(key),
    get length() {
      return items.size
    },
    key: (index) => [...items.keys()][index] ?? null,
  }
}

/** The same store, until it was called so often: from then on its page is gone, and nothing reaches it. */
export function crashing(
  store: OperationsStorage,
  calls: number,
): OperationsStorage & { readonly isGone: () => boolean } {
  let left = calls
  function live() {
    left -= 1
    if (left < 0) throw new Error('The page is gone.')
    return store
  }
  return {
    isGone: () => left < 0,
    getItem: (key) => live().getItem(key),
    setItem: (key, value) => live().setItem(key, value),
    removeItem: (key) => live().removeItem(key),
    keys() {
      const { length = 0, key } = live()
      return Array.from({ length }, (_, index) => key?.(index) ?? '')
    },
  }
}

/** A journal over stores that other tabs may share. */
export function openJournal({
  storage = createStore(),
  requests = createStore(),
  home = SCOPE,
  now = () => NOW,
  onCleared = () => undefined,
  onRefused = () => undefined,
}: {
  storage?: OperationsStorage
  requests?: OperationsStorage
  home?: string
  now?: () => number
  onCleared?: () => void
  onRefused?: () => void
} = {}): Journal {
  return createJournal({
    home,
    storage: createWebStore(storage),
    requests: createWebStore(requests),
    now,
    onCleared,
    onRefused,
  })
}

export function intentRecord(
  idempotencyKey: string,
  fields: Partial<IntentRecord> = {},
): IntentRecord & { readonly label: string } {
  return {
    idempotencyKey,
    kind: 'configuration.create',
    version: 1,
    api: 'conversations',
    label: 'Evening Desk',
    hint: { displayName: 'Evening Desk' },
    takesIdempotencyKey: true,
    isDestructive: false,
    createdAt: NOW,
    state: 'sending',
    ...fields,
  } as const
}

export function acceptedAs(operationId: string, fields: Partial<AcceptedOperation> = {}): AcceptedOperation {
  return {
    api: 'conversations',
    operationId,
    acceptedAt: NOW,
    nextPollAt: NOW + 2_000,
    retryAfterMs: 2_000,
    kind: 'configuration.create',
    label: 'Evening Desk',
    ...fields,
  }
}

export function operationRecord(operationId: string, fields: Partial<OperationRecord> = {}): OperationRecord {
  return { accepted: acceptedAs(operationId), isWatched: true, ...fields }
}

/** One that has ended, and of which the application has been told. */
export function settledRecord(operationId: string, fields: Partial<AcceptedOperation> = {}): OperationRecord {
  const accepted = acceptedAs(operationId, fields)
  const { api, nextPollAt } = accepted
  return {
    accepted,
    isWatched: true,
    settled: {
      api,
      operationId,
      accepted,
      operation: { api, operationId, status: 'FAILED', rawStatus: 'FAILED' },
      watchedMs: 0,
      nextPollAt,
      waitMs: 0,
      answersWithoutRetryAfter: 0,
      failures: 0,
      wake: 'never',
      isStuck: false,
    },
  }
}

export const REQUEST: PreparedRequest = {
  api: 'conversations',
  method: 'POST',
  path: '/v2/ControlPlane/Configurations',
  headers: undefined,
  body: '{"displayName":"Evening Desk"}',
  kind: 'configuration.create',
  label: 'Evening Desk',
  hint: { displayName: 'Evening Desk' },
  resourceId: undefined,
  takesIdempotencyKey: true,
}

/** What a journal holds; its store can be read. */
export async function loaded(journal: Journal): Promise<JournalContent> {
  const content = await journal.load()
  if (!content) throw new Error('This store can be read.')
  return content
}

/** One operation as the journal holds it. */
export async function readOperation(
  journal: Journal,
  identity: OperationIdentity,
): Promise<OperationRecord | undefined> {
  const { operations } = await loaded(journal)
  return operations.find(({ accepted }) => isSameOperation(accepted, identity))
}

/** The operations and open intents of a journal, by their names. */
export async function namesIn(journal: Journal) {
  const { intents, operations } = await loaded(journal)
  return {
    intents: intents.map(({ idempotencyKey }) => idempotencyKey).toSorted(),
    operations: operations.map(({ accepted }) => accepted.operationId).toSorted(),
  }
}
