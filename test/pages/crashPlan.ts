import * as fc from 'fast-check'
import type { ScriptRule } from 'react-accepted/simulator'

import { MOMENTS } from './crashMoments.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS

/** What may become of a request, on its way there or back. */
export const FAULTS = {
  'the request is lost': { kind: 'dropBefore' },
  'the answer is lost': { kind: 'dropAfter' },
  'the answer is cut': { kind: 'truncated' },
  '401': { kind: 'status', status: 401 },
  '429': { kind: 'status', status: 429, retryAfter: 1 },
  '503': { kind: 'status', status: 503, retryAfter: 1 },
  '503, though it was done': { kind: 'status', status: 503, effect: true },
  'it fails in the end': { kind: 'fail' },
  'no answer names what was made': { kind: 'related', where: 'none' },
} as const satisfies Record<string, ScriptRule['fault']>

const POLL_FAULTS = ['the request is lost', 'the answer is cut', '401', '429', '503'] as const

export type FaultName = keyof typeof FAULTS

const fault = fc.constantFrom(
  ...(Object.keys(FAULTS) as FaultName[]),
  // The usual suspects.
  'the answer is lost' as const,
  'the request is lost' as const,
  '401' as const,
)
const how = fc.constantFrom('reload' as const, 'new tab' as const)

/** When the page goes, and how it comes back. `at` in ms is of the wall, after the press of the button. */
const crash = fc.record({ at: fc.oneof(fc.constantFrom(...MOMENTS), fc.nat(250)), how })

const trouble = {
  faults: fc.array(fault, { maxLength: 3, size: 'max' }),
  pollFaults: fc.array(fc.constantFrom(...POLL_FAULTS), { maxLength: 2, size: 'max' }),
  crash: fc.option(crash, { nil: undefined }),
  /** Waits for what becomes of it, before the next step. */
  isPatient: fc.boolean(),
}

const step = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('submit' as const),
      /** Where an earlier one is still open: the form is edited first. */
      isEdited: fc.boolean(),
      clicks: fc.constantFrom(1, 1, 2),
      ...trouble,
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('send again' as const), ...trouble }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('discard' as const) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('go away' as const),
      how,
      ms: fc.constantFrom(0, 0, 3 * MINUTE_MS, 23.5 * HOUR_MS),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('wait' as const), ms: fc.integer({ min: 10, max: 300 }) }),
  },
)

/** One history: at the end the server is well again, and the person stays or comes back. */
const plan = fc.record({
  steps: fc.array(step, { minLength: 1, maxLength: 5, size: 'max' }),
  atTheEnd: fc.constantFrom('stay' as const, 'reload' as const, 'new tab' as const),
})

export type Step = typeof step extends fc.Arbitrary<infer One> ? One : never
export type Plan = typeof plan extends fc.Arbitrary<infer One> ? One : never

/** The same history for the same seed. */
export function planOf(seed: number): Plan {
  const [made] = fc.sample(plan, { seed, numRuns: 1 })
  if (!made) throw new Error('There is no history.')
  return made
}
