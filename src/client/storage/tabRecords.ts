import { readField } from '../../protocol/json.ts'
import { parse } from './journalRecord.ts'
import type { JournalStore, Written } from './journalStore.ts'

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
