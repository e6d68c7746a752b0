import type { OperationIdentity } from '../protocol/operationIdentity.ts'

/** The query keys of operations: of all, and of one. */
export const operationKeys = {
  all: ['react-accepted/operation'],
  one: ({ api, operationId }: OperationIdentity) => [...operationKeys.all, api, operationId] as const,
} as const
