import {
  ApiFailure,
  invalidFields,
  isJsonObject,
  readJson,
  readKey,
} from '../../../simulator/http/answers.ts'
import type { Answer, FieldProblem, Json, JsonObject } from '../../../simulator/http/answers.ts'
import type { Resource } from '../state/Account.ts'
import { toProblem } from './checkField.ts'
import { invalidCode } from './Context.ts'
import type { Context } from './Context.ts'

/** How to split a list into pages. */
export interface Paging<One extends Resource> {
  /** Name of the list in the response. */
  readonly key: string
  /** Sort order, by ID. */
  readonly order: 'ASC' | 'DESC'
  readonly items: readonly One[]
  readonly maxPageSize: number
}

interface Cursor {
  readonly side: 'after' | 'before'
  readonly id: string
}

const DEFAULT_PAGE_SIZE = 50
const MAX_TOKEN_LENGTH = 4096

/** Returns one page of a list: the items under their key, and `meta`. Throws like `readPage`. */
export function paginate<One extends Resource>(
  context: Context,
  { show, ...paging }: Paging<One> & { readonly show: (one: One) => Json },
): Answer {
  const { page, meta } = readPage(context, paging)
  return { status: 200, headers: {}, body: { [paging.key]: page.map(show), meta } }
}

/**
 * The page that a request asks for, of 50 items by default, and its `meta`: `key`, `pageSize` (the number of
 * items on this page) and, if there are such pages, `nextToken` and `previousToken`. Throws a 400 for an
 * invalid page size or token.
 */
export function readPage<One extends Resource>(
  context: Context,
  paging: Paging<One>,
): { readonly page: readonly One[]; readonly meta: JsonObject } {
  const { key, order } = paging
  const sign = order === 'ASC' ? 1 : -1
  const items = paging.items.toSorted((a, b) => (a.id < b.id ? -sign : sign))
  const pageSize = readPageSize(context, paging.maxPageSize)
  const cursor = readCursor(context)
  const start = cursor ? findStart(items, order, cursor, pageSize) : 0
  const page = items.slice(start, start + pageSize)
  const [first, last] = [page[0], page.at(-1)]
  const meta = {
    key,
    pageSize: page.length,
    ...(last !== undefined &&
      start + pageSize < items.length && { nextToken: writeCursor('after', last.id) }),
    ...(first !== undefined && start > 0 && { previousToken: writeCursor('before', first.id) }),
  }
  return { page, meta }
}

/** The query's `orderBy`, `DESC` by default. Throws a 400 for anything but `ASC` and `DESC`. */
export function readOrder(context: Context): 'ASC' | 'DESC' {
  const order = context.query.get('orderBy') ?? 'DESC'
  if (order === 'ASC' || order === 'DESC') return order
  throw invalidQuery(context, toProblem(['orderBy'], 'must be ASC or DESC', order))
}

/** A flag of the query. Throws a 400 for anything but `true` and `false`. */
export function readFlag(context: Context, name: string, usual: boolean): boolean {
  const given = context.query.get(name) ?? String(usual)
  if (given === 'true' || given === 'false') return given === 'true'
  throw invalidQuery(context, toProblem([name], 'must be true or false', given))
}

/** A 400 for an invalid query parameter. */
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

/** If a token's item has been deleted, the page starts where it was: IDs are sorted. */
function findStart(
  items: readonly Resource[],
  order: 'ASC' | 'DESC',
  { side, id }: Cursor,
  pageSize: number,
): number {
  const place = items.findIndex((one) => (order === 'ASC' ? one.id >= id : one.id <= id))
  const index = place === -1 ? items.length : place
  if (side === 'before') return Math.max(0, index - pageSize)
  return items[index]?.id === id ? index + 1 : index
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
