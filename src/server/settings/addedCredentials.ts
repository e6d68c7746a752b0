import { isPassed } from './headerNames.ts'
import { invalid } from './proxyOptions.ts'
import { minSecretLength, spellSecrets } from './redactSecrets.ts'
import type { Credentials } from './redactSecrets.ts'

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
