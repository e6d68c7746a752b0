import { ApiFailure } from './ApiFailure.ts'
import type { Settings } from './SimulatorOptions.ts'

/** The account of a request: the user name of its Basic credentials. Throws a 401 / 20003 when it may not come in. */
export function authenticate(header: string | null, { credentials }: Settings): string {
  const given = /^basic +(\S+)$/i.exec(header ?? '')?.[1]
  const [user, password] = splitOnce(decode(given ?? ''))
  if (user === '' || password === '')
    throw refusal('Basic credentials are required: a user name and a password.')
  if (credentials === null) return user
  if (Object.hasOwn(credentials, user) && credentials[user] === password) return user
  throw refusal('These credentials are not known.')
}

function refusal(message: string): ApiFailure {
  return new ApiFailure(401, 20_003, message, { headers: { 'WWW-Authenticate': 'Basic realm="Twilio API"' } })
}

function decode(base64: string): string {
  try {
    return atob(base64)
  } catch {
    return ''
  }
}

function splitOnce(pair: string): [string, string] {
  const colon = pair.indexOf(':')
  return colon === -1 ? ['', ''] : [pair.slice(0, colon), pair.slice(colon + 1)]
}
