import type { Json, JsonObject } from '../http/answers.ts'
import { isJsonList, isJsonObject, readKey } from '../http/answers.ts'
import type { HttpDateForm } from '../state/clock.ts'
import type { OperationError, OperationFault } from '../state/Operation.ts'

/**
 * `simulator.fetch` rejects with this if a fault cuts the connection. It looks like the `TypeError` of a
 * browser's `fetch`. A server that wraps the simulator handles it by destroying the socket.
 */
export class ConnectionDropped extends TypeError {
  override readonly name = 'ConnectionDropped'

  constructor() {
    super('Failed to fetch')
  }
}

/** A `Retry-After`: seconds, any text as is, or an HTTP date `afterSeconds` after the response. */
export type RetryAfterValue = number | string | { readonly afterSeconds: number; readonly form: HttpDateForm }

/** A fault in the response to any call. `ms` is measured on the simulator's clock. */
export type AnswerFault =
  /** The call takes effect on arrival, and the response comes `ms` later. */
  | { readonly kind: 'slow'; readonly ms: number }
  /** The connection is cut before the call takes effect. */
  | { readonly kind: 'dropBefore' }
  /** The connection is cut after the call has taken effect. */
  | { readonly kind: 'dropAfter' }
  /** An error response. The call takes no effect without `effect: true`. Default `code`: 20000 + `status`. */
  | {
      readonly kind: 'status'
      readonly status: number
      readonly code?: number
      readonly message?: string
      readonly retryAfter?: RetryAfterValue
      readonly effect?: boolean
      readonly body?: Json
    }
  /** Replaces `Retry-After`; `null` removes it. */
  | { readonly kind: 'retryAfter'; readonly value: RetryAfterValue | null }
  /** Sets headers; `null` removes one. */
  | { readonly kind: 'headers'; readonly set: Readonly<Record<string, string | null>> }
  /** Sets or removes top-level keys of the JSON body. */
  | { readonly kind: 'json'; readonly set?: JsonObject; readonly remove?: readonly string[] }
  /** Cuts the body off after `bytes` bytes (default: half of them). */
  | { readonly kind: 'truncated'; readonly bytes?: number }
  /** A body that is not JSON, with the usual content type. Default: a short HTML error page. */
  | { readonly kind: 'malformed'; readonly text?: string }
  /** Replaces `Content-Type`; `null` removes it. */
  | { readonly kind: 'contentType'; readonly value: string | null }
  /** Adds `bytes` bytes of padding to the JSON body. */
  | { readonly kind: 'huge'; readonly bytes: number }
  /** A redirect instead of the call. Default status 302. */
  | { readonly kind: 'redirect'; readonly to: string; readonly status?: number }

/** One fault. */
export type Fault = AnswerFault | OperationFault

const OPERATION_KINDS: readonly string[] = [
  'stuck',
  'fail',
  'cancel',
  'takes',
  'word',
  'related',
  'hidden',
  'late',
  'expire',
  'provisioning',
] satisfies OperationFault['kind'][]

/** Whether a fault affects the operation rather than the response. */
export function isOperationFault(fault: Fault): fault is OperationFault {
  return OPERATION_KINDS.includes(fault.kind)
}

type Reader<Kind extends Fault['kind']> = (raw: JsonObject) => Extract<Fault, { kind: Kind }>

const READERS: { readonly [Kind in Fault['kind']]: Reader<Kind> } = {
  slow: (raw) => ({ kind: 'slow', ms: need(raw, 'ms', number) }),
  dropBefore: () => ({ kind: 'dropBefore' }),
  dropAfter: () => ({ kind: 'dropAfter' }),
  status: (raw) => ({
    kind: 'status',
    status: need(raw, 'status', httpStatus),
    ...may(raw, 'code', number),
    ...may(raw, 'message', string),
    ...may(raw, 'retryAfter', retryAfter),
    ...may(raw, 'effect', boolean),
    ...may(raw, 'body', (value) => value),
  }),
  retryAfter: (raw) => ({ kind: 'retryAfter', value: need(raw, 'value', orNull(retryAfter)) }),
  headers: (raw) => ({ kind: 'headers', set: need(raw, 'set', headers) }),
  json: (raw) => ({ kind: 'json', ...may(raw, 'set', object), ...may(raw, 'remove', strings) }),
  truncated: (raw) => ({ kind: 'truncated', ...may(raw, 'bytes', number) }),
  malformed: (raw) => ({ kind: 'malformed', ...may(raw, 'text', string) }),
  contentType: (raw) => ({ kind: 'contentType', value: need(raw, 'value', orNull(string)) }),
  huge: (raw) => ({ kind: 'huge', bytes: need(raw, 'bytes', number) }),
  redirect: (raw) => ({ kind: 'redirect', to: need(raw, 'to', string), ...may(raw, 'status', httpStatus) }),
  stuck: () => ({ kind: 'stuck' }),
  fail: (raw) => ({ kind: 'fail', ...may(raw, 'error', readOperationError) }),
  cancel: () => ({ kind: 'cancel' }),
  takes: (raw) => ({ kind: 'takes', ms: need(raw, 'ms', number) }),
  word: (raw) => ({ kind: 'word', word: need(raw, 'word', string) }),
  related: (raw) => ({
    kind: 'related',
    where: need(raw, 'where', word('both', 'accepted', 'operation', 'none')),
  }),
  hidden: (raw) => ({ kind: 'hidden', ms: need(raw, 'ms', number) }),
  late: (raw) => ({ kind: 'late', ms: need(raw, 'ms', number) }),
  expire: (raw) => ({ kind: 'expire', afterMs: need(raw, 'afterMs', number) }),
  provisioning: (raw) => ({
    kind: 'provisioning',
    ...may(raw, 'ms', number),
    ...may(raw, 'outcome', word('ACTIVE', 'FAILED')),
  }),
}

/** Reads one fault. Throws a `TypeError` that names the key and what it allows. */
export function readFault(value: Json): Fault {
  const kind = isJsonObject(value) ? readKey(value, 'kind') : undefined
  if (!isJsonObject(value) || typeof kind !== 'string' || !isKind(kind)) {
    throw new TypeError(`A fault must be an object whose kind is one of ${Object.keys(READERS).join(', ')}.`)
  }
  return READERS[kind](value)
}

/** Reads the `error` of a FAILED operation. Throws a `TypeError` that names the key. */
export function readOperationError(value: Json): OperationError {
  const raw = object(value)
  return {
    ...may(raw, 'type', string),
    ...may(raw, 'title', string),
    ...may(raw, 'detail', string),
    ...may(raw, 'status', number),
    ...may(raw, 'instance', string),
    ...may(raw, 'code', errorCode),
  }
}

function isKind(kind: string): kind is Fault['kind'] {
  return Object.hasOwn(READERS, kind)
}

function need<Value>(raw: JsonObject, key: string, read: (value: Json) => Value): Value {
  try {
    return read(readKey(raw, key) ?? null)
  } catch (error) {
    throw new TypeError(`${key} of ${JSON.stringify(raw)}: ${error instanceof Error ? error.message : ''}`, {
      cause: error,
    })
  }
}

function may<Key extends string, Value>(
  raw: JsonObject,
  key: Key,
  read: (value: Json) => Value,
): { [Name in Key]?: Value } {
  const found: { [Name in Key]?: Value } = {}
  if (Object.hasOwn(raw, key)) found[key] = need(raw, key, read)
  return found
}

function number(value: Json): number {
  if (typeof value === 'number' && Number.isFinite(value) && value >= 0) return value
  throw new TypeError('must be a number of 0 or more')
}

function errorCode(value: Json): number | string {
  return typeof value === 'string' ? value : number(value)
}

function httpStatus(value: Json): number {
  if (typeof value === 'number' && Number.isInteger(value) && value >= 200 && value <= 599) return value
  throw new TypeError('must be an HTTP status from 200 to 599')
}

function string(value: Json): string {
  if (typeof value === 'string') return value
  throw new TypeError('must be a string')
}

function boolean(value: Json): boolean {
  if (typeof value === 'boolean') return value
  throw new TypeError('must be true or false')
}

function object(value: Json): JsonObject {
  if (isJsonObject(value)) return value
  throw new TypeError('must be an object')
}

function strings(value: Json): string[] {
  if (isJsonList(value)) return value.map((one) => string(one))
  throw new TypeError('must be a list of strings')
}

function headers(value: Json): Record<string, string | null> {
  return Object.fromEntries(Object.entries(object(value)).map(([name, one]) => [name, orNull(string)(one)]))
}

function orNull<Value>(read: (value: Json) => Value): (value: Json) => Value | null {
  return (value) => (value === null ? null : read(value))
}

function word<const Word extends string>(...words: readonly Word[]): (value: Json) => Word {
  return (value) => {
    const found = words.find((one) => one === value)
    if (found !== undefined) return found
    throw new TypeError(`must be one of ${words.join(', ')}`)
  }
}

function retryAfter(value: Json): RetryAfterValue {
  if (typeof value === 'number' || typeof value === 'string') return value
  const raw = object(value)
  return {
    afterSeconds: need(raw, 'afterSeconds', seconds),
    form: need(raw, 'form', word('imf', 'rfc850', 'asctime')),
  }
}

/** May be negative: a date in the past is worth testing too. */
function seconds(value: Json): number {
  if (typeof value === 'number' && Number.isFinite(value)) return value
  throw new TypeError('must be a number of seconds')
}
