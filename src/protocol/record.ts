import type { Defined } from './defined.ts'
import { defined, filterFields } from './defined.ts'

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

/** An own field that is an object of texts, without anything in it that is none. */
export function readTexts(value: unknown, name: string): Record<string, string> | undefined {
  const texts = readField(value, name)
  return isRecord(texts) ? filterFields(texts, (text): text is string => typeof text === 'string') : undefined
}

/** Reads several fields of an object, each in its own way. Those that are not there are left out. */
export function readFields<T extends object>(
  value: unknown,
  readers: { readonly [Name in keyof T]: (value: unknown, name: string) => T[Name] },
): Defined<T>
export function readFields(
  value: unknown,
  readers: Readonly<Record<string, (value: unknown, name: string) => unknown>>,
): object {
  return defined(Object.fromEntries(Object.entries(readers).map(([name, read]) => [name, read(value, name)])))
}
