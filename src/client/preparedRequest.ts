import { isRecord, readField, readText, readTexts } from '../protocol/record.ts'

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

/** These are the client's, the browser's or the network's, and never those of one request. */
const FOREIGN_HEADER =
  /^(?:authorization|proxy-.*|cookie2?|host|origin|referer|content-length|transfer-encoding|connection|sec-.*|x-submission-id)$/i
const HEADER_NAME = /^[\w!#$%&'*+.^`|~-]+$/
/** Spaces, tabs and what can be seen; no control characters, and so no second header. */
const HEADER_VALUE = /^[\t\x20-\x7e\x80-\xff]*$/

/**
 * Why a request may not leave; `undefined` for a sound one. A fresh one and one that was stored are held to the same:
 * it leaves with the credentials of whoever is signed in.
 */
export function findUnsoundness({ path, headers = {} }: Pick<PreparedRequest, 'path' | 'headers'>) {
  if (!isOwnPath(path)) return `Its path leaves the API: ${path.slice(0, 200)}`
  const bad = Object.entries(headers).find(
    ([name, value]) => !HEADER_NAME.test(name) || FOREIGN_HEADER.test(name) || !HEADER_VALUE.test(value),
  )
  return bad && `It may not set the header ${JSON.stringify(bad[0])}, or not to this value`
}

/**
 * True for a path that stays below `baseUrl`, whoever reads it: browsers take a backslash for a slash and drop line
 * breaks and tabs, and some servers decode `%2e` and `%2f` before they resolve dot segments.
 */
function isOwnPath(path: string): boolean {
  // oxlint-disable-next-line no-control-regex -- These are what is looked for.
  if (!path.startsWith('/') || path.startsWith('//') || /[\\#\x00-\x1f\x7f]/.test(path)) return false
  const [pathname = ''] = path.split('?')
  const decoded = pathname.replace(/%2e/gi, '.').replace(/%(?:2f|5c)/gi, '/')
  return !/(?:^|\/)\.{1,2}(?:\/|$)/.test(decoded)
}

/** Reads one that was stored; `undefined` for anything else. */
export function readPreparedRequest(value: unknown): PreparedRequest | undefined {
  const given = readText(value, 'method')
  const method = METHODS.find((one) => one === given)
  // Whole, however long: under its key nothing else may be sent.
  const path = readField(value, 'path')
  const kind = readText(value, 'kind')
  const body = readField(value, 'body')
  const givenHeaders = readField(value, 'headers')
  const headers = readTexts(givenHeaders)
  if (!method || !kind || typeof path !== 'string') return undefined
  const isWhole =
    givenHeaders === undefined || Object.keys(headers ?? {}).length === countFields(givenHeaders)
  if (!isWhole || !isJsonText(body) || findUnsoundness({ path, headers })) return undefined
  return {
    api: readText(value, 'api'),
    method,
    path,
    headers,
    body: typeof body === 'string' ? body : undefined,
    kind,
    label: readText(value, 'label'),
    hint: readTexts(readField(value, 'hint')),
    resourceId: readText(value, 'resourceId'),
    takesIdempotencyKey: readField(value, 'takesIdempotencyKey') === true,
  }
}

function countFields(value: unknown): number {
  return isRecord(value) && !Array.isArray(value) ? Object.keys(value).length : -1
}

/** Nothing, or the text of one JSON value. */
function isJsonText(body: unknown): boolean {
  if (body === undefined) return true
  try {
    JSON.parse(typeof body === 'string' ? body : '')
    return true
  } catch {
    return false
  }
}
