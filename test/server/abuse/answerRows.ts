import { json } from '../exchange.ts'
import type { Upstream } from '../exchange.ts'
import type { AnswerRow } from './abuseRow.ts'
import { foreignUrls } from './foreignUrls.ts'
import { deep, endless } from './hostileBodies.ts'

const operations = '/v2/ControlPlane/Operations'
const evil = 'https://evil.example/v2/ControlPlane/Operations/o1'

/** What `redirect: 'manual'` returns in runtimes that hide the status of a redirect. */
function opaque(response: Response): Response {
  return Object.defineProperty(response, 'type', { value: 'opaqueredirect' })
}

function html(status: number, headers: Record<string, string> = {}): Upstream {
  const type = { 'Content-Type': 'text/html', ...headers }
  return () => new Response('<script>alert(1)</script>', { status, headers: type })
}

/** URLs that would send a page or our credentials elsewhere. */
export const foreignUrlRows: readonly AnswerRow[] = [
  ...foreignUrls.map((url): AnswerRow => [
    `statusUrl ${JSON.stringify(url).slice(0, 100)}`,
    () => json({ status: 'PENDING', statusUrl: url }),
    502,
  ]),
  ['a statusUrl that is an array', () => json({ statusUrl: [evil] }), 502],
  ['a statusUrl that is an object', () => json({ statusUrl: { toString: evil } }), 502],
  ['a foreign resultUrl', () => json({ status: 'COMPLETED', resultUrl: evil }), 502],
  ['a resultUrl with dots', () => json({ resultUrl: 'https://conversations.twilio.com/v2/../x' }), 502],
  ['a foreign Location', () => json({}, 200, { Location: evil }), 502],
]

/** Responses that redirect the proxy. */
export const redirectRows: readonly AnswerRow[] = [
  ...[300, 301, 302, 303, 304, 307, 308].map((code): AnswerRow => [
    `a redirect ${code}`,
    () => new Response(null, { status: code, headers: { Location: evil } }),
    502,
  ]),
  ['a redirect to itself', () => new Response(null, { status: 307, headers: { Location: operations } }), 502],
  ['a redirect in JSON', () => json({ status: 'COMPLETED' }, 307, { Location: `${operations}/o2` }), 502],
  ['a redirect hidden by the runtime', () => opaque(json({ status: 'COMPLETED' })), 502],
]

/** Malformed or oversized responses. */
export const answerBodyRows: readonly AnswerRow[] = [
  ['HTML as 200', html(200), 502],
  ['HTML as 404', html(404), 404],
  ['HTML as 503', html(503, { 'Retry-After': '9' }), 503],
  [
    'JSON with the type text/html',
    () => new Response('{}', { headers: { 'Content-Type': 'text/html' } }),
    502,
  ],
  ['HTML without a type', () => new Response(new TextEncoder().encode('<p>{}')), 502],
  ['truncated JSON', () => new Response('{"a":', { headers: { 'Content-Type': 'application/json' } }), 502],
  ['a JSON array', () => json([1]), 502],
  [
    'JSON nested too deeply for the stack',
    () => new Response(`{"a":${deep}}`, { headers: { 'Content-Type': 'application/json' } }),
    502,
  ],
  ['a 204 to a read', () => new Response(null, { status: 204 }), 502],
  ['a body over the limit', () => json({ a: 'x'.repeat(8_388_608) }), 502],
  [
    'a body that never ends',
    () => new Response(endless(), { headers: { 'Content-Type': 'application/json' } }),
    502,
  ],
  [
    'a body that fails midway',
    () =>
      new Response(new ReadableStream({ start: (c) => c.error(new Error('cut')) }), {
        headers: { 'Content-Type': 'application/json' },
      }),
    502,
  ],
]
