import type { AcceptedOperation } from 'react-accepted/client'

import type { PreparedRequest } from '../../../src/client/request/preparedRequest.ts'
import type { IntentRecord, OperationRecord } from '../../../src/client/storage/journalRecord.ts'
import { NOW } from '../../protocol/samples.ts'

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

/** An operation whose end has been recorded and reported to the application. */
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
