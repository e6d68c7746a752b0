import { operationIdPattern } from './orchestratorRoutes.ts'

const httpDate = /^[A-Za-z0-9,: -]{1,40}$/
const visible = /^[\x21-\x7e]{1,256}$/

const patterns: Readonly<Record<string, RegExp>> = {
  'Retry-After': httpDate,
  'Operation-Id': operationIdPattern,
  Date: httpDate,
  ETag: visible,
  'Twilio-Request-Id': visible,
  'X-Conflicting-Resource-Id': operationIdPattern,
}

/** What a page of an allowed origin may read; the others are unreadable to it under CORS. */
export const exposedHeaders: readonly string[] = [...Object.keys(patterns), 'Location']

/** The upstream's headers that the browser needs, each only in its documented shape. All others stay here. */
export function passedHeaders(upstream: Headers): Headers {
  const passed = new Headers()
  for (const [name, pattern] of Object.entries(patterns)) {
    const value = upstream.get(name)
    if (value !== null && pattern.test(value)) passed.set(name, value)
  }
  return passed
}
