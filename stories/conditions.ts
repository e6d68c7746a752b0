import type { ScriptRule } from 'react-accepted/simulator'

/** What the toolbar can do to the simulator of a story. */
export interface Conditions {
  /** How many times faster operations end. */
  readonly speed: number
  readonly faults: readonly ScriptRule[]
}

/** The speeds the toolbar offers. */
export const SPEEDS = { '1': 'Real time', '10': '10 × faster', '60': '60 × faster' }

const POLLS = 'operations.get'

/** The faults the toolbar offers, and what each does to the API. */
export const FAULTS: Readonly<
  Record<string, { readonly title: string; readonly rules: readonly ScriptRule[] }>
> = {
  none: { title: 'No faults', rules: [] },
  tooMany: {
    title: '429, three times',
    rules: [{ on: POLLS, times: 3, fault: { kind: 'status', status: 429, retryAfter: 3 } }],
  },
  broken: {
    title: '503, three times',
    rules: [{ on: POLLS, times: 3, fault: { kind: 'status', status: 503 } }],
  },
  dropped: {
    title: 'Connection dropped, three times',
    rules: [{ on: POLLS, times: 3, fault: { kind: 'dropBefore' } }],
  },
  stuck: { title: 'Operations hang', rules: [{ on: '*', times: 'always', fault: { kind: 'stuck' } }] },
  failed: {
    title: 'Operations fail',
    rules: [
      {
        on: '*',
        times: 'always',
        fault: {
          kind: 'fail',
          error: { title: 'Switched on in the toolbar', detail: 'Nothing was changed.' },
        },
      },
    ],
  },
}

/** What is chosen in the toolbar. */
export function conditionsOf({ speed, fault }: Record<string, unknown>): Conditions {
  return { speed: Number(speed) || 1, faults: FAULTS[String(fault)]?.rules ?? [] }
}
