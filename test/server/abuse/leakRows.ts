import { json, password, username } from '../exchange.ts'
import type { AnswerRow } from './abuseRow.ts'

const pair = `${username}:${password}`

/** Responses and errors that contain our credentials, in any encoding. */
export const leakRows: readonly AnswerRow[] = [
  ['a connection error with credentials', () => Promise.reject(new TypeError(`connect ${pair}`)), 502],
  [
    'a thrown credential',
    () => {
      throw new Error(`Basic ${btoa(pair)}`)
    },
    502,
  ],
  ['a network error response', () => Response.error(), 502],
  ['the password', () => json({ echo: `x${password}y` }), 502],
  ['the password in an error', () => json({ message: password }, 401), 502],
  ['the password as a property name', () => json({ [password]: 1 }), 502],
  [
    'the password in JSON escapes',
    () =>
      new Response(`{"a":"\\u005a${password.slice(1).replace('"', '\\"')}"}`, {
        headers: { 'Content-Type': 'application/json' },
      }),
    502,
  ],
  ['the password URL-encoded', () => json({ echo: encodeURIComponent(password) }), 502],
  ['the password in base64', () => json({ echo: btoa(password) }), 502],
  ['the Authorization header', () => json({ headers: { authorization: `Basic ${btoa(pair)}` } }), 502],
  ['the pair in base64url', () => json({ echo: Buffer.from(pair).toString('base64url') }), 502],
  ['the password in an ETag', () => json({}, 200, { ETag: `"${password.replace('"', '"')}"` }), 502],
  ['the password in a request ID', () => json({}, 200, { 'Twilio-Request-Id': btoa(pair) }), 502],
  [
    'the password in HTML',
    () => new Response(`<p>${password}</p>`, { status: 500, headers: { 'Content-Type': 'text/html' } }),
    500,
  ],
  ['the password in base64url', () => json({ echo: Buffer.from(password).toString('base64url') }), 502],
  ['the pair in base64, URL-encoded', () => json({ echo: encodeURIComponent(btoa(pair)) }), 502],
  ['the Authorization header in an error', () => json({ message: `Basic ${btoa(pair)}` }, 500), 502],
  ['the password in nested arrays', () => json({ a: [[{ b: [password] }]] }), 502],
  [
    'the password in a Location',
    () =>
      json({ status: 'x', a: 1 }, 200, {
        Location: `/v2/ControlPlane/Operations/${btoa(password).replaceAll(/[^A-Za-z0-9_-]/g, '_')}`,
        ETag: btoa(password),
      }),
    502,
  ],
  [
    'a connection error with credentials in its cause',
    () => Promise.reject(new TypeError('x', { cause: new Error(`Basic ${btoa(pair)}`) })),
    502,
  ],
  [
    'a library error that contains the request',
    () => Promise.reject(Object.assign(new Error('x'), { config: { auth: { username, password } } })),
    502,
  ],
  [
    'a broken body whose error contains the password',
    () =>
      new Response(new ReadableStream({ start: (c) => c.error(new Error(password)) }), {
        headers: { 'Content-Type': 'application/json' },
      }),
    502,
  ],
]
