import { readField } from '../../protocol/record.ts'
import { checkField, checkList, checkObject, checkText, joinPath } from './checkField.ts'

/** One page of a list. */
export interface Page<TItem> {
  readonly items: readonly TItem[]
  /** Hand it to the next call as `pageToken`; absent on the last page. */
  readonly nextToken?: string
  readonly previousToken?: string
}

/** What every list takes. */
export interface PageQuery {
  /** Items wanted per page. */
  readonly pageSize?: number | undefined
  readonly pageToken?: string | undefined
}

/**
 * Reads a page: the items stand under the name that `meta.key` gives.
 *
 * @param readItem reads one item; `path` is its place in the answer, for the error
 * @throws RequestError of kind `contract`, naming the field
 * @throws what `readItem` throws
 */
export function readPage<TItem>(
  body: unknown,
  readItem: (item: unknown, path: string) => TItem,
): Page<TItem> {
  const meta = checkObject(readField(checkObject(body, ''), 'meta'), 'meta')
  const key = checkText(readField(meta, 'key'), 'meta.key')
  const nextToken = checkField(meta, 'nextToken', 'meta', checkText)
  const previousToken = checkField(meta, 'previousToken', 'meta', checkText)
  const items = checkList(key === 'meta' ? undefined : readField(body, key), key)
  return {
    items: items.map((item, index) => readItem(item, joinPath(key, index))),
    // An empty token means the same as none, as the vendor's own client reads it.
    ...(nextToken && { nextToken }),
    ...(previousToken && { previousToken }),
  }
}
