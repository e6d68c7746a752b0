import type { ApiFailure } from './ApiFailure.ts'
import type { JsonObject } from './Json.ts'

/**
 * The shape of error answers. `classic`: `{ code, message, more_info, status }`, as the OpenAPI files declare it;
 * `params`: `{ code, httpStatusCode, message, userError, params }`, as the troubleshooting page shows it; `problem`:
 * RFC 9457 with `code` and `errors: [{ detail, pointer }]`.
 */
export type ErrorDialect = 'classic' | 'params' | 'problem'

/** The error body of a failed call. `instance` is the path that was asked. */
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

/** A few words for an HTTP status. */
export function errorTitle(status: number): string {
  return TITLES[status] ?? `HTTP ${status}`
}
