'use client'

import type { ComponentPropsWithoutRef } from 'react'
import { forwardRef } from 'react'

import type { OperationRef } from '../client/createOperationsClient.ts'
import { toAccepted } from '../client/intent.ts'
import { isPending } from '../hooks/asyncOperation.ts'
import type { SubmittedOperation } from '../hooks/submittedOperation.ts'
import { toIntent } from '../hooks/submittedOperation.ts'
import { useAsyncOperation } from '../hooks/useAsyncOperation.ts'
import { classes } from './classes.ts'
import { ElapsedTime } from './ElapsedTime.tsx'
import { ProgressTrack } from './ProgressTrack.tsx'
import { readOperationTimes } from './readOperationTimes.ts'
import { useAppearance } from './useAppearance.ts'
import { useOperationWords } from './useOperationWords.ts'

/** Props of OperationProgress. */
export interface OperationProgressProps extends Omit<ComponentPropsWithoutRef<'div'>, 'children'> {
  /** The operation to watch; `null` shows nothing, and keeps the place where something follows it. */
  readonly operation?: OperationRef | null | undefined
  /** In place of `operation`: what was submitted, so that the bar moves from its first attempt on. */
  readonly submission?: SubmittedOperation | undefined
  /** Names the bar to a screen reader. Default: the operation's own label. */
  readonly label?: string | undefined
  /** Shows how long it has been running. Default true. */
  readonly showsElapsed?: boolean
}

/**
 * A bar that moves while an operation runs, with the time it has taken. How far it is nobody knows, so no percentage is
 * shown. When the operation ends the bar goes and its place stays, so that what follows it does not jump; where nothing
 * follows it, the place goes too.
 */
export const OperationProgress = forwardRef<HTMLDivElement, OperationProgressProps>(
  function OperationProgress(
    { operation: ref, submission, label, showsElapsed = true, className, ...rest },
    forwardedRef,
  ) {
    const intent = submission && toIntent(submission)
    const operation = useAsyncOperation(intent ? toAccepted(intent) : ref)
    const words = useOperationWords()
    const appearance = useAppearance()
    const isSending = intent?.state === 'submitting'
    const isRunning = isSending || isPending(operation)
    const { startedAt } = readOperationTimes(operation)
    return (
      <div
        {...appearance}
        data-part="progress"
        data-status={operation.status}
        data-stuck={operation.isStuck || undefined}
        data-connection={operation.connection}
        data-elapsed={showsElapsed || undefined}
        {...rest}
        ref={forwardedRef}
        className={classes('ra-progress', className)}
      >
        {isRunning && (
          <>
            <ProgressTrack label={words.progressLabel(label ?? operation.accepted?.label)} />
            {showsElapsed && !isSending && startedAt !== undefined && (
              <ElapsedTime since={startedAt} isSentence />
            )}
          </>
        )}
      </div>
    )
  },
)
