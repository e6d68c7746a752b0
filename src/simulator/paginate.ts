import type { Answer } from './Answer.ts'
import { ApiFailure, invalidFields, type FieldProblem } from './ApiFailure.ts'
import { toProblem } from './checkField.ts'
import { invalidCode, type Context } from './Context.ts'
import { isJsonObject, readJson, readKey, type Json } from './Json.ts'

/** How a list is cut into pages. */
export interface Paging<One> {
  /** Name of the list in the answer. */
  readonly key: string
  /** By ID, in this order. */
  readonly order: 'ASC' | 'DESC'
  readonly items: readonly One[]
  readonly idOf: (one: One) => string
  readonly show: (one: One) => Json
  readonly maxPageSize: number
}

interface Cursor {
  readonly side: 'after' | 'before'
  readonly id: string
}

const DEFAULT_PAGE_SIZE = 50
const MAX_TOKEN_LENGTH = 4096

/**
 * Answers one page: the items under their key, and `meta` with `key`, `pageSize` (how many there are) and, where such
 * pages exist, `nextToken` and `previousToken`. Throws a 400 for a page size or a token that is no such thing.
 */
export function paginate<One>(context: Context, paging: Paging<One>): Answer {
  const { items, idOf, key } = paging
  const pageSize = readPageSize(context, paging.maxPageSize)
  const cursor = readCursor(context)
  const start = cursor ? findStart(items.map(idOf), paging.order, cursor, pageSize) : 0
  const page = items.slice(start, start + pageSize)
  const [first, last] = [page[0], page.at(-1)]
  const meta = {
    key,
    pageSize: page.length,
    ...(last !== undefined &&
      start + pageSize < items.length && { nextToken: writeCursor('after', idOf(last)) }),
    ...(first !== undefined && start > 0 && { previousToken: writeCursor('before', idOf(first)) }),
  }
  return { status: 200, headers: {}, body: { [key]: page.map(paging.show), meta } }
}

/** `ASC` or `DESC` of the query. Throws a 400 for another word. */
export function readOrder(context: Context): 'ASC' | 'DESC' {
  const order = context.query.get('orderBy') ?? 'DESC'
  if (order === 'ASC' || order === 'DESC') return order
  throw invalidQuery(context, toProblem(['orderBy'], 'must be ASC or DESC', order))
}

/** A 400 about the query. */
export function invalidQuery(context: Context, problem: FieldProblem): ApiFailure {
  return invalidFields(invalidCode(context.api), [problem])
}

function readPageSize(context: Context, max: number): number {
  const given = context.query.get('pageSize')
  if (given === null) return DEFAULT_PAGE_SIZE
  const size = /^\d{1,6}$/.test(given) ? Number(given) : 0
  if (size >= 1 && size <= max) return size
  throw invalidQuery(context, toProblem(['pageSize'], `must be an integer from 1 to ${max}`, given))
}

function readCursor(context: Context): Cursor | null {
  const token = context.query.get('pageToken')
  if (token === null) return null
  const value = token.length <= MAX_TOKEN_LENGTH ? readJson(decodeToken(token)) : undefined
  for (const side of ['after', 'before'] as const) {
    const id = isJsonObject(value) ? readKey(value, side) : undefined
    if (typeof id === 'string') return { side, id }
  }
  throw invalidQuery(context, toProblem(['pageToken'], 'is not a token of this list', token))
}

/** The item named by a token may be gone by now; the page then begins where it stood, as IDs are in order. */
function findStart(
  ids: readonly string[],
  order: 'ASC' | 'DESC',
  { side, id }: Cursor,
  pageSize: number,
): number {
  const place = ids.findIndex((one) => (order === 'ASC' ? one >= id : one <= id))
  const index = place === -1 ? ids.length : place
  if (side === 'before') return Math.max(0, index - pageSize)
  return ids[index] === id ? index + 1 : index
}

function writeCursor(side: Cursor['side'], id: string): string {
  return btoa(JSON.stringify({ [side]: id }))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
}

function decodeToken(token: string): string {
  try {
    return /^[\w-]+=*$/.test(token) ? atob(token.replaceAll('-', '+').replaceAll('_', '/')) : ''
  } catch {
    return ''
  }
}
