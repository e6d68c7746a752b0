import { toPlural } from '../../../components/messages/locale.ts'
import type { BulkDeletionMessages } from './bulkDeletionMessages.ts'

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
