import { site } from '../exchange.ts'
import { LISTED_PATHS } from '../listedPaths.ts'

/** A hostile request, or one that differs slightly from a valid one. */
export interface FuzzedRequest {
  readonly url: string
  readonly init: RequestInit
}

/** Numbers in [0, 1), the same for the same seed (mulberry32). */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

const words = ['v1', 'v2', 'ControlPlane', 'Configurations', 'Conversations', 'Stores', 'Operations']
const ids = ['c1', 'proc_job_1', 'TraitGroups', 'DataMappings', 'IdentityResolutionSettings', 'a'.repeat(129)]
const tricks = [
  '',
  '.',
  '..',
  '...',
  '%2e',
  '%2e%2e',
  '%2E.',
  '%252e%252e',
  '..;',
  '%2f',
  '%252f',
  '%5c',
  '\\',
  '\\\\',
  '//',
  '@evil.example',
  ':80',
  ':443',
  '%00',
  '\0',
  '\t',
  '\n',
  '\r\n',
  '%0d%0a',
  '%09',
  '%20',
  ' ',
  ';x=1',
  '*',
  '{id}',
  '\u2025',
  '\u2024\u2024',
  '\uff0e\uff0e',
  '\uff0f',
  '\u2215',
  '\u3002',
  '\u200b',
  '\u202e',
  '\ud800',
  '%c0%ae',
  '%u002e',
  'https:',
  'http://evil.example',
  'evil.example',
  'conversations.twilio.com',
  '[::1]',
  '?',
  '#',
  '&',
  '%',
  '%zz',
]
const tails = [
  '',
  '',
  '',
  '?pageSize=5',
  '?pageToken=//evil.example',
  '?pageSize=1&pageSize=2',
  '?_method=DELETE',
  '#x',
  '/',
]
const hosts = [
  site,
  site,
  site,
  'https://evil.example',
  'http://localhost',
  'https://conversations.twilio.com',
]
const methods = [
  'GET',
  'GET',
  'GET',
  'POST',
  'PUT',
  'PATCH',
  'DELETE',
  'OPTIONS',
  'HEAD',
  'PROPFIND',
  'get',
  'pAtch',
]
const values = [
  '',
  '*',
  'DELETE',
  'GET',
  'evil.example',
  site,
  'null',
  'same-origin',
  'cross-site',
  'none',
  '/v2/Conversations',
  'application/json',
  'text/plain',
  'application/json; charset=utf-8',
  'chunked',
  'gzip',
  'W/"1"',
  '"é"',
  'a, b',
  '019a7835-2350-7c1e-9a44-5b1f0c6d2e71',
  'Basic eDp5',
  'Bearer x',
  'session=1',
  '0',
  '-1',
  '262145',
]
const names = [
  'Accept',
  'Authorization',
  'Content-Length',
  'Content-Type',
  'Cookie',
  'Forwarded',
  'Host',
  'Idempotency-Key',
  'If-Match',
  'Origin',
  'Proxy-Authorization',
  'Range',
  'Referer',
  'Sec-Fetch-Mode',
  'Sec-Fetch-Site',
  'TE',
  'Transfer-Encoding',
  'Upgrade',
  'X-Forwarded-Host',
  'X-HTTP-Method-Override',
  'X-Method-Override',
  'X-Original-URL',
  'X-Rewrite-URL',
  'Access-Control-Request-Method',
]

/** The next random request. */
export function fuzzRequest(random: () => number): FuzzedRequest {
  const pick = <T>(of: readonly [T, ...T[]] | readonly T[]): T => {
    const one = of[Math.floor(random() * of.length)]
    if (one === undefined) throw new RangeError('Nothing to pick from')
    return one
  }
  const base = random() < 0.95 ? '/api/twilio' : pick(['', '/api/twilio/..', '/api/twiliox', '/API/TWILIO'])
  const method = pick(methods)
  const headers: [string, string][] = []
  if (random() < 0.5) headers.push(['Content-Type', 'application/json'])
  for (let left = Math.floor(random() * 4); left > 0; left -= 1) {
    const free = String.fromCharCode(33 + Math.floor(random() * 94)).repeat(1 + Math.floor(random() * 40))
    headers.push([pick(names), random() < 0.8 ? pick(values) : free])
  }
  const hasBody = !/^(get|head)$/i.test(method)
  const init = {
    method,
    headers,
    body: hasBody ? pick(['{}', '{"a":1}', '[]', '{"_method":"DELETE"}', 'x']) : null,
  }
  return { url: `${pick(hosts)}${base}${path()}${pick(tails)}`, init }

  function path(): string {
    const way = random()
    if (way < 0.3) return pick(LISTED_PATHS)
    // Insert one trick into an allow-listed path …
    if (way < 0.7) {
      const whole = pick(LISTED_PATHS)
      const at = Math.floor(random() * (whole.length + 1))
      return whole.slice(0, at) + pick(tricks) + whole.slice(random() < 0.8 ? at : at + 1)
    }
    // … or build an arbitrary path.
    const pieces = Array.from({ length: Math.floor(random() * 7) }, () =>
      pick(random() < 0.6 ? words : random() < 0.5 ? ids : tricks),
    )
    return `/${pieces.join(random() < 0.9 ? '/' : '')}`
  }
}
