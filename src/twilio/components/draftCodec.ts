/** How the values of a form are kept as its draft. */
export interface DraftCodec<TValues> {
  /** Reads values field by field, in one order; what is no value of its field is taken from `clean`. */
  readonly read: (stored: unknown, clean: TValues) => TValues
  /** The values without what may hold a secret. */
  readonly leaveOut: (values: TValues) => TValues
  /** The values as they were, where what was left out is what the form began with. */
  readonly fillIn: (kept: TValues, clean: TValues) => TValues
}
