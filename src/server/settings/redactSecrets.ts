/** The user name, the `Authorization` value, and all spellings of the secret that no response may contain. */
export interface Credentials {
  readonly username: string
  readonly authorization: string
  readonly secrets: readonly string[]
}

const maxObjects = 500
const basicHeader = /\bBasic\s+[A-Za-z0-9+/=_-]{8,}/gi

/**
 * Makes an error safe to log. If it contains a secret anywhere (in its text, its cause, or a request that an
 * HTTP library attached), returns an error with its name, message and stack only, and every secret replaced
 * by `[credentials]`.
 */
export function redactSecrets(error: unknown, secrets: readonly string[]): unknown {
  try {
    return struckOut(error, secrets)
  } catch {
    // A getter or a Proxy threw. It would throw again in the log.
    return new Error('Something was thrown that cannot be read.')
  }
}

function struckOut(error: unknown, secrets: readonly string[]): unknown {
  if (!textsOf(error).some((text) => strike(text, secrets) !== text)) return error
  const { name, message } = error instanceof Error ? error : { name: 'Error', message: String(error) }
  const struck = new Error(strike(message, secrets))
  if (name !== 'Error') struck.name = strike(name, secrets)
  struck.stack = strike(error instanceof Error ? (error.stack ?? '') : '', secrets)
  return struck
}

function strike(text: string, secrets: readonly string[]): string {
  let struck = text.replaceAll(basicHeader, '[credentials]')
  for (const secret of secrets) struck = struck.replaceAll(secret, '[credentials]')
  return struck
}

/** All strings in a value, without calling getters. Beyond 500 objects, adds one that counts as a secret. */
function textsOf(error: unknown): string[] {
  const texts: string[] = []
  const seen = new Set<object>()
  const open: unknown[] = [error]
  while (open.length > 0) {
    const value = open.pop()
    if (typeof value === 'string') texts.push(value)
    if (typeof value !== 'object' || value === null || seen.has(value)) continue
    if (seen.size === maxObjects) return [...texts, 'Basic unknown-to-us']
    seen.add(value)
    if (value instanceof Map || value instanceof Set || value instanceof Headers) open.push(...value)
    if (value instanceof Request || value instanceof Response) open.push(value.headers, value.url)
    if (value instanceof Error) open.push(value.stack, value.cause)
    if (ArrayBuffer.isView(value)) {
      texts.push(new TextDecoder('latin1').decode(value))
      continue
    }
    for (const name of Reflect.ownKeys(value)) {
      open.push(name, Reflect.getOwnPropertyDescriptor(value, name)?.value)
    }
  }
  return texts
}
