import * as z from 'zod/mini'

import { parse } from './parse.ts'

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

const token = z.nullish(z.string())
const envelope = z.looseObject({
  meta: z.object({ key: z.string(), nextToken: token, previousToken: token }),
})

/**
 * Reads a page: the items stand under the name that `meta.key` gives.
 *
 * @throws RequestError of kind `contract`, naming the field
 */
export function readPage<TItem>(body: unknown, item: z.ZodMiniType<TItem>): Page<TItem> {
  const { meta, ...lists } = parse(envelope, body)
  const items = parse(z.array(item), Object.hasOwn(lists, meta.key) ? lists[meta.key] : undefined, meta.key)
  return {
    items,
    // An empty token means the same as none, as the vendor's own client reads it.
    ...(meta.nextToken && { nextToken: meta.nextToken }),
    ...(meta.previousToken && { previousToken: meta.previousToken }),
  }
}
