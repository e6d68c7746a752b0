import { get } from '../exchange.ts'

const configurations = '/v2/ControlPlane/Configurations'

/** Normalized before the allow-list check, or dropped: only the list of configurations is read. */
export const harmlessRows: readonly (readonly [what: string, request: () => Request])[] = [
  ['dot segments that end on the list', () => get('/v2/x/../ControlPlane/Configurations')],
  ['escaped dot segments that end on the list', () => get('/v2/x/%2E%2e/ControlPlane/Configurations')],
  ['backslashes', () => get('\\v2\\ControlPlane\\Configurations')],
  ['a slash that a frontend adds at the end', () => get(`${configurations}/`)],
  ['a slash that a gateway adds in front', () => get(`/${configurations}`)],
  ['a tab', () => get('/v2/Control\tPlane/Configurations')],
  ['another host in the URL', () => new Request(`https://evil.example/api/twilio${configurations}`)],
  ['a fragment', () => get(`${configurations}#@evil.example`)],
  ['a query that looks like a host', () => get(`${configurations}?@evil.example/`)],
  [
    'override headers',
    () =>
      get(configurations, {
        'X-HTTP-Method-Override': 'DELETE',
        'X-Original-URL': '/v2/Conversations',
        'X-Rewrite-URL': '/x',
        Host: 'evil.example',
      }),
  ],
  [
    'forwarded headers',
    () => get(configurations, { Forwarded: 'host=evil.example', 'X-Forwarded-Host': 'evil.example' }),
  ],
  ['_method in the query', () => get(`${configurations}?_method=DELETE`)],
  ['X-Method-Override', () => get(configurations, { 'X-Method-Override': 'PUT', 'X-HTTP-Method': 'PUT' })],
  [
    'the caller’s own credentials',
    () =>
      get(configurations, {
        Authorization: 'Basic eDp5',
        Cookie: 'a=b',
        'Proxy-Authorization': 'Basic eDp5',
      }),
  ],
  [
    'hop-by-hop headers',
    () =>
      get(configurations, {
        TE: 'trailers',
        Range: 'bytes=0-1',
        'If-None-Match': '*',
        'Accept-Encoding': 'x',
      }),
  ],
  [
    'headers for another account and region',
    () => get(configurations, { 'X-Twilio-Account': 'AC9', 'Twilio-Region': 'au1' }),
  ],
  ['a line break in the path', () => get('/v2/Control\r\nPlane/Configurations')],
]
