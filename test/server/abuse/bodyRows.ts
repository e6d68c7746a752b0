import { write } from '../exchange.ts'
import type { RequestRow } from './abuseRow.ts'
import { deep, endless } from './hostileBodies.ts'

const configurations = '/v2/ControlPlane/Configurations'
const stores = '/v1/ControlPlane/Stores'

/** Malformed or oversized request bodies. */
export const bodyRows: readonly RequestRow[] = [
  ['a body that is not JSON', () => write('POST', stores, '{"a":'), 400],
  ['no body', () => write('POST', stores, null), 400],
  ['an array', () => write('POST', stores, '[]'), 400],
  ['a string', () => write('POST', stores, '"a"'), 400],
  ['null', () => write('POST', stores, 'null'), 400],
  [
    'bytes that are not UTF-8',
    () =>
      write(
        'POST',
        stores,
        Uint8Array.from('{"a":"\u00ff"}', (letter) => letter.charCodeAt(0)),
      ),
    400,
  ],
  [
    'a number that overflows to Infinity',
    () => write('PATCH', `${configurations}/c1`, '{"channelSettings":{"SMS":1e999}}'),
    400,
  ],
  [
    'a body nested too deeply for the stack',
    () => write('POST', stores, `{"a":${deep.slice(0, 100_000)}${deep.slice(-100_000)}}`),
    400,
  ],
  ['a body over the limit', () => write('POST', stores, `{"a":"${'x'.repeat(262_144)}"}`), 413],
  [
    'a body whose Content-Length is over the limit',
    () => write('POST', stores, '{}', { 'Content-Length': '262145' }),
    413,
  ],
  ['an endless stream', () => write('POST', stores, endless()), 413],
  [
    'a stream that fails midway',
    () => write('POST', stores, new ReadableStream({ start: (c) => c.error(new Error('x')) })),
    400,
  ],
  ['an empty body', () => write('POST', stores, ''), 400],
  ['two JSON objects', () => write('POST', stores, '{}{}'), 400],
  ['JSON with a comment', () => write('POST', stores, '{/**/}'), 400],
  ['a NaN', () => write('POST', stores, '{"a":NaN}'), 400],
  [
    'a compressed body',
    () => write('POST', stores, Uint8Array.of(31, 139, 8, 0), { 'Content-Encoding': 'gzip' }),
    400,
  ],
  ['a body of NULs', () => write('POST', stores, '\u0000'.repeat(100)), 400],
]
