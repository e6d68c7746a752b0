'use client'

import type { AsyncOperation } from '../hooks/asyncOperation.ts'
import { DetailRow } from './DetailRow.tsx'
import { ElapsedTime } from './ElapsedTime.tsx'
import { formatDuration } from './formatDuration.ts'
import { readOperationTimes } from './readOperationTimes.ts'
import { toIso } from './toIso.ts'
import { useInstantText } from './useInstantText.ts'
import { useOperationWords } from './useOperationWords.ts'

export interface OperationTimeRowsProps {
  readonly operation: AsyncOperation
}

/** When an operation started, and how long it has been running or took. */
export function OperationTimeRows({ operation }: OperationTimeRowsProps) {
  const words = useOperationWords()
  const toInstantText = useInstantText()
  const { startedAt, durationMs, isAbout } = readOperationTimes(operation)
  const duration = formatDuration(durationMs ?? 0, words.locale)
  return (
    <>
      {startedAt !== undefined && (
        <DetailRow part="started" name={words.fieldStarted}>
          <time className="ra-time" dateTime={toIso(startedAt)}>
            {toInstantText(startedAt)}
          </time>
        </DetailRow>
      )}
      {startedAt !== undefined && operation.status === 'PENDING' && (
        <DetailRow part="running" name={words.fieldElapsed}>
          <ElapsedTime since={startedAt} />
        </DetailRow>
      )}
      {durationMs !== undefined && (
        <DetailRow part="duration" name={words.fieldDuration}>
          {isAbout ? words.about(duration) : duration}
        </DetailRow>
      )}
    </>
  )
}
