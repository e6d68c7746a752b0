/** What an application may say about the draft of a form. */
export interface DraftOptions {
  /**
   * Names what is typed into this form, so that a reload of this tab brings it back here and nowhere else. Default: one
   * name for all forms of a kind, of which each on the page has its own. `null` keeps nothing.
   */
  readonly draftKey?: string | null | undefined
  /**
   * Told when something is typed that is not accepted yet, and when there is no such thing any more: for a router that
   * asks before it leaves. Leaving the page itself is asked about in any case.
   */
  readonly onDirtyChange?: ((isDirty: boolean) => void) | undefined
}
