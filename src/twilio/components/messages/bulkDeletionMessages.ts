import type { BatchPause } from '../../../client/batch/batch.ts'

/** Every text about selecting configurations in a table and deleting them together. */
export interface BulkDeletionMessages {
  readonly columnSelection: string
  readonly selectAll: string
  readonly selectOne: (name: string) => string
  /** @param count how many are selected; @param shown how many rows can be selected */
  readonly selected: (count: number, shown: number) => string
  /** Shown if every loaded configuration is selected, but there are more pages. */
  readonly onlyLoaded: (loaded: number) => string
  readonly loadAll: string
  readonly loadingAll: (loaded: number) => string
  readonly deleteSelected: string
  /** @param max the most configurations that can be deleted together */
  readonly tooMany: (max: number) => string
  readonly oneAtATime: string

  readonly title: (count: number) => string
  /** Names the list of the selected configurations. */
  readonly subjects: string
  /** Everything else that is deleted, and everything that is kept, one sentence each. */
  readonly consequences: readonly string[]
  readonly confirm: string
  readonly afterFailure: string
  readonly afterFailureChoices: Readonly<Record<'continue' | 'stop', { label: string; hint: string }>>
  readonly starting: string
  readonly notStartedTitle: string
  readonly notStartedBody: string

  /** Names the notice about the deletion. */
  readonly deletion: string
  readonly runningTitle: string
  readonly progress: (completed: number, total: number) => string
  /** Shown while the server limits the rate. */
  readonly held: string
  readonly keepOpen: string
  readonly stop: string
  readonly pausedTitle: Readonly<Record<BatchPause, string>>
  /** @param count how many have not been sent */
  readonly waiting: (count: number) => string
  /** @param count how many were sent and have not ended */
  readonly running: (count: number) => string
  readonly resume: string
  readonly discardRest: string
  readonly doneTitle: (completed: number, total: number) => string
  /** @param count how many were refused, or failed */
  readonly notDeleted: (count: number) => string
  /** @param count how many may have been deleted */
  readonly unknown: (count: number) => string
  /** @param count how many were refused, or failed */
  readonly retry: (count: number) => string
}

declare module '../../../hooks/messages.ts' {
  interface Messages {
    /** Texts about deleting several configurations together. */
    readonly bulkDeletions: BulkDeletionMessages
  }
}
