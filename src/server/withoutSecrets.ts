const maxObjects = 500
const basicHeader = /\bBasic\s+[A-Za-z0-9+/=_-]{8,}/gi

/**
 * An error as it may go to a log. One that holds a secret anywhere (in its text, its cause, the request an HTTP
 * library hangs on it) is replaced by an error with its name and its text, and the secret struck out.
 */
export function withoutSecrets(error: unknown, secrets: readonly string[]): unknown {
  try {
    return struckOut(error, secrets)
  } catch {
    // Something with a getter or a proxy that throws: whatever reads it next would throw as well.
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

/** Every text within, getters left alone. Past a bound one is added that counts as a secret. */
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
