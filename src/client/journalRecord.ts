import type { AcceptedOperation } from '../protocol/acceptedOperation.ts'
import { defined } from '../protocol/defined.ts'
import { isSameOperation } from '../protocol/operationIdentity.ts'
import { readNumber, readStoredAcceptance, readStoredSnapshot } from '../protocol/readStoredSnapshot.ts'
import { readField, readText, readTexts } from '../protocol/record.ts'
import type { OperationSnapshot } from '../protocol/snapshot.ts'

const STATES = ['sending', 'unclear', 'blocked'] as const

/** An intent of which it is not known yet what became of it. Holds no body, and never credentials. */
export interface IntentRecord {
  readonly idempotencyKey: string
  /** The recipe's `kind` and `version`. */
  readonly kind: string
  readonly version: number
  readonly api?: string
  readonly label?: string
  /** What the search for the resource needs, should the key die. */
  readonly hint?: Readonly<Record<string, string>>
  /** The resource it changes. */
  readonly resourceId?: string
  readonly takesIdempotencyKey: boolean
  readonly isDestructive: boolean
  /** When it was begun, epoch ms. */
  readonly createdAt: number
  /** `sending`: no attempt has ended yet. `unclear`: it may have been accepted. `blocked`: not let through. */
  readonly state: (typeof STATES)[number]
}

/** An operation that is watched, or that has ended. */
export interface OperationRecord {
  readonly accepted: AcceptedOperation
  /** The key it was submitted under: an intent of the same key has been answered. */
  readonly idempotencyKey?: string
  /** False where a person stopped it. */
  readonly isWatched: boolean
  /** How it ended. Whoever wrote it tells the application. */
  readonly settled?: OperationSnapshot
  /** Names the page that wrote it. */
  readonly settledBy?: string
}

/** @returns `undefined` for anything that is no whole record */
export function readIntentRecord(value: unknown): IntentRecord | undefined {
  const idempotencyKey = readText(value, 'idempotencyKey')
  const kind = readText(value, 'kind')
  const version = readNumber(value, 'version')
  const createdAt = readNumber(value, 'createdAt')
  const state = STATES.find((one) => one === readField(value, 'state'))
  if (!idempotencyKey || !kind || version === undefined || createdAt === undefined || !state) return undefined
  return defined({
    idempotencyKey,
    kind,
    version,
    api: readText(value, 'api'),
    label: readText(value, 'label'),
    hint: readTexts(value, 'hint'),
    resourceId: readText(value, 'resourceId'),
    takesIdempotencyKey: readField(value, 'takesIdempotencyKey') === true,
    // What is not known to be harmless is not sent by itself.
    isDestructive: readField(value, 'isDestructive') !== false,
    createdAt,
    state,
  })
}

/** @returns `undefined` for anything that is no whole record */
export function readOperationRecord(value: unknown): OperationRecord | undefined {
  const accepted = readStoredAcceptance(readField(value, 'accepted'))
  if (!accepted) return undefined
  const settled = readStoredSnapshot(readField(value, 'settled'))
  return defined({
    accepted,
    idempotencyKey: readText(value, 'idempotencyKey'),
    isWatched: readField(value, 'isWatched') !== false,
    settledBy: readText(value, 'settledBy'),
    settled: settled?.wake === 'never' && isSameOperation(settled, accepted) ? settled : undefined,
  })
}
