import { useEffect, useState } from 'react'
import type { AcceptedOperation } from 'react-accepted/client'
import { createRoot } from 'react-dom/client'

import type { Contestant } from '../contestants/contestant.ts'
import { wait } from '../wait.ts'
import { accept, readLogs, toAccepted } from './api.ts'
import { countPolls } from './countPolls.ts'

/** A wait of one second after the 202 and another after the first response; then COMPLETED. */
const RETRY_AFTER_SECONDS = 1
const COMPLETES_AT_POLL = 2

/** Counted if the second poll never came. */
const MISSED_MS = 60_000

/**
 * Adds operations one by one over `spreadMs`, so that their deadlines are spread too.
 *
 * @returns how long after the first response's deadline each second poll reached the server, in ms; excludes
 *   operations with an early poll
 */
export async function latenessScenario(
  { Provider, useStatus }: Contestant,
  { baseUrl, document, operationCount, spreadMs }: LatenessOptions,
): Promise<number[]> {
  const ids = await acceptAll(baseUrl, operationCount)

  function Operation({ accepted }: { accepted: AcceptedOperation }) {
    return <output>{useStatus(accepted)}</output>
  }
  function Row({ operationId, afterMs }: { operationId: string; afterMs: number }) {
    const [accepted, setAccepted] = useState<AcceptedOperation>()
    useEffect(() => {
      const timer = setTimeout(
        () => setAccepted(toAccepted(operationId, RETRY_AFTER_SECONDS * 1000)),
        afterMs,
      )
      return () => clearTimeout(timer)
    }, [operationId, afterMs])
    return accepted && <Operation accepted={accepted} />
  }

  const root = createRoot(document.body.appendChild(document.createElement('main')))
  root.render(
    <Provider>
      {ids.map((operationId, index) => (
        <Row key={operationId} operationId={operationId} afterMs={(index / operationCount) * spreadMs} />
      ))}
    </Provider>,
  )
  await wait(spreadMs + RETRY_AFTER_SECONDS * COMPLETES_AT_POLL * 1000 + 500)
  const logs = await readLogs(baseUrl, ids)
  root.unmount()
  return logs.flatMap((log) => {
    const { early, latenessMs } = countPolls(log)
    return early ? [] : (latenessMs[0] ?? MISSED_MS)
  })
}

async function acceptAll(baseUrl: string, count: number): Promise<string[]> {
  const ids: string[] = []
  const twice = { retryAfterSeconds: RETRY_AFTER_SECONDS, completesAtPoll: COMPLETES_AT_POLL }
  while (ids.length < count) {
    const some = await Promise.all(
      Array.from({ length: Math.min(50, count - ids.length) }, () => accept(baseUrl, twice)),
    )
    ids.push(...some.map(({ operationId }) => operationId))
  }
  return ids
}

interface LatenessOptions {
  readonly baseUrl: string
  readonly document: Document
  readonly operationCount: number
  readonly spreadMs: number
}
