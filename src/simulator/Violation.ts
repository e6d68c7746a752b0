import type { LogEntry } from './createRequestLog.ts'

/** Something a well-behaved client would not have done. */
export interface Violation {
  /**
   * `early`: before the deadline of its operation. `overlap`: while an earlier poll of the same operation was unanswered.
   * `held`: while a 429 held that API. `secondKey`: an intent sent again under another key (or, where there is none, sent
   * again) before its fate was known. `reusedKey`: a key that came with another request before. `duplicate`: one name created twice.
   */
  readonly rule: 'early' | 'overlap' | 'held' | 'secondKey' | 'reusedKey' | 'duplicate'
  /** A sentence for a person. */
  readonly message: string
  /** The request at fault. */
  readonly entry: LogEntry
  /** How much too early, ms; 0 where that means nothing. */
  readonly earlyMs: number
}
