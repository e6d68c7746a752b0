import { readField, defined, readNumber, readText } from '../../protocol/json.ts'
import { readStoredAcceptance, readStoredProblem } from '../../protocol/storedSnapshot.ts'
import type { PreparedRequest } from '../request/preparedRequest.ts'
import { readPreparedRequest } from '../request/preparedRequest.ts'
import { parse } from '../storage/journalRecord.ts'
import type { JournalStore, Written } from '../storage/journalStore.ts'
import type { BatchPause, SubmittedInput, SubmittedInputState } from './batch.ts'

/** Values by name; `null` removes one. */
type TabChanges = readonly (readonly [name: string, value: object | null])[]

/** What a tab keeps of a batch until it is closed or its journal is cleared, beside the requests. Never throws. */
export interface TabRecords {
  readonly write: (changes: TabChanges) => Promise<Written>
  /** The values whose names start with `prefix`; `undefined` if the store cannot be read. */
  readonly list: (prefix: string) => Promise<ReadonlyMap<string, unknown> | undefined>
}

/**
 * @param own the prefix of all keys, which a clear resets
 * @param findMark the mark that values from before a clear do not have; `undefined` if there was a clear since:
 * then values may only be removed
 */
export function createTabRecords(
  store: JournalStore,
  own: string,
  findMark: () => Promise<string | null | undefined>,
): TabRecords {
  return {
    async write(changes) {
      const mark = await findMark()
      if (mark === undefined && changes.some(([, value]) => value)) return 'superseded'
      return store.write(
        changes.map(([name, value]) => [own + name, value && JSON.stringify({ mark, value })] as const),
      )
    },
    async list(prefix) {
      const mark = await findMark()
      const all = await store.list(own + prefix)
      return all && new Map([...all].map(([key, text]) => [key.slice(own.length), open(text, mark)]))
    },
  }
}

/** Values from before a clear are ignored. */
function open(text: string | null | undefined, mark: string | null | undefined): unknown {
  const stored = parse(text ?? null)
  return mark !== undefined && readField(stored, 'mark') === mark ? readField(stored, 'value') : undefined
}

/** What identifies a batch, and why it is paused. */
export interface BatchHead {
  readonly id: string
  /** The endpoint's `version`. */
  readonly version: number
  /** When it began, in epoch ms. */
  readonly createdAt: number
  /** How many inputs it has. */
  readonly count: number
  readonly pausedBy?: BatchPause | undefined
}

/** One input as it is stored: its key is chosen before anything is sent, so that it is never sent under another. */
export interface BatchRow {
  readonly idempotencyKey: string
  readonly input: SubmittedInput
  /** Present as long as nothing of it has been accepted. */
  readonly request?: PreparedRequest | undefined
  /** When it was written, in epoch ms. */
  readonly at: number
}

/** A batch as a page has left it. */
interface StoredBatch {
  readonly head: BatchHead
  readonly rows: readonly BatchRow[]
}

/** One batch of this tab, in the place of its requests: until the tab is closed or the journal is cleared. */
interface BatchStore {
  /**
   * Writes a new batch over an earlier one. The head is last: without it, nothing counts.
   *
   * @returns false if the store has no room: then nothing of it is stored
   */
  readonly begin: (records: TabRecords, head: BatchHead, rows: readonly BatchRow[]) => Promise<boolean>
  readonly writeHead: (records: TabRecords, head: BatchHead) => Promise<unknown>
  readonly writeRow: (records: TabRecords, index: number, row: BatchRow) => Promise<unknown>
  /** `undefined` if there is none. */
  readonly read: (records: TabRecords) => Promise<StoredBatch | undefined>
  readonly remove: (records: TabRecords) => Promise<void>
}

/** The most inputs of one batch. */
export const MAX_INPUTS = 1_000

const PAUSES: readonly BatchPause[] = ['user', 'failure', 'connection', 'signIn', 'reload']
const STATES: readonly SubmittedInputState[] = [
  'waiting',
  'running',
  'completed',
  'failed',
  'refused',
  'unknown',
]

/** A row that cannot be read. Its index is between those of the rows around it. */
const toLost = (index: number): BatchRow => ({
  idempotencyKey: '',
  at: 0,
  input: { index, state: 'unknown' },
})

/** @param name of the batch among all of its home; without lone surrogates */
export function createBatchStore(name: string): BatchStore {
  const own = `batch/${encodeURIComponent(name)}/`
  const headName = `${own}head`

  async function remove(records: TabRecords) {
    const names = [...((await records.list(own))?.keys() ?? [])]
    if (names.length > 0) await records.write(names.toSorted(headFirst).map((one) => [one, null]))
  }

  /** Without its head, what is left of a batch is ignored. */
  const headFirst = (one: string, other: string) => Number(other === headName) - Number(one === headName)

  return {
    async begin(records, head, rows) {
      await remove(records)
      const stored = rows.map((row, index) => [`${own}${index}`, row] as const)
      const written = await records.write([...stored, [headName, head]])
      // A batch that was only written in part would be finished in part.
      if (written === 'refused') await remove(records)
      return written !== 'refused'
    },
    writeHead: (records, head) => records.write([[headName, head]]),
    writeRow: (records, index, row) => records.write([[`${own}${index}`, row]]),
    async read(records) {
      const all = await records.list(own)
      const head = readHead(all?.get(headName))
      if (!all || !head) return undefined
      const rows: BatchRow[] = []
      for (let row = 0; row < head.count; row += 1)
        rows.push(readRow(all.get(`${own}${row}`)) ?? toLost((rows.at(-1)?.input.index ?? -1) + 1))
      return { head, rows }
    },
    remove,
  }
}

function readHead(value: unknown): BatchHead | undefined {
  const id = readText(value, 'id')
  const version = readNumber(value, 'version')
  const createdAt = readNumber(value, 'createdAt')
  const count = readNumber(value, 'count')
  if (!id || version === undefined || createdAt === undefined || count === undefined) return undefined
  return {
    id,
    version,
    createdAt,
    count: Math.min(count, MAX_INPUTS),
    pausedBy: PAUSES.find((one) => one === readField(value, 'pausedBy')),
  }
}

function readRow(value: unknown): BatchRow | undefined {
  const idempotencyKey = readText(value, 'idempotencyKey')
  const at = readNumber(value, 'at')
  const stored = readField(value, 'input')
  const index = readNumber(stored, 'index')
  const state = STATES.find((one) => one === readField(stored, 'state'))
  if (!idempotencyKey || at === undefined || index === undefined || !state) return undefined
  const request = readPreparedRequest(readField(value, 'request'))
  const accepted = readStoredAcceptance(readField(stored, 'accepted'))
  // Nothing can be sent without its request, and nothing runs without its operation.
  const isLost = (state === 'waiting' && !request) || (state === 'running' && !accepted)
  return {
    idempotencyKey,
    at,
    request,
    input: defined({
      index,
      state: isLost ? 'unknown' : state,
      label: readText(stored, 'label'),
      resourceId: readText(stored, 'resourceId'),
      accepted,
      problem: readStoredProblem(readField(stored, 'problem')),
    }),
  }
}
