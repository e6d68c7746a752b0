import type { OperationsStorage } from 'react-accepted'
import type { OperationIdentity } from 'react-accepted/client'

import type { Journal } from '../../../src/client/storage/journal.ts'
import { createJournal } from '../../../src/client/storage/journal.ts'
import type { JournalContent, OperationRecord } from '../../../src/client/storage/journalRecord.ts'
import { createWebStore } from '../../../src/client/storage/webStore.ts'
import { isSameOperation } from '../../../src/protocol/operation.ts'
import { NOW } from '../../protocol/samples.ts'
import { createStore } from './createStore.ts'

export const SCOPE = 'AC1/us1/mara'
/** The prefix of all keys of that scope. */
export const OWN = 'react-accepted/2/AC1%2Fus1%2Fmara/'

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

/** The contents of a journal whose store can be read. */
export async function loaded(journal: Journal): Promise<JournalContent> {
  const content = await journal.load()
  if (!content) throw new Error('This store can be read.')
  return content
}

/** The journal's record of one operation. */
export async function readOperation(
  journal: Journal,
  identity: OperationIdentity,
): Promise<OperationRecord | undefined> {
  const { operations } = await loaded(journal)
  return operations.find(({ accepted }) => isSameOperation(accepted, identity))
}

/** The keys of a journal's open intents and the IDs of its operations. */
export async function namesIn(journal: Journal) {
  const { intents, operations } = await loaded(journal)
  return {
    intents: intents.map(({ idempotencyKey }) => idempotencyKey).toSorted(),
    operations: operations.map(({ accepted }) => accepted.operationId).toSorted(),
  }
}
