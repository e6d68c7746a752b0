import { ApiFailure } from '../../../simulator/http/ApiFailure.ts'
import { readJson } from '../../../simulator/http/json.ts'
import type { Json } from '../../../simulator/http/json.ts'
import type { Api, Settings } from '../state/SimulatorOptions.ts'
import { invalidCode } from './Context.ts'

/** The account: the user name of the Basic credentials. Throws a 401 / 20003 if they are not accepted. */
export function authenticate(header: string | null, { credentials }: Settings): string {
  const given = /^basic +(\S+)$/i.exec(header ?? '')?.[1]
  const [, user = '', password = ''] = /^([^:]*):(.*)$/s.exec(decode(given ?? '')) ?? []
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

/**
 * The JSON of a body; `undefined` if it is empty. Throws a 415 / 20422 for any other media type, including
 * forms, and a 400 for text that is not JSON.
 */
export function parseBody(text: string, contentType: string | null, api: Api): Json | undefined {
  if (text === '') return undefined
  const mediaType = contentType?.split(';')[0]?.trim().toLowerCase()
  if (mediaType !== 'application/json') {
    throw new ApiFailure(
      415,
      20_422,
      `The body must be application/json, not ${mediaType ?? 'without a media type'}.`,
    )
  }
  const body = readJson(text)
  if (body === undefined) throw new ApiFailure(400, invalidCode(api), 'The body is not JSON.')
  return body
}
