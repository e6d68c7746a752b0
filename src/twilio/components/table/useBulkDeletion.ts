'use client'

import type { BatchState, SubmittedInput } from '../../../client/batch/batch.ts'
import { useSubmitOperations } from '../../../hooks/useSubmitOperations.ts'
import { deleteConfiguration } from '../../api/configurationsClient.ts'
import type { DeletionInput } from '../../api/orchestratorApis.ts'

/** What happens after a configuration could not be deleted. */
export type AfterFailure = 'continue' | 'stop'

/** The deletion of several configurations, a few at a time. */
export interface BulkDeletion {
  readonly state: BatchState
  readonly isBusy: boolean
  /** @returns false if nothing was started */
  readonly start: (inputs: readonly DeletionInput[], afterFailure: AfterFailure) => Promise<boolean>
  readonly stop: () => void
  readonly resume: () => void
  /** Starts over with those that were refused or failed: nothing of them was accepted, or it has ended. */
  readonly retry: () => void
  /** Forgets it, and sends nothing more. */
  readonly end: () => void
}

/** The deletion that all tables of the page share. A reload of the tab keeps it. */
export function useBulkDeletion(): BulkDeletion {
  // What the user has chosen is part of the name, so that a reload keeps it too.
  const continuing = useSubmitOperations(deleteConfiguration, { name: 'table' })
  const stopping = useSubmitOperations(deleteConfiguration, { name: 'table stop', afterFailure: 'stop' })
  const both = [continuing, stopping]
  const current = both.find(isBusy) ?? both.find(({ status }) => status === 'done') ?? continuing

  async function start(inputs: readonly DeletionInput[], afterFailure: AfterFailure) {
    if (isBusy(current)) return false
    const [next, last] = afterFailure === 'stop' ? [stopping, continuing] : [continuing, stopping]
    const isStarted = await next.start(inputs)
    if (isStarted) last.reset()
    return isStarted
  }

  return {
    state: current,
    isBusy: isBusy(current),
    start,
    stop: current.stop,
    resume: current.resume,
    retry: () =>
      void start(
        current.inputs
          .filter(isNotDeleted)
          .flatMap(({ resourceId: id, label: displayName }) => (id ? { id, displayName } : [])),
        current === stopping ? 'stop' : 'continue',
      ),
    end: current.reset,
  }
}

function isBusy({ status }: BatchState): boolean {
  return status === 'running' || status === 'paused'
}

/** True if it exists as before, and no request of it is open. */
export function isNotDeleted({ state }: SubmittedInput): boolean {
  return state === 'refused' || state === 'failed'
}

/** True if sending it again, with its own key, can only continue the same deletion. */
export function isUnanswered({ state, accepted }: SubmittedInput): boolean {
  return state === 'unknown' && accepted === undefined
}
