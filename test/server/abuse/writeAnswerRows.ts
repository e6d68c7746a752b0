import { json, operationId, password } from '../exchange.ts'
import type { Upstream } from '../exchange.ts'
import { foreignUrls } from './foreignUrls.ts'

const evil = 'https://evil.example/v2/ControlPlane/Operations/o1'

/** A hostile response to a write: it is passed on with this status, without its hostile parts. */
export type StrippedRow = readonly [what: string, upstream: Upstream, status: number]

export const strippedRows: readonly StrippedRow[] = [
  ...foreignUrls.map((url): StrippedRow => [
    `statusUrl ${JSON.stringify(url).slice(0, 100)} in a 202`,
    () => json({ statusUrl: url }, 202, { 'Operation-Id': operationId }),
    202,
  ]),
  ['a foreign Location in a 202', () => json({}, 202, { Location: evil, 'Operation-Id': operationId }), 202],
  [
    'a foreign URL in an error',
    () => json({ code: 1, statusUrl: evil, resultUrl: evil }, 404, { Location: evil }),
    404,
  ],
  [
    'an Operation-Id that is a path',
    () => json({ statusUrl: evil }, 202, { 'Operation-Id': '../../evil' }),
    502,
  ],
  ['only a foreign statusUrl', () => json({ statusUrl: evil }, 202), 502],
]

/** Headers that could split the response, set a cookie or loosen a browser policy. */
export const strippedHeaderRows: readonly StrippedRow[] = [
  ['Set-Cookie', () => json({}, 200, { 'Set-Cookie': 'session=evil' }), 200],
  [
    'Access-Control-Allow-Origin',
    () => json({}, 200, { 'Access-Control-Allow-Origin': 'https://evil.example' }),
    200,
  ],
  ['a refresh', () => json({}, 200, { Refresh: '0; url=https://evil.example' }), 200],
  ['a link', () => json({}, 200, { Link: '<https://evil.example>; rel=preload' }), 200],
  ['a challenge', () => json({}, 401, { 'WWW-Authenticate': 'Basic realm="evil"' }), 401],
  ['a Clear-Site-Data header', () => json({}, 200, { 'Clear-Site-Data': '"evil"' }), 200],
  ['another content type', () => json({}, 200, { 'Content-Type': 'application/vnd.evil+json' }), 200],
  ['a Retry-After that is a script', () => json({}, 200, { 'Retry-After': '5<evil>' }), 200],
  ['an ETag with a space', () => json({}, 200, { ETag: '"evil evil"' }), 200],
  ['an Operation-Id that is a path', () => json({}, 200, { 'Operation-Id': '../../evil' }), 200],
  ['a non-ASCII request ID', () => json({}, 200, { 'Twilio-Request-Id': 'evil\u00e9' }), 200],
  ['a conflicting ID that is a path', () => json({}, 409, { 'X-Conflicting-Resource-Id': 'evil/evil' }), 409],
  ['a Date of 99 letters', () => json({}, 200, { Date: `evil${'a'.repeat(95)}` }), 200],
  ['a Server', () => json({}, 200, { Server: `evil ${password.slice(0, 4)}` }), 200],
  [
    '__proto__',
    () =>
      new Response('{"__proto__":{"evil":1},"a":[{"__proto__":"evil"}]}', {
        headers: { 'Content-Type': 'application/json' },
      }),
    200,
  ],
]
