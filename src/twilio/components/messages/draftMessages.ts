/** The texts about a restored draft. */
export interface DraftMessages {
  readonly draftRestored: string
  /** Shown if URLs that may contain a secret were not kept. */
  readonly draftRestoredPart: string
  /** Shown if the edited resource has changed since. */
  readonly draftRestoredOld: string
  readonly draftDiscard: string
}
