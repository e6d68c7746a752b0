import type { FaultRow } from './faultRow.ts'
import { COMPLETED, no, PENDING, retrying, said, sees, unnoticed } from './faultRow.ts'

const IN_TWO_MINUTES = 'Mon, 05 Jan 2026 09:02:00 GMT'

/** PENDING with this Retry-After, and the resulting wait. */
function asks(
  what: string,
  retryAfter: string,
  { asked, wait = asked ?? 1 }: { asked?: number; wait?: number },
  headers: Record<string, string> = {},
  more: Partial<FaultRow> = {},
): FaultRow {
  const answer = said('PENDING', { headers: { 'retry-after': retryAfter, ...headers } })
  const told = asked === undefined ? {} : { asked }
  return unnoticed(`sends a 200 with ${what}`, answer, {
    waits: [wait],
    ...told,
    ...(wait > 300 && stuck(told)),
    ...more,
  })
}

/** A wait this long is shown as stuck, but not on a page with short deadlines. */
function stuck(told: Pick<FaultRow, 'asked'>): Partial<FaultRow> {
  const why = 'Its page waits 20 ms instead of 10 min.'
  return {
    sees: sees('PENDING stuck', 'COMPLETED'),
    chromium: { ...told, sees: sees('COMPLETED'), polls: 2, why },
  }
}

/** Every form of Retry-After on a 200. */
export const RETRY_AFTER_FAULTS: readonly FaultRow[] = [
  asks('no Retry-After', '', {}),
  asks('Retry-After: 0', '0', { asked: 0, wait: 1 }),
  asks('Retry-After: 2', '2', { asked: 2 }),
  asks('Retry-After: -5', '-5', {}),
  asks('Retry-After: 2.5', '2.5', { asked: 3, wait: 2.5 }),
  asks('Retry-After: 2, 5', '2, 5', {}),
  asks('Retry-After: 1e3', '1e3', {}),
  asks('Retry-After: 86400', '86400', { asked: 86_400, wait: 600 }),
  asks('a Retry-After of 16 digits', '9'.repeat(16), { asked: 9_007_199_254_741, wait: 600 }),
  asks('an IMF-fixdate 2 min ahead', IN_TWO_MINUTES, { asked: 120 }),
  asks('an RFC 850 date 2 min ahead', 'Monday, 05-Jan-26 09:02:00 GMT', { asked: 120 }),
  asks('an asctime date 2 min ahead', 'Mon Jan  5 09:02:00 2026', { asked: 120 }),
  asks('an ISO date', '2026-01-05T09:02:00Z', {}),
  asks('the 31st of February', 'Tue, 31 Feb 2026 09:02:00 GMT', {}),
  asks('a date in the past', 'Mon, 05 Jan 2026 08:59:00 GMT', {}),
  asks('a date a year ahead', 'Tue, 05 Jan 2027 09:00:00 GMT', { asked: 31_536_000, wait: 600 }),
  asks(
    'a date from a clock an hour ahead',
    'Mon, 05 Jan 2026 10:02:00 GMT',
    { asked: 120 },
    {
      date: 'Mon, 05 Jan 2026 10:00:00 GMT',
    },
  ),
  asks(
    'a date from a clock an hour behind',
    'Mon, 05 Jan 2026 08:02:00 GMT',
    { asked: 120 },
    {
      date: 'Mon, 05 Jan 2026 08:00:00 GMT',
    },
  ),
  asks('a date but no `Date` header', IN_TWO_MINUTES, { asked: 120 }, { date: '' }),
  asks('a date and an invalid `Date` header', IN_TWO_MINUTES, { asked: 120 }, { date: 'today' }),
  {
    does: 'sends Retry-After: 4 once and then none',
    answers: [said('PENDING', { headers: { 'retry-after': '4' } }), PENDING, COMPLETED],
    sees: sees('COMPLETED'),
    waits: [4, 4],
    polls: 3,
    asked: 4,
  },
  {
    does: 'sends Retry-After: 4 and then returns 503 without one',
    answers: [said('PENDING', { headers: { 'retry-after': '4' } }), no(503), COMPLETED],
    sees: sees(retrying('server'), 'COMPLETED'),
    waits: [4, 4],
    polls: 3,
    asked: 4,
  },
  asks(
    'Retry-After: 5 that CORS does not expose',
    '5',
    { asked: 5 },
    { 'access-control-expose-headers': '' },
    {
      chromium: {
        why: 'A page cannot read a header that CORS does not expose.',
        sees: sees('COMPLETED'),
        polls: 2,
      },
    },
  ),
]
