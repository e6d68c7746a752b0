import type { OperationIdentity } from '../protocol/operationIdentity.ts'

const ROOT = 'react-accepted/operation'

/** The query keys of operations: how all begin, of all of one home, and of one. */
export const operationKeys = {
  root: ROOT,
  all: (home: string) => [ROOT, home] as const,
  one: (home: string, { api, operationId }: OperationIdentity) => [ROOT, home, api, operationId] as const,
} as const
