import { isRecord, readField, readText } from './record.ts'

/** One complaint about one field of what was sent. `field` is a dotted path: `channelSettings.SMS.captureRules.0.from`. */
export interface FieldProblem {
  readonly field: string
  readonly message: string
}

/**
 * Why a request was refused or an operation failed, whatever the dialect it came in: RFC 9457, the two Twilio
 * error bodies (`message`/`more_info` and `httpStatusCode`/`params`), or the `error` of an operation. Plain JSON.
 */
export interface Problem {
  readonly title: string
  readonly detail?: string
  /** The API's own error number, such as 20001. */
  readonly code?: number
  /** A page that explains it: RFC 9457 `type`, or `more_info`. Only http(s) links are kept. */
  readonly link?: string
  /** The HTTP status the body names, which may differ from the answer's own. */
  readonly httpStatus?: number
  readonly fields: readonly FieldProblem[]
}

/** Reads a problem from any JSON value. Never throws: an unreadable body becomes `fallbackTitle`. */
export function readProblem(body: unknown, fallbackTitle: string): Problem {
  const title = readText(body, 'title') ?? readText(body, 'message') ?? fallbackTitle
  const detail = readText(body, 'detail')
  const link = readLink(readText(body, 'type') ?? readText(body, 'more_info'))
  const code = readNumber(body, 'code') ?? readCodeOf(link)
  const httpStatus = readNumber(body, 'httpStatusCode') ?? readNumber(body, 'status')
  return {
    title,
    ...(detail !== undefined && detail !== title && { detail }),
    ...(code !== undefined && { code }),
    ...(link !== undefined && { link }),
    ...(httpStatus !== undefined && { httpStatus }),
    fields: readFields(body, detail ?? title),
  }
}

function readNumber(body: unknown, name: string): number | undefined {
  const value = readField(body, name)
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined
}

function readLink(value: string | undefined): string | undefined {
  return value !== undefined && /^https?:\/\/[^\s]+$/i.test(value) ? value : undefined
}

// An operation of Conversations v2 has no `code`; the number at the end of its type URI is the only one there is.
function readCodeOf(link: string | undefined): number | undefined {
  const digits = link && /\/errors\/(\d{3,6})$/.exec(link)?.[1]
  return digits ? Number(digits) : undefined
}

function readFields(body: unknown, message: string): FieldProblem[] {
  const errors = readField(body, 'errors')
  if (Array.isArray(errors)) {
    const fields = errors.slice(0, 100).flatMap((error: unknown) => {
      const pointer = readText(error, 'pointer')
      return pointer ? [{ field: fromPointer(pointer), message: readText(error, 'detail') ?? message }] : []
    })
    if (fields.length > 0) return fields
  }
  const params = readField(body, 'params')
  const named = isRecord(params) ? readText(params, 'field') : undefined
  if (named) return [{ field: named, message }]
  // The plain dialect has no field of its own for it: "displayName: must match …".
  const prefixed = /^([A-Za-z][\w.[\]]{0,120}): (.+)$/s.exec(message)
  return prefixed?.[1] && prefixed[2] ? [{ field: fromBrackets(prefixed[1]), message: prefixed[2] }] : []
}

/** JSON Pointer (RFC 6901), with or without the URI fragment's `#`, to a dotted path. */
function fromPointer(pointer: string): string {
  return pointer
    .replace(/^#?\/?/, '')
    .split('/')
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .join('.')
}

function fromBrackets(path: string): string {
  return path.replaceAll(/\[(\w+)\]/g, '.$1')
}
