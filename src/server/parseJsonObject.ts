/** A JSON object whose members are not known yet. */
export type JsonObject = Readonly<Record<string, unknown>>

/**
 * The bytes as a JSON object, or undefined when they are anything else: not UTF-8, not JSON, a list, nested
 * beyond the stack, or a number too large for JavaScript. Members called `__proto__` are left out, so that
 * no careless merge further on can be turned against the page or the API.
 */
export function parseJsonObject(bytes: Uint8Array): JsonObject | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    const value: unknown = JSON.parse(text, withoutTraps)
    return isJsonObject(value) ? value : undefined
  } catch {
    return undefined
  }
}

function withoutTraps(key: string, value: unknown): unknown {
  // 1e999 would be written again as null, and null removes things in a PATCH.
  if (typeof value === 'number' && !Number.isFinite(value)) throw new RangeError('Number out of range.')
  return key === '__proto__' ? undefined : value
}

function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
