/** What `defined` makes of a type: fields that may be `undefined` become optional. */
type Defined<T> = { [Name in keyof T as undefined extends T[Name] ? never : Name]: T[Name] } & {
  [Name in keyof T as undefined extends T[Name] ? Name : never]?: Exclude<T[Name], undefined>
}

/** The same object without the fields that are `undefined`, so that it equals what JSON makes of it. */
export function defined<T extends object>(fields: T): Defined<T> {
  const entries = Object.entries(fields).filter(([, value]) => value !== undefined)
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- Object.fromEntries knows nothing of its entries.
  return Object.fromEntries(entries) as Defined<T>
}
