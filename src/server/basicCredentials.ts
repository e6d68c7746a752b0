/** A Twilio API key SID (`SK…`) with its secret, or for local trials an Account SID (`AC…`) with its auth token. */
export interface OrchestratorCredentials {
  readonly username: string
  readonly password: string
}

/** Whose they are, the `Authorization` value, and every spelling of the secret that must not come back in an answer. */
export interface BasicCredentials {
  readonly username: string
  readonly authorization: string
  readonly secrets: readonly string[]
}

/** Below this length a password is a word that an honest answer may hold; Twilio's have 32 characters. */
const minSecretLength = 8

/**
 * HTTP Basic (RFC 7617) of a user and a password.
 *
 * @throws {TypeError} when one is missing or could not be sent; the message names the field, not its value.
 */
export function basicCredentials(credentials: unknown): BasicCredentials {
  const username = readField(credentials, 'username', /^[\x21-\x39\x3b-\x7e]+$/)
  const password = readField(credentials, 'password', /^[\x21-\x7e]+$/)
  const pair = btoa(`${username}:${password}`)
  const base64 = [pair, btoa(password)].map((text) => text.replace(/=+$/, ''))
  const plain = [password, ...base64, ...base64.map(toBase64Url)]
  const spelled = plain.flatMap((text) => [text, encodeURIComponent(text), JSON.stringify(text).slice(1, -1)])
  return {
    username,
    authorization: `Basic ${pair}`,
    secrets: [...new Set(spelled)].filter((text) => text.length >= minSecretLength),
  }
}

function readField(credentials: unknown, name: 'username' | 'password', pattern: RegExp): string {
  const value: unknown =
    typeof credentials === 'object' && credentials !== null ? Reflect.get(credentials, name) : undefined
  if (typeof value === 'string' && pattern.test(value)) return value
  const what =
    typeof value === 'string' && value !== '' ? 'has a character that cannot be sent' : 'is missing'
  throw new TypeError(
    `createOrchestratorProxy: credentials.${name} ${what}. Twilio refuses every request without HTTP Basic ` +
      'credentials. Pass { username: <API key SID>, password: <API key secret> } from your server’s secret ' +
      'store; check that the variable is set and has no space, line break or (in the username) colon.',
  )
}

function toBase64Url(text: string): string {
  return text.replaceAll('+', '-').replaceAll('/', '_')
}
