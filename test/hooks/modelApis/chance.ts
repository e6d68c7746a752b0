import * as fc from 'fast-check'

import { SECRET, VALUE } from './api.ts'

/** How long a response takes, in ms. The last is longer than the client waits. */
const takesMs = fc.constantFrom(0, 0, 0, 40, 2_500, 45_000)
const retryAfter = fc.constantFrom(undefined, '2', '2', '7', '0', 'soon')

/** How the server may respond to one poll. */
export const answer = fc.record({
  takesMs,
  how: fc.constantFrom(
    'PENDING',
    'PENDING',
    'PENDING',
    'PENDING',
    'COMPLETED',
    'COMPLETED',
    'FAILED',
    'CANCELLED',
    'lost',
    'junk',
    'noStatus',
    401,
    404,
    410,
    429,
    503,
  ),
  retryAfter,
  progress: fc.constantFrom(undefined, 0, 10.7, 50, 75, 100, 130, -5),
})

/** How the server may respond to a request for a result. */
export const file = fc.record({
  takesMs,
  how: fc.constantFrom(
    'whole',
    'whole',
    'whole',
    'lost',
    'large',
    'csv',
    'empty',
    'moved',
    401,
    404,
    409,
    410,
    429,
    503,
  ),
  retryAfter,
})

/** How the server may respond to a request to cancel. `isDone`: it agrees, even if the response is lost. */
export const agreement = fc.record({
  takesMs,
  how: fc.constantFrom(200, 202, 204, 204, 404, 409, 409, 503, 'lost'),
  isDone: fc.boolean(),
})

/** An operation that the server is about to accept. */
export const plan = fc.record({
  place: fc.nat(11),
  payload: fc.constantFrom<(object | undefined)[]>(
    VALUE,
    VALUE,
    VALUE,
    { rows: SECRET },
    { rows: 4, name: `${SECRET} 2` },
    undefined,
  ),
  endsAtOnce: fc.constantFrom(undefined, undefined, undefined, 'COMPLETED' as const, 'FAILED' as const),
  retryAfter,
})

/** The application's options, and chance. */
export const settings = fc.record({
  random: fc.constantFrom(0, 0.5, 0.999),
  hasResult: fc.constantFrom(true, true, true, false),
})

/** What the page or the user may do. */
export const step = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constant('pass' as const),
      ms: fc.constantFrom(1, 500, 2_000, 2_000, 7_000, 31_000, 70_000),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('cancel' as const),
      which: fc.nat(2),
      times: fc.constantFrom(1, 1, 2),
      alsoWithoutReact: fc.boolean(),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('show' as const), results: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('focus' as const), is: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('refresh' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('submit' as const) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('reload' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('signOut' as const) }) },
)

type ValueOf<T> = T extends fc.Arbitrary<infer Value> ? Value : never
export type Settings = ValueOf<typeof settings>
export type Step = ValueOf<typeof step>
export interface Chance {
  readonly answers: Iterator<ValueOf<typeof answer>>
  readonly files: Iterator<ValueOf<typeof file>>
  readonly agreements: Iterator<ValueOf<typeof agreement>>
  readonly plans: Iterator<ValueOf<typeof plan>>
}
export type FileAnswer = ValueOf<typeof file>
