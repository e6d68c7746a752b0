import { get, write } from '../exchange.ts'
import type { RequestRow } from './abuseRow.ts'

const configurations = '/v2/ControlPlane/Configurations'
const stores = '/v1/ControlPlane/Stores'

/** Headers and queries that are ambiguous or smuggle something in. */
export const headerRows: readonly RequestRow[] = [
  [
    'a form',
    () => write('POST', stores, 'a=1', { 'Content-Type': 'application/x-www-form-urlencoded' }),
    415,
  ],
  ['text without Content-Type', () => write('POST', stores, 'a=1', { 'Content-Type': '' }), 400],
  [
    'a type that ends in json',
    () => write('POST', stores, '{}', { 'Content-Type': 'application/xjson' }),
    415,
  ],
  [
    'a type that begins with json',
    () => write('POST', stores, '{}', { 'Content-Type': 'application/jsonp' }),
    415,
  ],
  [
    'JSON within a parameter',
    () => write('POST', stores, '{}', { 'Content-Type': 'text/plain; x="a/b+json"' }),
    415,
  ],
  ['a malformed submission ID', () => write('POST', stores, '{}', { 'X-Submission-Id': 'again' }), 400],
  [
    'two Content-Types',
    () => write('POST', stores, '{}', { 'Content-Type': 'application/json, text/plain' }),
    415,
  ],
  [
    'JSON in UTF-16',
    () => write('POST', stores, '{}', { 'Content-Type': 'application/json; charset=utf-16' }),
    415,
  ],
  [
    'a Content-Type with the same beginning',
    () => write('POST', stores, '{}', { 'Content-Type': 'application/jsonp' }),
    415,
  ],
  [
    'an Idempotency-Key that is not a UUID',
    () => write('POST', configurations, '{}', { 'Idempotency-Key': 'x' }),
    400,
  ],
  [
    'two Idempotency-Keys',
    () =>
      write('POST', configurations, '{}', {
        'Idempotency-Key': `${crypto.randomUUID()}, ${crypto.randomUUID()}`,
      }),
    400,
  ],
  [
    'a very long Idempotency-Key',
    () => write('POST', configurations, '{}', { 'Idempotency-Key': 'a'.repeat(9999) }),
    400,
  ],
  [
    'an If-Match of 101 characters',
    () => write('PATCH', `${stores}/s1`, '{}', { 'If-Match': 'a'.repeat(101) }),
    400,
  ],
  ['a non-ASCII If-Match', () => write('PATCH', `${stores}/s1`, '{}', { 'If-Match': '"é"' }), 400],

  [
    'an Idempotency-Key in braces',
    () => write('POST', configurations, '{}', { 'Idempotency-Key': `{${crypto.randomUUID()}}` }),
    400,
  ],
  [
    'an Idempotency-Key with a header in it',
    () => write('POST', configurations, '{}', { 'Idempotency-Key': `${crypto.randomUUID()} X-Evil: 1` }),
    400,
  ],
  ['an If-Match with a tab', () => write('PATCH', `${stores}/s1`, '{}', { 'If-Match': '"a\tb"' }), 400],
  [
    'a Content-Type with another charset after a parameter',
    () => write('POST', stores, '{}', { 'Content-Type': 'application/json; x=y; charset="utf-16"' }),
    415,
  ],
  ['a pageSize of 1001', () => get(`${configurations}?pageSize=1001`), 400],
  ['a pageSize of 0', () => get(`${configurations}?pageSize=0`), 400],
  ['a pageSize with an exponent', () => get(`${stores}?pageSize=1e2`), 400],
  ['a repeated pageSize', () => get(`${stores}?pageSize=1&pageSize=2`), 400],
  ['a pageToken with a line break', () => get(`${stores}?pageToken=a%0d%0ab`), 400],
  ['a pageToken of 4097 characters', () => get(`${stores}?pageToken=${'a'.repeat(4097)}`), 400],
  ['a repeated pageToken, once escaped', () => get(`${stores}?pageToken=a&page%54oken=b`), 400],
  ['an orderBy that is a sentence', () => get(`${stores}?orderBy=ASC;DROP`), 400],
  ['a memoryStoreId that is a path', () => get(`${configurations}?memoryStoreId=../x`), 400],
  ['a pageSize with a sign', () => get(`${stores}?pageSize=+5`), 400],
  ['a pageToken with a NUL', () => get(`${stores}?pageToken=a%00`), 400],
]
