import { readField, readText, readTexts } from '../protocol/record.ts'

const METHODS = ['POST', 'PUT', 'PATCH', 'DELETE'] as const

/** One intent as it goes out: plain JSON, checked, and the same on every attempt under its key. */
export interface PreparedRequest {
  readonly api?: string | undefined
  readonly method: (typeof METHODS)[number]
  /** Below the API's `baseUrl`. */
  readonly path: string
  readonly headers?: Readonly<Record<string, string>> | undefined
  /** The text of the JSON body. */
  readonly body?: string | undefined
  readonly kind: string
  readonly label?: string | undefined
  readonly hint?: Readonly<Record<string, string>> | undefined
  readonly resourceId?: string | undefined
  readonly takesIdempotencyKey: boolean
}

/** These are the client's or the network's, and never those of one request. */
const FOREIGN_HEADER = /^(?:authorization|cookie|host|proxy-.*|x-submission-id)$/i
const HEADER_NAME = /^[\w!#$%&'*+.^`|~-]+$/
/** No control characters, and so no second header. */
const HEADER_VALUE = /^[\t\x20-\x7e\x80-\xff]*$/

/**
 * True for a request that may leave. A fresh one and one that was stored are held to the same: it leaves with the
 * credentials of whoever is signed in. Its path stays below `baseUrl`, whoever reads it: browsers take a backslash for a
 * slash and drop line breaks and tabs, and some servers decode `%2e` and `%2f` before they resolve dot segments.
 */
export function isSound({ path, headers = {} }: Pick<PreparedRequest, 'path' | 'headers'>): boolean {
  // oxlint-disable-next-line no-control-regex -- These are what is looked for.
  if (!/^\/(?!\/)[^\\#\x00-\x1f\x7f]*$/.test(path)) return false
  const decoded = path
    .replace(/\?.*/, '')
    .replace(/%2e/gi, '.')
    .replace(/%(?:2f|5c)/gi, '/')
  return (
    !/\/\.{1,2}(?:\/|$)/.test(decoded) &&
    Object.entries(headers).every(
      ([name, value]) => HEADER_NAME.test(name) && !FOREIGN_HEADER.test(name) && HEADER_VALUE.test(value),
    )
  )
}

/** Reads one that was stored; `undefined` for anything else. */
export function readPreparedRequest(value: unknown): PreparedRequest | undefined {
  const given = readText(value, 'method')
  const method = METHODS.find((one) => one === given)
  // Whole, however long: under its key nothing else may be sent.
  const path = readField(value, 'path')
  const kind = readText(value, 'kind')
  const body = readField(value, 'body')
  const headers = readTexts(value, 'headers')
  if (!method || !kind || typeof path !== 'string' || !isSound({ path, headers })) return undefined
  // Cut down to what can be read, it would be another request.
  if (JSON.stringify(headers) !== JSON.stringify(readField(value, 'headers'))) return undefined
  if (body !== undefined && typeof body !== 'string') return undefined
  return {
    api: readText(value, 'api'),
    method,
    path,
    headers,
    body,
    kind,
    label: readText(value, 'label'),
    hint: readTexts(value, 'hint'),
    resourceId: readText(value, 'resourceId'),
    takesIdempotencyKey: readField(value, 'takesIdempotencyKey') === true,
  }
}
