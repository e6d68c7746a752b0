/** What is deleted. */
export interface DeletionInput {
  readonly id: string
  /** Its name, for the person who waits. Not sent. */
  readonly displayName?: string | undefined
}
