import type { DialectAnswer, Reading } from '../dialect.ts'
import { isRecord, readAt, readField, readList, readText, toIso } from '../json.ts'
import type { OperationStatus } from '../operation.ts'
import type { FieldProblem, Problem } from '../problem.ts'
import { fromPointer, readProblem } from '../problem.ts'
import { LAST_SEGMENT } from '../resource.ts'

/** An API's words for its states, in any letter case: `{ succeeded: 'COMPLETED' }`. Others are PENDING. */
export type StatusVocabulary = Readonly<Record<string, OperationStatus>>

/** The words that nearly all APIs share. */
export const COMMON_WORDS: StatusVocabulary = {
  completed: 'COMPLETED',
  complete: 'COMPLETED',
  succeeded: 'COMPLETED',
  success: 'COMPLETED',
  successful: 'COMPLETED',
  done: 'COMPLETED',
  finished: 'COMPLETED',
  failed: 'FAILED',
  failure: 'FAILED',
  error: 'FAILED',
  errored: 'FAILED',
  cancelled: 'CANCELLED',
  canceled: 'CANCELLED',
  aborted: 'CANCELLED',
}

/** Reads status words: those of the API first, then those that nearly all APIs share. */
export function createWordReader(words: StatusVocabulary = {}): (word: string) => OperationStatus {
  const all = new Map(
    [...Object.entries(COMMON_WORDS), ...Object.entries(words)].map(([word, status]) => [
      word.toLowerCase(),
      status,
    ]),
  )
  return (word) => all.get(word.toLowerCase()) ?? 'PENDING'
}

/** A text, number or boolean at a dotted path, as text. */
export function readWordAt(body: unknown, path: string): string | undefined {
  const value = readAt(body, path)
  if (typeof value === 'boolean' || Number.isFinite(value)) return String(value)
  return typeof value === 'string' && value ? value : undefined
}

/** A date as ISO 8601. A number is epoch seconds; from 10^12 on, which is the year 2001 in ms, epoch ms. */
export function readDateAt(body: unknown, path: string): string | undefined {
  const value = readAt(body, path)
  if (typeof value === 'string') return value || undefined
  if (typeof value !== 'number' || !(value > 0)) return undefined
  return toIso(value < 1e12 ? value * 1_000 : value)
}

/**
 * Reads an error: a text, or an object with `message`, `detail` or `title`, and `code`. If there is a list of
 * them, the first one is the reason.
 */
export function readError(error: unknown, fallbackTitle: string): Problem {
  const [first, ...more] = Array.isArray(error) ? error : [error]
  const listed = more.length > 0 ? [first, ...more].slice(0, 100) : []
  if (typeof first === 'string' && first)
    return { title: first.slice(0, 2_048), fields: listed.flatMap(toField) }
  const nested = readField(first, 'error')
  if (isRecord(nested)) return readError(nested, fallbackTitle)
  const code = ['code', 'error_code', 'errorCode'].map((name) => readField(first, name)).find(isCode)
  return {
    ...readProblem(first, fallbackTitle),
    ...(code !== undefined && { code: typeof code === 'string' ? code.slice(0, 200) : code }),
    fields: [...listed, ...readList(first, 'details', 100)].flatMap(toField),
  }
}

function isCode(code: unknown): code is string | number {
  return typeof code === 'string' ? code !== '' : Number.isFinite(code)
}

/** A problem with one field, if the error says which. */
function toField(error: unknown): FieldProblem[] {
  const field = ['target', 'field', 'pointer', 'param'].map((name) => readText(error, name)).find(Boolean)
  const message = ['message', 'detail', 'description'].map((name) => readText(error, name)).find(Boolean)
  return field && message ? [{ field: fromPointer(field), message }] : []
}

/** The last segment of a URL without a query: the ID of the resource that it names. */
export function readLastSegment(url: string | undefined): string | undefined {
  return LAST_SEGMENT.exec(url ?? '')?.[1]
}

/** They say that nothing can be read there, which is not how an operation fails. */
const UNREADABLE = [404, 408, 410]

/** Reads a 4xx as a failed operation; `undefined` if it only says that nothing can be read there. */
export function readRefusal({ status, body }: DialectAnswer): Reading | undefined {
  if (UNREADABLE.includes(status)) return undefined
  const rawStatus = String(status)
  return { status: 'FAILED', rawStatus, problem: readError(body, `HTTP ${rawStatus}`) }
}
