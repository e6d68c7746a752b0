import type { BatchPause } from '../../../client/batch/batch.ts'
import { toPlural } from '../../../components/messages/locale.ts'

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

const toNumber = (count: number) => count.toLocaleString('en')

/** English texts about deleting several configurations together: plain, calm and short. */
export const englishBulkDeletionMessages: BulkDeletionMessages = {
  columnSelection: 'Selection',
  selectAll: 'Select all',
  selectOne: (name) => `Select ${name}`,
  selected: (count, shown) =>
    count === 0 ? 'None selected' : `${toNumber(count)} of ${toNumber(shown)} selected`,
  onlyLoaded: (loaded) =>
    `There are more: only the ${toNumber(loaded)} configurations that are loaded are selected.`,
  loadAll: 'Load and select the rest',
  loadingAll: (loaded) => `${toNumber(loaded)} loaded so far…`,
  deleteSelected: 'Delete…',
  tooMany: (max) => `At most ${toNumber(max)} can be deleted together. Select fewer.`,
  oneAtATime: 'You can delete more when this deletion has ended.',

  title: (count) =>
    toPlural('en', count, {
      one: 'Delete this configuration?',
      other: `Delete these ${toNumber(count)} configurations?`,
    }),
  subjects: 'Configurations to delete',
  consequences: [
    'Their channels, capture rules, timeouts and callbacks are deleted with them.',
    'No new conversations start under them. Those that have started keep the settings they started with.',
    'Their memory stores stay, with everything in them.',
  ],
  confirm: 'Yes, delete them for good',
  afterFailure: 'If one of them cannot be deleted',
  afterFailureChoices: {
    continue: { label: 'Go on with the others', hint: 'The summary says which were not deleted, and why.' },
    stop: { label: 'Stop', hint: 'Nothing more is sent until you decide.' },
  },
  starting: 'Starting…',
  notStartedTitle: 'Nothing was deleted',
  notStartedBody: 'Another deletion has not ended yet, or you are signed out. Try again later.',

  deletion: 'Deletion of several configurations',
  runningTitle: 'Deleting configurations',
  progress: (completed, total) => `${toNumber(completed)} of ${toNumber(total)} deleted`,
  held: 'The server asked for a pause. Then it continues automatically.',
  keepOpen: 'Keep this page open: the rest is sent from here.',
  stop: 'Stop',
  pausedTitle: {
    user: 'Stopped',
    failure: 'Stopped: one could not be deleted',
    connection: 'Stopped: no answer came back',
    signIn: 'Stopped: please sign in',
    reload: 'Stopped: the page was reloaded',
  },
  waiting: (count) => `${toNumber(count)} not sent`,
  running: (count) => `${toNumber(count)} in progress`,
  resume: 'Continue',
  discardRest: 'Do not delete the rest',
  doneTitle: (completed, total) =>
    completed < total
      ? `${toNumber(completed)} of ${toNumber(total)} deleted`
      : toPlural('en', total, { one: '1 configuration deleted', other: `All ${toNumber(total)} deleted` }),
  notDeleted: (count) =>
    toPlural('en', count, { one: '1 was not deleted', other: `${toNumber(count)} were not deleted` }),
  unknown: (count) =>
    toPlural('en', count, {
      one: '1 is not confirmed: it may have been deleted',
      other: `${toNumber(count)} are not confirmed: they may have been deleted`,
    }),
  retry: (count) => toPlural('en', count, { one: 'Try it again', other: `Try the ${toNumber(count)} again` }),
}

declare module '../../../hooks/messages.ts' {
  interface Messages {
    /** Texts about deleting several configurations together. */
    readonly bulkDeletions: BulkDeletionMessages
  }
}
