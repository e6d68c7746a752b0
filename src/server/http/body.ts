/** A JSON object whose members are not known yet. */
export type JsonObject = Readonly<Record<string, unknown>>

/** A number that JavaScript would write differently: 9007199254740993, 1.0, 1e2. Keeps the original text. */
class NumberText {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}

/**
 * Escapes, quotes, brackets and numbers: enough to tell those in a string from others, given valid JSON. It
 * does not match whole strings, because they can be very long.
 */
const token = /\\.|["[\]{}]|-?[0-9][0-9.eE+-]*/g

/** Everything that walks a value later needs less stack than this. */
const maxDepth = 500

/**
 * Parses the bytes as JSON. Returns undefined for anything else: not UTF-8, not JSON, nested deeper than 500
 * levels, or a number too large for JavaScript. Drops members named `__proto__`, so
 * that a careless merge in the page or the API cannot pollute a prototype. {@link toJson} writes the numbers
 * with their original text.
 */
export function parseJson(bytes: Uint8Array): unknown {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    const value: unknown = JSON.parse(text, withoutTraps)
    const mark = newMark()
    const marked = markNumbers(text, mark)
    return marked === text ? value : JSON.parse(marked, unmark(mark))
  } catch {
    return undefined
  }
}

/** Like {@link parseJson}, but returns undefined for anything but an object. */
export function parseJsonObject(bytes: Uint8Array): JsonObject | undefined {
  return toJsonObject(parseJson(bytes))
}

/** The value if it is a JSON object, otherwise undefined. */
export function toJsonObject(value: unknown): JsonObject | undefined {
  return isJsonObject(value) ? value : undefined
}

/** Enough of a path to compare its end. All of it, at each level, could take seconds. */
const maxPathChars = 1024

/**
 * The value with every string replaced by what `change` returns. `path` are the names of the members that lead
 * to the string, joined by dots, or the last 1024 characters; elements of a list have the path of the list.
 */
export function mapStrings(
  value: unknown,
  change: (text: string, path: string) => string,
  path = '',
): unknown {
  if (typeof value === 'string') return change(value, path)
  if (Array.isArray(value)) return value.map((one: unknown) => mapStrings(one, change, path))
  if (!isJsonObject(value)) return value
  const members = Object.entries(value).map(([name, member]): [string, unknown] => [
    name,
    mapStrings(member, change, (path === '' ? name : `${path}.${name}`).slice(-maxPathChars)),
  ])
  return Object.fromEntries(members)
}

/** The value as JSON text. */
export function toJson(value: unknown): string {
  const mark = newMark()
  const text = JSON.stringify(value, (_key, member: unknown) =>
    member instanceof NumberText ? mark + member.text : member,
  )
  return text.includes(mark) ? text.replaceAll(new RegExp(`"${mark}([^"]*)"`, 'g'), '$1') : text
}

/** A mark that no input can contain, even on purpose. Made per call: Workers have no randomness at load. */
function newMark(): string {
  return `number-${crypto.randomUUID()}:`
}

function markNumbers(json: string, mark: string): string {
  let isInString = false
  let depth = 0
  return json.replace(token, (found) => {
    if (found === '"') isInString = !isInString
    if (isInString || found === '"') return found
    if (found === '[' || found === '{') depth += 1
    if (found === ']' || found === '}') depth -= 1
    if (depth > maxDepth) throw new RangeError('Nested too deeply.')
    const isSame = /[[\]{}]/.test(found) || JSON.stringify(Number(found)) === found
    return isSame ? found : `"${mark}${found}"`
  })
}

function unmark(mark: string): (key: string, value: unknown) => unknown {
  return (key, value) =>
    typeof value === 'string' && value.startsWith(mark)
      ? new NumberText(value.slice(mark.length))
      : withoutTraps(key, value)
}

function withoutTraps(key: string, value: unknown): unknown {
  // The page would read such a number as Infinity.
  if (typeof value === 'number' && !Number.isFinite(value)) throw new RangeError('Number out of range.')
  return key === '__proto__' ? undefined : value
}

function isJsonObject(value: unknown): value is JsonObject {
  return (
    typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof NumberText)
  )
}

/** What a Content-Type says about a body. */
type JsonClaim = 'json' | 'unnamed' | 'other'

// RFC 6839, 3.1: a type with the suffix +json is JSON. Tokens as in RFC 9110, 5.6.2.
const json = /^(?:(?:application|text)\/json|[\w!#$%&'*+.^`|~-]+\/[\w!#$%&'*+.^`|~-]*\+json)\s*(?:;|$)/i
const charset = /;\s*charset\s*=\s*"?([^";\s]*)/i

/** Whether a Content-Type declares JSON in UTF-8 (RFC 8259, 8.1). Ignores parameters except the charset. */
export function readJsonClaim(contentType: string | null): JsonClaim {
  if (contentType === null || contentType.trim() === '') return 'unnamed'
  const named = charset.exec(contentType)?.[1] ?? 'utf-8'
  return json.test(contentType) && /^(?:utf-?8|us-ascii)$/i.test(named) ? 'json' : 'other'
}

/** The media type of JSON without its parameters, in lower case: `application/json`, `application/vnd.api+json`. */
export function readJsonType(contentType: string | null): string {
  const isNamed = readJsonClaim(contentType) === 'json'
  const [type = ''] = isNamed ? (contentType ?? '').split(';', 1) : []
  return type.trim().toLowerCase() || 'application/json'
}

/** Thrown when work exceeds its deadline. */
export class DeadlinePassed extends Error {
  override readonly name = 'DeadlinePassed'
}

/**
 * Runs `work` for at most `timeoutMs` milliseconds. Its signal aborts at the deadline, or when `leave`
 * aborts; the promise then rejects even if the work ignores its signal.
 *
 * @throws {DeadlinePassed} at the deadline.
 */
export function withinDeadline<T>(
  timeoutMs: number,
  work: (signal: AbortSignal) => Promise<T>,
  leave?: AbortSignal,
): Promise<T> {
  const controller = new AbortController()
  return new Promise<T>((resolve, reject) => {
    const stop = (reason: Error): void => {
      settle()
      controller.abort(reason)
      reject(reason)
    }
    const onLeave = (): void => stop(new Error('The caller left before the response arrived.'))
    const timer = setTimeout(() => stop(new DeadlinePassed(`Timed out after ${timeoutMs} ms.`)), timeoutMs)
    const settle = (): void => {
      clearTimeout(timer)
      leave?.removeEventListener('abort', onLeave)
    }
    if (leave?.aborted === true) return onLeave()
    leave?.addEventListener('abort', onLeave)
    work(controller.signal).then(resolve, reject).finally(settle)
  })
}

/** Thrown when a body exceeds its maximum size. */
export class BodyTooLarge extends Error {
  override readonly name = 'BodyTooLarge'
}

/**
 * Reads a whole body, never holding more than `maxBytes` plus one chunk. Aborting the signal cancels the
 * body, so that a sender that drips bytes cannot keep the reader waiting.
 *
 * @throws {BodyTooLarge} if the body exceeds `maxBytes`, or the stream's own error if it breaks.
 */
export async function readBounded(
  body: ReadableStream<Uint8Array> | null,
  maxBytes: number,
  signal: AbortSignal,
): Promise<Uint8Array<ArrayBuffer>> {
  if (body === null) return new Uint8Array()
  const reader = body.getReader()
  const cancel = (): void => void reader.cancel(signal.reason).catch(() => undefined)
  signal.addEventListener('abort', cancel)
  try {
    return await readAll(reader, maxBytes)
  } catch (error) {
    cancel()
    throw error
  } finally {
    signal.removeEventListener('abort', cancel)
  }
}

async function readAll(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  maxBytes: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = []
  let length = 0
  for (;;) {
    // oxlint-disable-next-line no-await-in-loop -- a stream is read one chunk after the other
    const { done, value } = await reader.read()
    if (done) break
    length += value.byteLength
    if (length > maxBytes) throw new BodyTooLarge(`Longer than ${maxBytes} bytes.`)
    chunks.push(value)
  }
  const bytes = new Uint8Array(length)
  let offset = 0
  for (const chunk of chunks) {
    bytes.set(chunk, offset)
    offset += chunk.byteLength
  }
  return bytes
}
