import { isPassed } from './allowList.ts'
import { invalid } from './proxyOptions.ts'

/** What is added to each request, and all spellings of the secrets that no response may contain. */
export interface Credentials {
  /** The name of the account, which is not a secret. */
  readonly account: string
  readonly headers: Readonly<Record<string, string>>
  readonly query: Readonly<Record<string, string>>
  readonly secrets: readonly string[]
}

/** A shorter one could be a word in a legitimate response, such as the version of an API. */
const minSecretLength = 8

/** All spellings of the secrets in JSON, in URLs and in base64. */
export function spellSecrets(secrets: readonly string[]): readonly string[] {
  const spelled = secrets.flatMap((secret) => {
    const base64 = toBase64(secret)
    return [secret, base64, base64.replaceAll('+', '-').replaceAll('/', '_')].flatMap((text) => [
      text,
      ...[encodeURIComponent(text), new URLSearchParams({ '': text }).toString().slice(1)].flatMap(
        (encoded) => [
          encoded,
          // As .NET writes it.
          encoded.replaceAll(/%[0-9A-F]{2}/g, (escape) => escape.toLowerCase()),
        ],
      ),
      JSON.stringify(text).slice(1, -1),
    ])
  })
  // The longest first: a shorter one may be a part of it.
  return [...new Set(spelled)]
    .filter((text) => text.length >= minSecretLength)
    .toSorted((one, other) => other.length - one.length)
}

function toBase64(text: string): string {
  const bytes = new TextEncoder().encode(text)
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')).replace(/=+$/, '')
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
  return strikeSecrets(text.replaceAll(basicHeader, '[credentials]'), secrets)
}

/** The text with every secret replaced by `[credentials]`. */
export function strikeSecrets(text: string, secrets: readonly string[]): string {
  let struck = text
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

/**
 * Reads what an application adds to each request.
 *
 * @throws {TypeError} that names the header or parameter, never its value.
 */
export function addedCredentials(factory: string, value: unknown): Credentials {
  if (typeof value !== 'object' || value === null) throw missing(factory)
  const headers = readValues(factory, 'headers', Reflect.get(value, 'headers'))
  const query = readValues(factory, 'query', Reflect.get(value, 'query'))
  const account: unknown = Reflect.get(value, 'account')
  const plain = [...Object.values(headers).flatMap(secretsOf), ...Object.values(query)]
  return {
    account: typeof account === 'string' ? account : '',
    headers,
    query,
    secrets: spellSecrets(plain.filter((text) => text.length >= minSecretLength)),
  }
}

/** A header's value, and what follows its scheme: `Bearer …`. For HTTP Basic, also what it encodes. */
function secretsOf(value: string): string[] {
  const [, scheme = '', rest = ''] = /^(\S+)\s+(.*)$/.exec(value) ?? []
  if (!/^basic$/i.test(scheme) || !/^[A-Za-z0-9+/]+=*$/.test(rest)) return [value, rest]
  try {
    const pair = new TextDecoder().decode(Uint8Array.from(atob(rest), (letter) => letter.charCodeAt(0)))
    return [value, rest, pair, pair.slice(pair.indexOf(':') + 1)]
  } catch {
    return [value, rest]
  }
}

function readValues(factory: string, kind: 'headers' | 'query', value: unknown): Record<string, string> {
  if (value === undefined) return {}
  if (typeof value !== 'object' || value === null) throw missing(factory)
  const entries: (readonly [string, unknown])[] = Object.entries(value)
  return Object.fromEntries(
    entries.map(([name, text]) => {
      const isNamed = kind === 'query' ? name !== '' : isPassed(name, 'credentials')
      if (isNamed && typeof text === 'string' && /^[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?$/.test(text))
        return [name, text]
      throw invalid(
        factory,
        `credentials.${kind} has an entry that cannot be sent: ${JSON.stringify(name).slice(0, 100)}`,
        'The API would refuse every request, or read another one',
        'Check that the variable is set and has no line break or space around it.',
      )
    }),
  )
}

function missing(factory: string): TypeError {
  return invalid(
    factory,
    'credentials is not an object with headers or query',
    'The proxy adds them to every request to the API',
    "Pass { headers: { Authorization: 'Bearer …' } } or a function of the scope that returns it; {} if the API needs none.",
  )
}
