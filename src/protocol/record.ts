import { filterFields } from './defined.ts'

/** True for anything in JSON that has fields. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

/** An own field of a JSON object; `undefined` for anything else, so that inherited keys never count. */
export function readField(value: unknown, name: string): unknown {
  return isRecord(value) && Object.hasOwn(value, name) ? value[name] : undefined
}

/** An own, non-empty text field, cut so that a huge answer cannot fill the page. */
export function readText(value: unknown, name: string, longest = 2048): string | undefined {
  const text = readField(value, name)
  return typeof text === 'string' && text ? text.slice(0, longest) : undefined
}

/** An own field that names something: a whole number, or a text that is never cut, since half a name is another. */
export function readId(value: unknown, name: string): string | undefined {
  const id = readField(value, name)
  return Number.isSafeInteger(id) ? String(id) : readText(value, name, Infinity)
}

/** An object of texts, without anything in it that is none; `undefined` where it is no object. */
export function readTexts(value: unknown): Record<string, string> | undefined {
  return isRecord(value)
    ? filterFields(value, (field): field is string => typeof field === 'string')
    : undefined
}
