'use client'

import * as Progress from '@radix-ui/react-progress'
import type { ComponentPropsWithoutRef } from 'react'
import { forwardRef } from 'react'

import type { OperationRef } from '../../client/createOperationsClient.ts'
import { toAccepted } from '../../client/submission/submission.ts'
import { isPending } from '../../hooks/asyncOperation.ts'
import type { SubmittedOperation } from '../../hooks/submittedOperation.ts'
import { toIntent } from '../../hooks/submittedOperation.ts'
import { useAsyncOperation } from '../../hooks/useAsyncOperation.ts'
import { classes, useAppearance } from '../elements/appearance.tsx'
import { ElapsedTime, readOperationTimes } from '../elements/Time.tsx'
import { useOperationMessages } from '../messages/useOperationMessages.ts'

/** Props of OperationProgress. */
export interface OperationProgressProps extends Omit<ComponentPropsWithoutRef<'div'>, 'children'> {
  /** The operation to watch; `null` shows nothing, but keeps its space if another element follows. */
  readonly operation?: OperationRef | null | undefined
  /** Instead of `operation`: the submission, so that the bar moves from its first attempt on. */
  readonly submission?: SubmittedOperation | undefined
  /** Names the bar for screen readers. Default: the operation's own label. */
  readonly label?: string | undefined
  /** Shows below the bar how long it has been running, and the percentage if the server says it. Default true. */
  readonly showElapsed?: boolean
}

/**
 * A progress bar while an operation runs, with the time it has taken so far. It shows a percentage if the
 * server says one; otherwise it only moves. When the operation ends, the bar disappears but keeps its space,
 * so that the content below does not jump. If nothing follows it, the space goes too.
 */
export const OperationProgress = /* @__PURE__ */ forwardRef<HTMLDivElement, OperationProgressProps>(
  function OperationProgress(
    { operation: ref, submission, label, showElapsed = true, className, ...rest },
    forwardedRef,
  ) {
    const intent = submission && toIntent(submission)
    const operation = useAsyncOperation(intent ? toAccepted(intent) : ref)
    const messages = useOperationMessages()
    const appearance = useAppearance()
    const isSending = intent?.state === 'submitting'
    const isRunning = isSending || isPending(operation)
    const { startedAt } = readOperationTimes(operation)
    const percent = isSending ? undefined : operation.operation?.progress
    return (
      <div
        {...appearance}
        data-part="progress"
        data-status={operation.status}
        data-stuck={operation.isStuck || undefined}
        data-connection={operation.connection}
        data-elapsed={showElapsed || undefined}
        {...rest}
        ref={forwardedRef}
        className={classes('ra-progress', className)}
      >
        {isRunning && (
          <>
            <ProgressTrack
              label={messages.progressLabel(label ?? operation.accepted?.label)}
              percent={percent}
            />
            {showElapsed && !isSending && (
              <div className="ra-progress-text">
                {startedAt !== undefined && <ElapsedTime since={startedAt} isSentence />}
                {percent !== undefined && (
                  <span className="ra-progress-percent" data-part="percent" aria-hidden="true">
                    {messages.percent(percent)}
                  </span>
                )}
              </div>
            )}
          </>
        )}
      </div>
    )
  },
)

interface ProgressTrackProps {
  readonly label: string
  /** 0 to 100; without it, the bar is indeterminate. */
  readonly percent?: number | undefined
}

/** A progress bar. */
export function ProgressTrack({ label, percent }: ProgressTrackProps) {
  const messages = useOperationMessages()
  return (
    <Progress.Root
      className="ra-progress-track"
      data-part="track"
      value={percent ?? null}
      getValueLabel={messages.percent}
      aria-label={label}
    >
      <Progress.Indicator className="ra-progress-indicator" data-part="indicator">
        {percent !== undefined && (
          // An attribute, because a strict CSP refuses inline styles in HTML from a server.
          <svg className="ra-progress-amount" aria-hidden="true">
            <rect width={`${percent}%`} height="100%" />
          </svg>
        )}
      </Progress.Indicator>
    </Progress.Root>
  )
}
