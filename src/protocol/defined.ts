/** What `defined` makes of a type: fields that may be `undefined` become optional. */
export type Defined<T> = { [Name in keyof T as undefined extends T[Name] ? never : Name]: T[Name] } & {
  [Name in keyof T as undefined extends T[Name] ? Name : never]?: Exclude<T[Name], undefined>
}

/** The same object without the fields that are `undefined`, so that it equals what JSON makes of it. */
export function defined<T extends object>(fields: T): Defined<T> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- The type of a part cannot be told by its values.
  return filterFields(fields, (value) => value !== undefined) as Defined<T>
}

/** The part of an object whose values pass. */
export function filterFields<T>(fields: object, isKept: (value: unknown) => value is T): Record<string, T>
export function filterFields(fields: object, isKept: (value: unknown) => boolean): object
export function filterFields(fields: object, isKept: (value: unknown) => boolean): object {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => isKept(value)))
}
