import type { AcceptedOperation } from 'react-accepted/client'
import { createRoot } from 'react-dom/client'

import type { Contestant } from '../contestants/contestant.ts'
import { wait } from '../wait.ts'
import { accept, readLogs } from './api.ts'
import { countPolls } from './countPolls.ts'
import { flipFocus } from './flipFocus.ts'

/** What else happens on the page in the meantime. */
export type Disturbance = 'quiet' | 'rerenders' | 'everything'

export const DISTURBANCES: readonly Disturbance[] = ['quiet', 'rerenders', 'everything']

/** Number of components that follow an operation. */
export const OBSERVER_COUNTS = [1, 50, 500] as const

/** The counts for one operation under one disturbance. */
export interface CountsRow {
  readonly disturbance: Disturbance
  readonly observers: number
  /** Polls per deadline that was met; `null` if none was. */
  readonly pollsPerDeadline: number | null
  readonly early: number
  /** Deadlines without a poll of their own. */
  readonly missed: number
  readonly keepsAcceptance: boolean
  /** Renders of one observer per poll that changed nothing; `null` unless nothing else renders. */
  readonly rendersPerPoll: number | null
}

const RETRY_AFTER_SECONDS = 1
const RERENDER_EVERY_MS = 20
const ASK_AGAIN_EVERY_MS = 250
const FLIP_FOCUS_EVERY_MS = 500
/** By then every contestant shows its first response. */
const SETTLED_AFTER_MS = 1500

/** Three operations on one page, followed by 1, 50 and 500 components, for `seconds` plus half a second. */
export async function countsScenario(
  { Provider, useStatus, askAgain }: Contestant,
  { baseUrl, document, disturbance, seconds }: CountsOptions,
): Promise<CountsRow[]> {
  const renders = new Map<string, number>()
  function Operation({ accepted }: { accepted: AcceptedOperation }) {
    const status = useStatus(accepted)
    renders.set(accepted.operationId, (renders.get(accepted.operationId) ?? 0) + 1)
    return <output>{status}</output>
  }

  const never = { retryAfterSeconds: RETRY_AFTER_SECONDS, completesAtPoll: 0 }
  const operations = await Promise.all(OBSERVER_COUNTS.map(() => accept(baseUrl, never)))
  const root = createRoot(document.body.appendChild(document.createElement('main')))
  const startedAt = performance.timeOrigin + performance.now()
  const renderAll = () =>
    root.render(
      <Provider>
        {operations.map((accepted, group) =>
          Array.from({ length: OBSERVER_COUNTS[group] ?? 0 }, (_, key) => (
            <Operation key={`${group} ${key}`} accepted={accepted} />
          )),
        )}
      </Provider>,
    )
  renderAll()
  const timers = [
    disturbance !== 'quiet' && setInterval(renderAll, RERENDER_EVERY_MS),
    disturbance === 'everything' && setInterval(askAgain, ASK_AGAIN_EVERY_MS),
    disturbance === 'everything' && setInterval(() => void flipFocus(document), FLIP_FOCUS_EVERY_MS),
  ]
  await wait(SETTLED_AFTER_MS)
  const rendersBefore = new Map(renders)
  await wait(seconds * 1000 + 500 - SETTLED_AFTER_MS)
  for (const timer of timers) if (timer) clearInterval(timer)
  root.unmount()

  const logs = await readLogs(
    baseUrl,
    operations.map(({ operationId }) => operationId),
  )
  return logs.map((log, group) => {
    const observers = OBSERVER_COUNTS[group] ?? 0
    const { polls, due, early, keepsAcceptance } = countPolls(log)
    const settledAt = startedAt + SETTLED_AFTER_MS
    const pollsSettled = log.polls.filter(({ arrivedAt }) => arrivedAt > settledAt).length
    const rendersSettled = (renders.get(log.operationId) ?? 0) - (rendersBefore.get(log.operationId) ?? 0)
    // The first poll counts too if it waited for the 202. The last deadline may coincide with the end.
    const met = due + (keepsAcceptance ? 1 : 0)
    return {
      disturbance,
      observers,
      pollsPerDeadline: due ? polls / due : null,
      early,
      missed: Math.max(0, seconds - met),
      keepsAcceptance,
      rendersPerPoll: disturbance === 'quiet' ? rendersSettled / observers / pollsSettled : null,
    }
  })
}

interface CountsOptions {
  readonly baseUrl: string
  readonly document: Document
  readonly disturbance: Disturbance
  readonly seconds: number
}
