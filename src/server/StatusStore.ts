/**
 * Where the last status answers are kept for those who ask next. Keys and values are text: a value holds the
 * answer as the browser gets it, no credentials; a key holds the account's user name, the scope and the operation's ID. `ttlMs` is 1 or
 * more; what is older is as good as gone. A store that fails or is slow costs polls, never an answer.
 */
export interface StatusStore {
  readonly get: (key: string) => MaybePromise<string | null | undefined>
  readonly set: (key: string, value: string, ttlMs: number) => MaybePromise<unknown>
  /** Sets where nothing is, in one step, and says whether it did: among several processes one asks. */
  readonly setIfAbsent: (key: string, value: string, ttlMs: number) => MaybePromise<boolean>
}

type MaybePromise<T> = T | Promise<T>
