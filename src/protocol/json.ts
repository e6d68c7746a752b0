/** True for a JSON object or array. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

/** An own field of a JSON object; otherwise `undefined`, so that inherited keys never count. */
export function readField(value: unknown, name: string): unknown {
  return isRecord(value) && Object.hasOwn(value, name) ? value[name] : undefined
}

/** The value at a dotted path, such as `status.state` or `errors.0`; `undefined` if there is none. */
export function readAt(body: unknown, path: string): unknown {
  return path.split('.').reduce(readField, body)
}

/** An own, non-empty string field, cut to `longest` characters: a huge response must not fill the page. */
export function readText(value: unknown, name: string, longest = 2048): string | undefined {
  const text = readField(value, name)
  return typeof text === 'string' && text ? text.slice(0, longest) : undefined
}

/** An own field that is an ID: a safe integer or a string. Never cut, because half an ID is another ID. */
export function readId(value: unknown, name: string): string | undefined {
  const id = readField(value, name)
  return Number.isSafeInteger(id) ? String(id) : readText(value, name, Infinity)
}

/** An own field that is a finite number, 0 or more: a time, a duration, a count or a percentage. */
export function readNumber(value: unknown, name: string): number | undefined {
  const number = readField(value, name)
  return typeof number === 'number' && Number.isFinite(number) && number >= 0 ? number : undefined
}

/** An own field that is an object, without its values that are not strings. */
export function readTexts(value: unknown, name: string): Record<string, string> | undefined {
  const texts = readField(value, name)
  return isRecord(texts) ? filterFields(texts, (text): text is string => typeof text === 'string') : undefined
}

/** An own field that is a list, cut to `longest` entries; an empty list for anything else. */
export function readList(value: unknown, name: string, longest = Infinity): readonly unknown[] {
  const list: unknown = readField(value, name)
  return Array.isArray(list) ? list.slice(0, longest) : []
}

/** Reads several fields of an object, each with its own reader. Missing fields are omitted. */
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

/** The result type of `defined`: fields that may be `undefined` become optional. */
type Defined<T> = { [Name in keyof T as undefined extends T[Name] ? never : Name]: T[Name] } & {
  [Name in keyof T as undefined extends T[Name] ? Name : never]?: Exclude<T[Name], undefined>
}

/** The same object without the fields that are `undefined`, so that it equals its own JSON round trip. */
export function defined<T extends object>(fields: T): Defined<T> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- TypeScript cannot infer what remains.
  return filterFields(fields, (value) => value !== undefined) as Defined<T>
}

/** Keeps the fields whose values pass. */
function filterFields<T>(fields: object, isKept: (value: unknown) => value is T): Record<string, T>
function filterFields(fields: object, isKept: (value: unknown) => boolean): object
function filterFields(fields: object, isKept: (value: unknown) => boolean): object {
  return Object.fromEntries(Object.entries(fields).filter((field) => isKept(field[1])))
}

/**
 * A time in ISO 8601; `undefined` if it is not a valid time. Never throws.
 *
 * @param at epoch ms
 */
export function toIso(at: number | undefined): string | undefined {
  const date = new Date(at ?? Number.NaN)
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString()
}
