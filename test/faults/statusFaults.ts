import type { FaultRow } from './faultRow.ts'
import { COMPLETED, ends, no, passes, PENDING, sees, unnoticed } from './faultRow.ts'

const LATE = { acceptedAgoMs: 61_000 }

/** HTTP statuses that bring no operation. */
export const STATUS_FAULTS: readonly FaultRow[] = [
  ends('answers 401', no(401), 'PENDING unauthorized (unauthorized)'),
  {
    does: 'answers 401 and, when the person asks again, 200',
    answers: [no(401), COMPLETED],
    person: 'asks',
    sees: sees('PENDING unauthorized (unauthorized)', 'COMPLETED'),
    waits: [1],
    polls: 2,
  },
  {
    does: 'answers 401 and, when the person comes back to the page, 200',
    answers: [no(401), COMPLETED],
    person: 'returns',
    sees: sees('PENDING unauthorized (unauthorized)', 'COMPLETED'),
    waits: [1],
    polls: 2,
  },
  ends('answers 403', no(403), 'PENDING forbidden (unauthorized)'),
  unnoticed('answers 202 to the poll itself', { ...PENDING, status: 202 }),
  passes('answers 404 right after the 202', no(404), 'notFound'),
  ends('answers 404 a minute after the 202', no(404), 'UNAVAILABLE (notFound)', LATE),
  {
    does: 'answers 404 late and, when the person asks again, 200',
    answers: [no(404), COMPLETED],
    person: 'asks',
    ...LATE,
    sees: sees('UNAVAILABLE (notFound)', 'COMPLETED'),
    waits: [1],
    polls: 2,
  },
  passes('answers 408', no(408), 'timeout'),
  ends('answers 410', no(410), 'UNAVAILABLE (gone)'),
  passes('answers 425', no(425), 'rateLimited'),
  ends('answers 400', no(400), 'UNAVAILABLE (refused)'),
  ends('answers 409', no(409), 'UNAVAILABLE (refused)'),
  ends('answers 418', no(418), 'UNAVAILABLE (refused)'),
  ends('answers 451 without a body', { status: 451 }, 'UNAVAILABLE (refused)'),
  passes('answers 429 without Retry-After', no(429), 'rateLimited'),
  passes('answers 429 with Retry-After: 5', no(429, { 'retry-after': '5' }), 'rateLimited', {
    waits: [5],
    asked: 5,
  }),
  passes('answers 429 with Retry-After: soon', no(429, { 'retry-after': 'soon' }), 'rateLimited'),
  passes('answers 429 with Retry-After: 0', no(429, { 'retry-after': '0' }), 'rateLimited', { asked: 0 }),
  passes('answers 500', no(500), 'server'),
  passes('answers 503 without Retry-After', no(503), 'server'),
  passes('answers 503 with Retry-After: 7', no(503, { 'retry-after': '7' }), 'server', {
    waits: [7],
    asked: 7,
  }),
  passes(
    'answers 503 with an IMF-fixdate 20 s ahead',
    no(503, { 'retry-after': 'Mon, 05 Jan 2026 09:00:20 GMT' }),
    'server',
    { waits: [20], asked: 20 },
  ),
  passes(
    'answers 503 with an RFC 850 date 20 s ahead',
    no(503, { 'retry-after': 'Monday, 05-Jan-26 09:00:20 GMT' }),
    'server',
    { waits: [20], asked: 20 },
  ),
  passes(
    'answers 503 with an asctime date 20 s ahead',
    no(503, { 'retry-after': 'Mon Jan  5 09:00:20 2026' }),
    'server',
    { waits: [20], asked: 20 },
  ),
  passes('answers 504', no(504), 'server'),
  passes('answers 511, as a captive portal does', no(511), 'server'),
]
