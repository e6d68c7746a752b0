/** A JSON value. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject

/** A JSON object. Read it with `readKey`: a key such as `constructor` must not reach the prototype. */
export interface JsonObject {
  readonly [key: string]: Json
}

/** Parses JSON text; `undefined` if it is not JSON. */
export function readJson(text: string): Json | undefined {
  try {
    const value: Json = JSON.parse(text)
    return value
  } catch {
    return undefined
  }
}

/** Whether a JSON value is an object, not `null` or an array. */
export function isJsonObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Whether a JSON value is an array. */
export function isJsonList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value)
}

/** An object's own value for a key; `undefined` if it has none. */
export function readKey(object: JsonObject, key: string): Json | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined
}

/** An object's own string for a key; empty if it is missing or not a string. */
export function readString(object: JsonObject, key: string): string {
  const value = readKey(object, key)
  return typeof value === 'string' ? value : ''
}

/** A response of a simulator, before it becomes a `Response`. */
export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  /** `undefined`: no body. */
  readonly body: Json | undefined
}
