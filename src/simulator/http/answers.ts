/** A JSON value. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject

/** A JSON object. Read it with `readKey`: a key such as `constructor` must not reach the prototype. */
export interface JsonObject {
  readonly [key: string]: Json
}

/** Parses JSON text; `undefined` if it is not JSON. */
export function readJson(text: string): Json | undefined {
  try {
    const value: Json = JSON.parse(text)
    return value
  } catch {
    return undefined
  }
}

/** Whether a JSON value is an object, not `null` or an array. */
export function isJsonObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Whether a JSON value is an array. */
export function isJsonList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value)
}

/** An object's own value for a key; `undefined` if it has none. */
export function readKey(object: JsonObject, key: string): Json | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined
}

/** An object's own string for a key; empty if it is missing or not a string. */
export function readString(object: JsonObject, key: string): string {
  const value = readKey(object, key)
  return typeof value === 'string' ? value : ''
}

/** A response of a simulator, before it becomes a `Response`. */
export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  /** `undefined`: no body. */
  readonly body: Json | undefined
}

/** A problem with one field of a body or a query. */
export interface FieldProblem {
  /** `channelSettings.SMS.captureRules[0].from` */
  readonly field: string
  /** `#/channelSettings/SMS/captureRules/0/from` (RFC 6901, as a fragment) */
  readonly pointer: string
  readonly reason: string
  readonly value: Json | undefined
}

/** Thrown inside the simulator when a call is refused. Becomes an error response in the chosen dialect. */
export class ApiFailure extends Error {
  override readonly name = 'ApiFailure'
  readonly status: number
  readonly code: number
  readonly problems: readonly FieldProblem[]
  readonly headers: Readonly<Record<string, string>>

  constructor(
    status: number,
    code: number,
    message: string,
    more: { problems?: readonly FieldProblem[]; headers?: Readonly<Record<string, string>> } = {},
  ) {
    super(message)
    this.status = status
    this.code = code
    this.problems = more.problems ?? []
    this.headers = more.headers ?? {}
  }
}

/** A 400 that names the invalid fields. Its message is `field: reason` of the first one. */
export function invalidFields(code: number, problems: readonly FieldProblem[]): ApiFailure {
  const [first] = problems
  return new ApiFailure(400, code, first ? `${first.field}: ${first.reason}` : 'Bad request', { problems })
}

/**
 * The format of error responses. `classic`: `{ code, message, more_info, status }`, as the OpenAPI files
 * declare it. `params`: `{ code, httpStatusCode, message, userError, params }`, as the troubleshooting page
 * shows it. `problem`: RFC 9457 with `code` and `errors: [{ detail, pointer }]`.
 */
export type ErrorDialect = 'classic' | 'params' | 'problem'

/** The body of an error response. `instance` is the path of the request. */
export function errorBody(failure: ApiFailure, dialect: ErrorDialect, instance: string): JsonObject {
  const { code, status, message, problems } = failure
  if (dialect === 'params') {
    const [first] = problems
    const params = first ? { field: first.field, value: first.value ?? null } : {}
    return { code, httpStatusCode: status, message, userError: status < 500, params }
  }
  if (dialect === 'problem') {
    const errors = problems.map(({ reason, pointer }) => ({ detail: reason, pointer }))
    const body = { type: errorUrl(code), title: errorTitle(status), status, code, detail: message, instance }
    return errors.length > 0 ? { ...body, errors } : body
  }
  return { code, message, more_info: errorUrl(code), status }
}

/** The documentation page of an error code. */
export function errorUrl(code: number): string {
  return `https://www.twilio.com/docs/${code >= 100_000 ? 'api/' : ''}errors/${code}`
}

const TITLES: Readonly<Record<number, string>> = {
  400: 'Invalid request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not found',
  405: 'Method not allowed',
  409: 'Conflict',
  410: 'Gone',
  412: 'Precondition failed',
  413: 'Content too large',
  415: 'Unsupported media type',
  429: 'Too many requests',
  500: 'Internal error',
  503: 'Service unavailable',
}

/** A short title for an HTTP status. */
export function errorTitle(status: number): string {
  return TITLES[status] ?? `HTTP ${status}`
}
