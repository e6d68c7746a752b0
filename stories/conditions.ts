import type { ScriptRule } from 'react-accepted/twilio/simulator'

/** Conditions that the toolbar sets in a story's simulator. */
export interface Conditions {
  /** Factor by which operations run faster. */
  readonly speed: number
  readonly faults: readonly ScriptRule[]
}

/** The speeds in the toolbar. */
export const SPEEDS = { '1': 'Real time', '10': '10 × faster', '60': '60 × faster' }

const POLLS = 'operations.get'

/** The faults in the toolbar, with the rules that each adds to the simulator. */
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

/** The conditions chosen in the toolbar. */
export function conditionsOf({ speed, fault }: Record<string, unknown>): Conditions {
  return { speed: Number(speed) || 1, faults: FAULTS[String(fault)]?.rules ?? [] }
}
