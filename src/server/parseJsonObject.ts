/** A JSON object whose members are not known yet. */
export type JsonObject = Readonly<Record<string, unknown>>

/** A number that JavaScript would write in another way: 9007199254740993, 1.0, 1e2. It is written as it came. */
class NumberText {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}

/** What tells a number from digits in a string, in what is known to be JSON. No longer match, for long strings. */
const token = /\\.|"|-?[0-9][0-9.eE+-]*/g

/**
 * The bytes as a JSON object, or undefined when they are anything else: not UTF-8, not JSON, a list, nested
 * beyond the stack, or a number too large for JavaScript. Members called `__proto__` are left out, so that
 * no careless merge further on can be turned against the page or the API. {@link toJson} writes its numbers as they
 * came.
 */
export function parseJsonObject(bytes: Uint8Array): JsonObject | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    const value: unknown = JSON.parse(text, withoutTraps)
    if (!isJsonObject(value)) return undefined
    const mark = newMark()
    const marked = markNumbers(text, mark)
    return marked === text ? value : asObject(JSON.parse(marked, unmark(mark)))
  } catch {
    return undefined
  }
}

/** The object as JSON text. */
export function toJson(value: JsonObject): string {
  const mark = newMark()
  const text = JSON.stringify(value, (_key, member: unknown) =>
    member instanceof NumberText ? mark + member.text : member,
  )
  return text.includes(mark) ? text.replaceAll(new RegExp(`"${mark}([^"]*)"`, 'g'), '$1') : text
}

/** What no text can hold by chance or on purpose. Made at each call: Workers have no randomness before a request. */
function newMark(): string {
  return `number-${crypto.randomUUID()}:`
}

function markNumbers(json: string, mark: string): string {
  let isInString = false
  return json.replace(token, (found) => {
    if (found === '"') isInString = !isInString
    const isSame = isInString || found === '"' || JSON.stringify(Number(found)) === found
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
  // What JavaScript cannot hold, the page would read as Infinity.
  if (typeof value === 'number' && !Number.isFinite(value)) throw new RangeError('Number out of range.')
  return key === '__proto__' ? undefined : value
}

function asObject(value: unknown): JsonObject | undefined {
  return isJsonObject(value) ? value : undefined
}

function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
