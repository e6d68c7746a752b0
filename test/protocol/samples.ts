import type { AcceptedOperation, Operation, OperationsApi, OperationSnapshot } from 'react-accepted/client'

import { createPace } from '../../src/protocol/pace.ts'
import { createSnapshot, toSnapshot } from '../../src/protocol/snapshot.ts'

export const NOW = Date.parse('2026-01-05T09:00:00Z')
export const PACE = createPace({})
export const ID = 'proc_job_01k9w39v2m6hc3ftx9a0r7jsdp'
export const IDENTITY = { api: 'conversations', operationId: ID }

/** The two APIs behind a proxy on the page's own origin. */
export const APIS: readonly [OperationsApi, OperationsApi] = [
  {
    api: 'conversations',
    baseUrl: '/api/twilio',
    operationPath: '/v2/ControlPlane/Operations/{operationId}',
    ownOrigins: ['https://conversations.twilio.com'],
  },
  {
    api: 'memory',
    baseUrl: '/api/twilio',
    operationPath: '/v1/ControlPlane/Operations/{operationId}',
    ownOrigins: ['https://memory.twilio.com'],
  },
]

export function accepted(fields: Partial<AcceptedOperation> = {}): AcceptedOperation {
  return { ...IDENTITY, acceptedAt: NOW, nextPollAt: NOW + 2_000, retryAfterMs: 2_000, ...fields }
}

export function operation(fields: Partial<Operation> = {}): Operation {
  return { ...IDENTITY, status: 'PENDING', rawStatus: 'PENDING', ...fields }
}

/** A snapshot known by its 202, with `fields`. */
export function snapshot(fields: Partial<OperationSnapshot> = {}): OperationSnapshot {
  return { ...toSnapshot(accepted()), ...fields }
}

/** A snapshot known only by its ID, with `fields`. */
export function bare(fields: Partial<OperationSnapshot> = {}): OperationSnapshot {
  return { ...createSnapshot(IDENTITY, NOW), ...fields }
}

/** The value after a round trip through JSON. */
export function overJson(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value))
}
