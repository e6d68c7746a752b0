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

/** What may happen to a connection, and to the bytes on it. */
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
  passes('never answers', { how: 'silence' }, 'timeout', { requestTimeoutMs: PATIENCE_MS }),
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
  ends('compresses its answer with gzip', said('COMPLETED', { how: 'gzip' }), 'COMPLETED'),
  passes('says gzip and sends something else', said('COMPLETED', { how: 'badGzip' }), 'body'),
  passes('answers 502 with HTML', { status: 502, headers: HTML, body: '<h1>Bad gateway</h1>' }, 'server'),
  passes('answers 200 with HTML', { headers: HTML, body: '<h1>Please wait</h1>' }, 'body'),
  passes('answers 200 with half of its JSON', { body: '{"status":"COMP' }, 'body'),
  passes('answers 206 with half of its JSON', { status: 206, body: '{"status":"COMP' }, 'body'),
  passes('answers 200 with JSON and something after it', { body: '{"status":"COMPLETED"} ok' }, 'body'),
  passes('answers 200 with no body', { body: '' }, 'body'),
  passes('answers 200 with 10 MB', { body: `{"status":"COMPLETED","x":"${'x'.repeat(TEN_MB)}"}` }, 'body'),
  ends('names the wrong content type', said('COMPLETED', { headers: HTML }), 'COMPLETED'),
  ends('begins its JSON with a byte order mark', { body: '\uFEFF{"status":"COMPLETED"}' }, 'COMPLETED'),
  passes('answers 204', { status: 204 }, 'body'),
  passes('answers 304', { status: 304 }, 'body'),
  ...[301, 302, 303, 307, 308].flatMap((status) => [
    passes(
      `answers ${status} to another path of its own`,
      { status, headers: { location: '{own}/moved' } },
      'body',
    ),
    passes(
      `answers ${status} to a foreign host`,
      { status, headers: { location: '{foreign}/operations/op_1' } },
      'body',
    ),
  ]),
  unnoticed(
    'leaves out the CORS header on one answer',
    { ...PENDING, headers: { 'access-control-allow-origin': '' } },
    {
      chromium: {
        why: 'A page may not read what CORS does not allow.',
        sees: sees(retrying('network'), 'COMPLETED'),
        polls: 2,
      },
    },
  ),
]
