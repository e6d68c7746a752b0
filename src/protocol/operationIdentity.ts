/** What names an operation everywhere: query key, journal, messages between tabs. No origin is kept. */
export interface OperationIdentity {
  /** The API that runs it, as the client names it: `conversations`, `memory`, or `default`. */
  readonly api: string
  /**
   * Its ID, or without `operationPath` its path below `baseUrl`. Where a status URL names several operations,
   * `#` and the key of the submission stand at its end; they are never sent.
   */
  readonly operationId: string
  /**
   * Path and query that its status is read from, where `operationPath` does not make them of the ID: with a signature in
   * the query, or a slash at the end. It says where to ask, not which operation it is.
   */
  readonly statusPath?: string | undefined
}

/** One text for one operation, to look it up by. */
export function toOperationKey({ api, operationId }: OperationIdentity): string {
  return `${api} ${operationId}`
}

/** True for two names of one operation. */
export function isSameOperation(one: OperationIdentity, other: OperationIdentity): boolean {
  return one.operationId === other.operationId && one.api === other.api
}

/** An ID as people see it: without the query, which may hold a key, and without what only we put there. */
export function toShownId(operationId: string): string {
  return operationId.replace(/(?!^)[?#].*/, '')
}
