/** Every word the table of configurations shows beside those it shares with the form. */
export interface ConfigurationsTableMessages {
  readonly searchLabel: string
  readonly clearSearch: string
  /** @param isComplete false while more pages are read */
  readonly searchFound: (count: number, isComplete: boolean) => string
  /** Only what has been read so far can be searched. */
  readonly searchIncomplete: (loaded: number) => string
  readonly searchNothingTitle: (text: string) => string
  readonly searchNothingBody: string
  readonly columnActions: string
  /** Marks a row that was made while the page is open. */
  readonly newlyMade: string
  readonly creating: string
  readonly changing: string
  readonly deleting: string
  readonly creatingBody: string
}

declare module '../../hooks/messages.ts' {
  interface OperationMessages {
    /** Words of the table of configurations. */
    readonly configurationsTable: Partial<ConfigurationsTableMessages>
  }
}
