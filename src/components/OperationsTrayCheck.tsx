'use client'

import { useEffect, useState } from 'react'

import { useOperationsContext } from '../hooks/useOperationsContext.ts'
import type { AcceptedOperation } from '../protocol/acceptedOperation.ts'
import { formatDuration } from './formatDuration.ts'
import { OperationsTrayButton } from './OperationsTrayButton.tsx'
import { useOperationWords } from './useOperationWords.ts'
import { useTrayWords } from './useTrayWords.ts'

/** How long the answer stays, in ms. */
const FEEDBACK_MS = 4_000

export interface OperationsTrayCheckProps {
  readonly accepted: AcceptedOperation
  readonly titleId: string
  /** Looks again; never before the server's own time has come. */
  readonly refresh: () => Promise<void>
}

/** Looks at a running operation again. The server's own time holds for a person too, so it says when that is. */
export function OperationsTrayCheck({ accepted, titleId, refresh }: OperationsTrayCheckProps) {
  const { client } = useOperationsContext('OperationsTray').observers
  const { locale, checkNow, checking } = useOperationWords()
  const { nextCheck } = useTrayWords()
  const [isChecking, setIsChecking] = useState(false)
  const [waitMs, setWaitMs] = useState<number>()

  useEffect(() => {
    if (waitMs === undefined) return undefined
    const timer = setTimeout(() => setWaitMs(undefined), FEEDBACK_MS)
    return () => clearTimeout(timer)
  }, [waitMs])

  async function check() {
    setIsChecking(true)
    setWaitMs(undefined)
    await refresh().finally(() => setIsChecking(false))
    const { wake, nextPollAt = 0 } = client.peek(accepted) ?? {}
    // Watched for as long as we watch anything: no check follows by itself.
    if (wake === 'manual') return
    setWaitMs(Math.max(1_000, Math.ceil((nextPollAt - client.context.now()) / 1_000) * 1_000))
  }

  return (
    <span className="ra-tray-check">
      <OperationsTrayButton
        part="check-now"
        titleId={titleId}
        isBusy={isChecking}
        onClick={() => void check()}
      >
        {isChecking ? checking : checkNow}
      </OperationsTrayButton>
      <output className="ra-tray-next" data-part="next-check">
        {waitMs !== undefined && nextCheck(formatDuration(waitMs, locale))}
      </output>
    </span>
  )
}
