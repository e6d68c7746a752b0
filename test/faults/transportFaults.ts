import type { FaultRow } from './faultRow.ts'
import {
  COMPLETED,
  ends,
  no,
  passes,
  PATIENCE_MS,
  PENDING,
  retrying,
  said,
  sees,
  unnoticed,
} from './faultRow.ts'

const HTML = { 'content-type': 'text/html' }
const TEN_MB = 10 * 1024 * 1024

/** Faults of a connection and of the bytes on it. */
export const TRANSPORT_FAULTS: readonly FaultRow[] = [
  passes('refuses the connection', { how: 'refuse' }, 'network'),
  passes('resets the connection before the headers', { how: 'reset' }, 'network'),
  {
    does: 'resets the connection three times in a row',
    answers: [{ how: 'reset' }, { how: 'reset' }, { how: 'reset' }, COMPLETED],
    sees: sees(retrying('network'), 'COMPLETED'),
    waits: [1, 2, 4],
    polls: 4,
  },
  passes('resets the connection in mid-body', said('COMPLETED', { how: 'cut' }), 'body'),
  passes('resets the connection in the middle of a 503', { ...no(503), how: 'cut' }, 'server'),
  ends('resets the connection in the middle of a 410', { ...no(410), how: 'cut' }, 'UNAVAILABLE (gone)'),
  passes('never responds', { how: 'silence' }, 'timeout', { requestTimeoutMs: PATIENCE_MS }),
  passes(
    'says PENDING after the poll has timed out, and COMPLETED to the next',
    { ...PENDING, how: 'late' },
    'timeout',
    { requestTimeoutMs: PATIENCE_MS },
  ),
  passes('never ends its body', said('COMPLETED', { how: 'drip' }), 'timeout', {
    requestTimeoutMs: PATIENCE_MS,
  }),
  ends('sends its body in slow pieces', said('COMPLETED', { how: 'slow' }), 'COMPLETED'),
  passes('sends bytes that are not HTTP', { how: 'noise' }, 'network'),
  passes(
    'sends headers of 400 kB',
    said('COMPLETED', { headers: { 'x-much': Array.from({ length: 100 }, () => 'x'.repeat(4_000)) } }),
    'network',
  ),
  ends('sends 103 Early Hints before its 200', said('COMPLETED', { how: 'hints' }), 'COMPLETED'),
  ends('compresses its response with gzip', said('COMPLETED', { how: 'gzip' }), 'COMPLETED'),
  passes('declares gzip and sends something else', said('COMPLETED', { how: 'badGzip' }), 'body'),
  passes('returns 502 with HTML', { status: 502, headers: HTML, body: '<h1>Bad gateway</h1>' }, 'server'),
  passes('returns 200 with HTML', { headers: HTML, body: '<h1>Please wait</h1>' }, 'body'),
  passes('returns 200 with half of its JSON', { body: '{"status":"COMP' }, 'body'),
  passes('returns 206 with half of its JSON', { status: 206, body: '{"status":"COMP' }, 'body'),
  passes('returns 200 with JSON and something after it', { body: '{"status":"COMPLETED"} ok' }, 'body'),
  passes('returns 200 with no body', { body: '' }, 'body'),
  passes('returns 200 with 10 MB', { body: `{"status":"COMPLETED","x":"${'x'.repeat(TEN_MB)}"}` }, 'body'),
  ends('sends the wrong content type', said('COMPLETED', { headers: HTML }), 'COMPLETED'),
  ends('starts its JSON with a byte order mark', { body: '\uFEFF{"status":"COMPLETED"}' }, 'COMPLETED'),
  passes('returns 204', { status: 204 }, 'body'),
  passes('returns 304', { status: 304 }, 'body'),
  ...[301, 302, 303, 307, 308].flatMap((status) => [
    passes(
      `redirects with ${status} to another path of its own`,
      { status, headers: { location: '{own}/moved' } },
      'body',
    ),
    passes(
      `redirects with ${status} to a foreign host`,
      { status, headers: { location: '{foreign}/operations/op_1' } },
      'body',
    ),
  ]),
  unnoticed(
    'omits the CORS header from one response',
    { ...PENDING, headers: { 'access-control-allow-origin': '' } },
    {
      chromium: {
        why: 'A page cannot read a response that CORS does not allow.',
        sees: sees(retrying('network'), 'COMPLETED'),
        polls: 2,
      },
    },
  ),
]
