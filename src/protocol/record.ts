/** True for a plain JSON object: not null, not an array. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** An own field of a JSON object; `undefined` for anything else, so that inherited keys never count. */
export function readField(value: unknown, name: string): unknown {
  return isRecord(value) && Object.hasOwn(value, name) ? value[name] : undefined
}

/** An own, non-empty text field, cut at `maxLength` characters so that a huge answer cannot fill the page. */
export function readText(value: unknown, name: string, maxLength = 1024): string | undefined {
  const text = readField(value, name)
  return typeof text === 'string' && text !== '' ? text.slice(0, maxLength) : undefined
}
