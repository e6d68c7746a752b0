import { get, site, write } from '../exchange.ts'
import type { RequestRow } from './abuseRow.ts'

const configurations = '/v2/ControlPlane/Configurations'
const stores = '/v1/ControlPlane/Stores'
const operations = '/v2/ControlPlane/Operations'
const csrf = { 'Content-Type': 'application/json' }

function post(headers: Record<string, string>, body = '{}'): Request {
  return new Request(`${site}/api/twilio${stores}`, { method: 'POST', headers, body })
}

function preflight(headers: Record<string, string>, path = stores): Request {
  const asked = { 'Access-Control-Request-Method': 'POST' }
  return new Request(`${site}/api/twilio${path}`, { method: 'OPTIONS', headers: { ...asked, ...headers } })
}

/** Writes from pages of other sites. */
export const crossSiteWriteRows: readonly RequestRow[] = [
  [
    'another site’s page',
    () => post({ ...csrf, 'Sec-Fetch-Site': 'cross-site', Origin: 'https://evil.example' }),
    403,
  ],
  ['another site’s page without Origin', () => post({ ...csrf, 'Sec-Fetch-Site': 'cross-site' }), 403],
  [
    'a sister subdomain',
    () => post({ ...csrf, 'Sec-Fetch-Site': 'same-site', Origin: 'https://blog.example.com' }),
    403,
  ],
  [
    'a Sec-Fetch-Site with two values',
    () => post({ ...csrf, 'Sec-Fetch-Site': 'same-origin, cross-site' }),
    403,
  ],
  ['an unknown Sec-Fetch-Site', () => post({ ...csrf, 'Sec-Fetch-Site': 'near' }), 403],
  ['an old browser on another site', () => post({ ...csrf, Origin: 'https://evil.example' }), 403],
  ['an opaque origin', () => post({ ...csrf, Origin: 'null' }), 403],
  ['the same host on another scheme', () => post({ ...csrf, Origin: 'http://admin.example.com' }), 403],
  ['the same host on another port', () => post({ ...csrf, Origin: 'https://admin.example.com:8443' }), 403],
  ['an origin with the same beginning', () => post({ ...csrf, Origin: `${site}.evil.example` }), 403],
  [
    'a form in a very old browser',
    () => post({ 'Content-Type': 'application/x-www-form-urlencoded' }, 'a=1'),
    403,
  ],
  ['JSON as text/plain in a very old browser', () => post({ 'Content-Type': 'text/plain' }), 403],
  [
    'a cross-site DELETE',
    () => write('DELETE', `${stores}/s1`, null, { 'Sec-Fetch-Site': 'cross-site' }),
    403,
  ],
  ['a preflight from an unknown origin', () => preflight({ Origin: 'https://evil.example' }), 403],
  ['a preflight without origin', () => preflight({}), 403],
  [
    'a preflight outside the allow-list',
    () => preflight({ Origin: 'https://a.example' }, '/v2/Conversations'),
    404,
  ],
  [
    'a cross-site PUT',
    () => write('PUT', `${configurations}/c1`, '{}', { 'Sec-Fetch-Site': 'cross-site' }),
    403,
  ],
  [
    'a cross-site PATCH of JSON',
    () => write('PATCH', `${configurations}/c1`, '{}', { 'Sec-Fetch-Site': 'cross-site' }),
    403,
  ],
  [
    'a form that navigates',
    () =>
      post(
        {
          'Content-Type': 'application/x-www-form-urlencoded',
          'Sec-Fetch-Site': 'cross-site',
          'Sec-Fetch-Mode': 'navigate',
        },
        'a=1',
      ),
    403,
  ],
  [
    'a multipart form in an old browser',
    () => post({ 'Content-Type': 'multipart/form-data; boundary=x' }, '--x--'),
    403,
  ],
  ['two origins', () => post({ ...csrf, Origin: `${site}, https://evil.example` }), 403],
  ['this origin in capitals', () => post({ ...csrf, Origin: site.toUpperCase() }), 403],
  ['this origin with a slash', () => post({ ...csrf, Origin: `${site}/` }), 403],
  ['a Sec-Fetch-Site in capitals', () => post({ ...csrf, 'Sec-Fetch-Site': 'SAME-ORIGIN' }), 403],
  ['an empty Sec-Fetch-Site', () => post({ ...csrf, 'Sec-Fetch-Site': '' }), 403],
]

/** Reads from pages of other sites, and links followed from there. */
export const crossSiteReadRows: readonly RequestRow[] = [
  [
    'a fetch from another site',
    () =>
      get(configurations, {
        'Sec-Fetch-Site': 'cross-site',
        'Sec-Fetch-Mode': 'cors',
        Origin: 'https://evil.example',
      }),
    403,
  ],
  [
    'an image on another site',
    () =>
      get(configurations, {
        'Sec-Fetch-Site': 'cross-site',
        'Sec-Fetch-Mode': 'no-cors',
        'Sec-Fetch-Dest': 'image',
      }),
    403,
  ],
  [
    'a script on another site',
    () => get(`${operations}/o1`, { 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Dest': 'script' }),
    403,
  ],
  [
    'a link on another site',
    () =>
      get(configurations, {
        'Sec-Fetch-Site': 'cross-site',
        'Sec-Fetch-Mode': 'navigate',
        'Sec-Fetch-User': '?1',
      }),
    403,
  ],
  [
    'a frame on another site',
    () => get(configurations, { 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Dest': 'iframe' }),
    403,
  ],
  [
    'a prefetch by another site',
    () => get(configurations, { 'Sec-Fetch-Site': 'cross-site', 'Sec-Purpose': 'prefetch' }),
    403,
  ],
  ['a sister subdomain that reads', () => get(configurations, { 'Sec-Fetch-Site': 'same-site' }), 403],
  [
    'an old browser’s fetch from another site',
    () => get(configurations, { Origin: 'https://evil.example' }),
    403,
  ],
  ['a sandboxed frame', () => get(configurations, { Origin: 'null' }), 403],
  ['two Sec-Fetch-Site values', () => get(configurations, { 'Sec-Fetch-Site': 'none, cross-site' }), 403],
]
