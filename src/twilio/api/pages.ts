import { readField } from '../../protocol/json.ts'
import { checkField, checkList, checkObject, checkText, joinPath } from './checkField.ts'

/** A query string with its `?`, without undefined values. Empty if there are no others. */
export function toQuery(query: Readonly<Record<string, string | number | boolean | undefined>>): string {
  const given = Object.entries(query).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)]],
  )
  return given.length > 0 ? `?${new URLSearchParams(given).toString()}` : ''
}

/** One page of a list. */
export interface Page<TItem> {
  readonly items: readonly TItem[]
  /** Pass it to the next call as `pageToken`. Absent on the last page. */
  readonly nextToken?: string
  readonly previousToken?: string
}

/** The query parameters of every list. */
export interface PageQuery {
  /** The requested number of items per page. */
  readonly pageSize?: number | undefined
  readonly pageToken?: string | undefined
}

/**
 * Parses a page. `meta.key` names the field that contains the items.
 *
 * @param readItem parses one item; `path` is the item's path within the response
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
    // An empty token means no token, as in the vendor's own client.
    ...(nextToken && { nextToken }),
    ...(previousToken && { previousToken }),
  }
}

/**
 * Yields every item of a list and fetches each page only when its items are needed. Stops if a page points to
 * a page that was already read, so that a server that repeats itself cannot cause an endless loop.
 *
 * @param session aborted by a sign-out: then no further page is read
 * @throws the signal's reason, if the user signs out between two pages
 */
export async function* listPages<TItem>(
  list: (pageToken: string | undefined) => Promise<Page<TItem>>,
  pageToken?: string,
  session?: AbortSignal,
): AsyncGenerator<TItem> {
  const seen = new Set<string | undefined>()
  for (let next = pageToken; !seen.has(next);) {
    seen.add(next)
    session?.throwIfAborted()
    const page = await list(next)
    yield* page.items
    if (page.nextToken === undefined) return
    next = page.nextToken
  }
}
