/** What names an operation everywhere: query key, journal, messages between tabs. No origin is kept. */
export interface OperationIdentity {
  /** The API that runs it, as the client names it: `conversations`, `memory`, or `default`. */
  readonly api: string
  readonly operationId: string
}

/** One text for one operation, to look it up by. */
export function toOperationKey({ api, operationId }: OperationIdentity): string {
  return `${api} ${operationId}`
}

/** True for two names of one operation. */
export function isSameOperation(one: OperationIdentity, other: OperationIdentity): boolean {
  return one.operationId === other.operationId && one.api === other.api
}
