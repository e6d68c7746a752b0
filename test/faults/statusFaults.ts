import type { FaultRow } from './faultRow.ts'
import { COMPLETED, ends, no, passes, PENDING, sees, unnoticed } from './faultRow.ts'

const LATE = { acceptedAgoMs: 61_000 }

/** HTTP statuses that carry no operation. */
export const STATUS_FAULTS: readonly FaultRow[] = [
  ends('returns 401', no(401), 'PENDING unauthorized (unauthorized)'),
  {
    does: 'returns 401 and, when the user asks again, 200',
    answers: [no(401), COMPLETED],
    person: 'asks',
    sees: sees('PENDING unauthorized (unauthorized)', 'COMPLETED'),
    waits: [1],
    polls: 2,
  },
  {
    does: 'returns 401 and, when the user returns to the page, 200',
    answers: [no(401), COMPLETED],
    person: 'returns',
    sees: sees('PENDING unauthorized (unauthorized)', 'COMPLETED'),
    waits: [1],
    polls: 2,
  },
  ends('returns 403', no(403), 'PENDING forbidden (unauthorized)'),
  unnoticed('returns 202 for the poll itself', { ...PENDING, status: 202 }),
  passes('returns 404 right after the 202', no(404), 'notFound'),
  ends('returns 404 a minute after the 202', no(404), 'UNAVAILABLE (notFound)', LATE),
  {
    does: 'returns 404 late and, when the user asks again, 200',
    answers: [no(404), COMPLETED],
    person: 'asks',
    ...LATE,
    sees: sees('UNAVAILABLE (notFound)', 'COMPLETED'),
    waits: [1],
    polls: 2,
  },
  passes('returns 408', no(408), 'timeout'),
  ends('returns 410', no(410), 'UNAVAILABLE (gone)'),
  passes('returns 425', no(425), 'rateLimited'),
  ends('returns 400', no(400), 'UNAVAILABLE (refused)'),
  ends('returns 409', no(409), 'UNAVAILABLE (refused)'),
  ends('returns 418', no(418), 'UNAVAILABLE (refused)'),
  ends('returns 451 without a body', { status: 451 }, 'UNAVAILABLE (refused)'),
  passes('returns 429 without Retry-After', no(429), 'rateLimited'),
  passes('returns 429 with Retry-After: 5', no(429, { 'retry-after': '5' }), 'rateLimited', {
    waits: [5],
    asked: 5,
  }),
  passes('returns 429 with Retry-After: soon', no(429, { 'retry-after': 'soon' }), 'rateLimited'),
  passes('returns 429 with Retry-After: 0', no(429, { 'retry-after': '0' }), 'rateLimited', { asked: 0 }),
  passes('returns 500', no(500), 'server'),
  passes('returns 503 without Retry-After', no(503), 'server'),
  passes('returns 503 with Retry-After: 7', no(503, { 'retry-after': '7' }), 'server', {
    waits: [7],
    asked: 7,
  }),
  passes(
    'returns 503 with an IMF-fixdate 20 s ahead',
    no(503, { 'retry-after': 'Mon, 05 Jan 2026 09:00:20 GMT' }),
    'server',
    { waits: [20], asked: 20 },
  ),
  passes(
    'returns 503 with an RFC 850 date 20 s ahead',
    no(503, { 'retry-after': 'Monday, 05-Jan-26 09:00:20 GMT' }),
    'server',
    { waits: [20], asked: 20 },
  ),
  passes(
    'returns 503 with an asctime date 20 s ahead',
    no(503, { 'retry-after': 'Mon Jan  5 09:00:20 2026' }),
    'server',
    { waits: [20], asked: 20 },
  ),
  passes('returns 504', no(504), 'server'),
  passes('returns 511, as a captive portal does', no(511), 'server'),
]
