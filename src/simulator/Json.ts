/** A value as JSON carries it. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject

/** A JSON object. Read it with `readKey`: names such as `constructor` may be keys, and must not reach a prototype. */
export interface JsonObject {
  readonly [key: string]: Json
}

/** Reads JSON text; `undefined` when it is not JSON. */
export function readJson(text: string): Json | undefined {
  try {
    const value: Json = JSON.parse(text)
    return value
  } catch {
    return undefined
  }
}

/** Whether a JSON value is an object, neither `null` nor a list. */
export function isJsonObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Whether a JSON value is a list. */
export function isJsonList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value)
}

/** An object's own value under a key; `undefined` when it has none of its own. */
export function readKey(object: JsonObject, key: string): Json | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined
}

/** An object's own text under a key; empty when that is no text. */
export function readString(object: JsonObject, key: string): string {
  const value = readKey(object, key)
  return typeof value === 'string' ? value : ''
}
