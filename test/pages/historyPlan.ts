import * as fc from 'fast-check'

import type { Fault, ReadFault } from './foreignFaults.ts'
import { FAULTS, GATEWAY_STATUSES, READ_FAULTS } from './foreignFaults.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS

export const KINDS = ['thing', 'note', 'delete'] as const
export type Kind = (typeof KINDS)[number]

const kind = fc.constantFrom<Kind>('thing', 'thing', 'thing', 'note', 'delete')
const tab = fc.nat(2)
const base = fc.constantFrom('x', 'y', 'y')

const unclear = fc.constantFrom(
  'request lost' as const,
  'answer lost' as const,
  'answer late' as const,
  'work slow' as const,
  '503 after' as const,
  'answer cut' as const,
)
const gateway = fc.constantFrom(...GATEWAY_STATUSES.map((status) => `gateway ${status}` as const))
const blocking = fc.constantFrom('401' as const, '403' as const, '429' as const)
const faults: fc.Arbitrary<readonly Fault[]> = fc.oneof<fc.Arbitrary<readonly Fault[]>[]>(
  fc.array(fc.constantFrom(...FAULTS), { maxLength: 3, size: 'max' }),
  // The usual suspects: an unclear outcome, then a response that does not take it into account.
  fc.tuple(unclear, gateway),
  fc.tuple(unclear, blocking),
  fc.tuple(unclear, unclear, gateway),
  fc.tuple(unclear, unclear, unclear, unclear, unclear),
)
const readFaults = fc.array(fc.constantFrom(...READ_FAULTS), { maxLength: 3, size: 'max' })

/** When the page dies, and how the person comes back. */
const death = fc.record({
  at: fc.oneof(
    /** The number of effects after the click of the button. */
    fc.record({ effect: fc.nat(14) }),
    /** Real ms after the click of the button. */
    fc.record({ ms: fc.nat(400) }),
  ),
  how: fc.constantFrom('reload' as const, 'close' as const, 'crash' as const, 'kill' as const),
})

const trouble = {
  faults,
  readFaults,
  crash: fc.option(death, { nil: undefined }),
  /** Waits for the outcome before the next step. */
  isPatient: fc.boolean(),
}

const submit = {
  do: fc.constant('submit' as const),
  tab,
  kind,
  /** If an earlier one is unconfirmed or was refused: the form is edited first. */
  isEdited: fc.boolean(),
  clicks: fc.constantFrom(1, 1, 2),
  ...trouble,
}
const signOut = fc.record({
  do: fc.constant('sign out' as const),
  tab,
  /** Whether the next user is the same one. */
  isSame: fc.boolean(),
  /** `props`: the scope changes in a live page, without a call of `clear()`. */
  how: fc.constantFrom('clear and reload' as const, 'clear and props' as const, 'props' as const),
})
const again = { do: fc.constant('send again' as const), tab, ...trouble }
const sendAgain = fc.record(again)
const discard = fc.record({ do: fc.constant('discard' as const), tab })
const watchOld = fc.record({ do: fc.constant('watch old' as const), tab })
const goAway = {
  do: fc.constant('go away' as const),
  tab,
  how: fc.constantFrom('reload' as const, 'close' as const, 'kill' as const),
  ms: fc.constantFrom(0, 0, 3 * MINUTE_MS, 23.5 * HOUR_MS),
}
const open = fc.record({ do: fc.constant('open' as const), base })
const wait = fc.record({ do: fc.constant('wait' as const), ms: fc.integer({ min: 10, max: 600 }) })

const step = fc.oneof(
  { weight: 8, arbitrary: fc.record(submit) },
  { weight: 3, arbitrary: sendAgain },
  { weight: 1, arbitrary: discard },
  { weight: 3, arbitrary: open },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('duplicate' as const), tab }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('close' as const), tab }) },
  { weight: 2, arbitrary: fc.record(goAway) },
  { weight: 3, arbitrary: signOut },
  { weight: 2, arbitrary: wait },
)

type Made<T> = T extends fc.Arbitrary<infer One> ? One : never
export type Step = Made<typeof step> | Made<typeof watchOld>

/** Only what a person does in one tab that stays alive or is reloaded. */
const calm = fc.oneof(
  { weight: 5, arbitrary: fc.record({ ...submit, crash: fc.constant(undefined) }) },
  { weight: 2, arbitrary: fc.record({ ...again, crash: fc.constant(undefined) }) },
  { weight: 1, arbitrary: discard },
  { weight: 2, arbitrary: fc.record({ ...goAway, how: fc.constant('reload' as const) }) },
  { weight: 2, arbitrary: wait },
)

/** Signs out in one tab while another one is still sending. */
const signedOutWhileSending: fc.Arbitrary<Step[]> = fc
  .tuple(
    fc.record({ do: fc.constant('open' as const), base: fc.constant('x') }),
    fc.record({ ...submit, crash: fc.constant(undefined), isPatient: fc.constant(false) }),
    wait,
    signOut,
    fc.array(step, { maxLength: 2, size: 'max' }),
  )
  .map(([first, second, third, fourth, others]) => [first, second, third, fourth, ...others])

/** Every attempt is unclear, and the person sends again when the server has forgotten the key. */
const askedTooLate: fc.Arbitrary<Step[]> = fc
  .tuple(
    fc.record({
      ...submit,
      kind: fc.constant('thing' as const),
      faults: fc.constant(Array.from({ length: 5 }, () => '503 after' as const)),
      crash: fc.constant(undefined),
      isPatient: fc.constant(true),
    }),
    fc.record({ ...goAway, how: fc.constant('reload' as const), ms: fc.constant(23.5 * HOUR_MS) }),
    sendAgain,
  )
  .map((all) => [...all])

const history = {
  steps: fc.oneof(
    { weight: 3, arbitrary: fc.array(step, { minLength: 2, maxLength: 4, size: 'max' }) },
    { weight: 1, arbitrary: signedOutWhileSending },
  ),
  deletesAtOnce: fc.boolean(),
  keepsAlive: fc.boolean(),
  namesBy: fc.constantFrom('location' as const, 'body' as const),
  pageAheadMs: fc.constantFrom(0, 0, 0, 0, 25 * HOUR_MS),
}

const usual = fc.record(history)

/** What is unusual about the server or the store of a history. */
export type Setting = 'one url' | 'old ones' | 'store stalls' | 'store full'

export interface Plan {
  readonly steps: readonly Step[]
  readonly deletesAtOnce: boolean
  readonly keepsAlive: boolean
  readonly namesBy: 'location' | 'body'
  readonly pageAheadMs: number
  readonly setting?: Setting
}

/** One history. At the end the server is healthy again, and the person checks everything. */
const plan: fc.Arbitrary<Plan> = fc.oneof(
  { weight: 19, arbitrary: usual },
  {
    weight: 1,
    arbitrary: fc.record({ ...history, steps: askedTooLate, pageAheadMs: fc.constant(25 * HOUR_MS) }),
  },
)

/** A submission with no trouble except the given faults. */
const start = (...given: Fault[]) =>
  fc.record({
    ...submit,
    kind: fc.constant('thing' as const),
    isEdited: fc.constant(false),
    crash: fc.constant(undefined),
    faults: fc.constant(given),
    readFaults: fc.constant<ReadFault[]>([]),
  })
const more = fc.array(calm, { maxLength: 2, size: 'max' })
const storeSteps = fc.array(calm, { minLength: 2, maxLength: 4, size: 'max' })

interface Place {
  readonly setting: Setting
  /** Which of every 50 seeds, so that one history can be repeated. */
  readonly at: readonly number[]
  readonly steps: fc.Arbitrary<Step[]>
}

const SEEDS_AT_ONCE = 50
const PLACES: readonly Place[] = [
  {
    setting: 'one url',
    at: [5, 29],
    // The second one starts after the first has ended, and has another outcome.
    steps: fc
      .tuple(
        start(),
        fc.record({ do: fc.constant('wait' as const), ms: fc.integer({ min: 400, max: 600 }) }),
        start('it fails in the end'),
        more,
      )
      .map(([first, second, third, others]) => [first, second, third, ...others]),
  },
  {
    setting: 'old ones',
    at: [13],
    steps: fc
      .tuple(fc.array(start(), { minLength: 1, maxLength: 3 }), watchOld, more)
      .map(([first, second, others]) => [...first, second, ...others]),
  },
  { setting: 'store full', at: [11, 37], steps: storeSteps },
  { setting: 'store stalls', at: [15, 43], steps: storeSteps },
]

export type Trouble = Pick<Extract<Step, { do: 'submit' }>, 'faults' | 'readFaults' | 'crash' | 'isPatient'>

/** Kills the browser at least once, after the first submission. */
function withKill(made: Plan): Plan {
  const isKilled = made.steps.some((one) => 'crash' in one && one.crash?.how === 'kill')
  const index = made.steps.findIndex((one) => one.do === 'submit')
  const first = made.steps[index]
  if (isKilled || first?.do !== 'submit') return made
  const crash = { at: first.crash?.at ?? { ms: 150 }, how: 'kill' as const }
  return { ...made, steps: made.steps.with(index, { ...first, crash }) }
}

/**
 * The same history for the same seed.
 *
 * @param mayKill the history has a browser of its own
 */
export function planOf(seed: number, mayKill: boolean): Plan {
  const place = PLACES.find(({ at }) => at.includes(seed % SEEDS_AT_ONCE))
  const chosen: fc.Arbitrary<Plan> = place
    ? fc.record({
        ...history,
        steps: place.steps,
        setting: fc.constant(place.setting),
        pageAheadMs: fc.constant(0),
      })
    : plan
  const [made] = fc.sample(chosen, { seed, numRuns: 1 })
  if (!made) throw new Error('There is no history.')
  // A server without keys cannot tell a request that the browser repeats from a second submission.
  const hasKeys = made.steps.every((one) => one.do !== 'submit' || one.kind === 'thing')
  const possible = { ...made, keepsAlive: made.keepsAlive && hasKeys }
  return mayKill ? withKill(possible) : possible
}
