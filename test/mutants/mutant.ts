/** One rule, broken. */
export interface Mutant {
  readonly name: string
  /** The rule, and what becomes of it here. */
  readonly rule: string
  /** The test file that noticed it last, which is tried first. */
  readonly test: string
  readonly changes: readonly Change[]
}

/** Other code for a piece of a function. White space does not count. */
export interface Change {
  /** The function, after those it is in: `createJournal.open`. */
  readonly in: string
  /** The code that is replaced; it must be there once. */
  readonly from: string
  readonly to: string
}
