import type { OperationIdentity } from '../protocol/operationIdentity.ts'

const ROOT = 'react-accepted/operation'

/** The query keys of operations: of all, and of one. */
export const operationKeys = {
  all: [ROOT],
  one: (identity: OperationIdentity) => [ROOT, identity.api, identity.operationId] as const,
} as const
