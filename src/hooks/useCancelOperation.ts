'use client'

import { useCallback, useMemo, useState } from 'react'

import { canCancel, cancelOperation } from '../client/cancelOperation.ts'
import type { OperationRef } from '../client/createOperationsClient.ts'
import { RequestError } from '../protocol/errors.ts'
import { toOperationKey } from '../protocol/operation.ts'
import { useOperationsContext } from './OperationsContext.ts'
import { operationQueryKey } from './queries.ts'
import { useAsyncOperation } from './useAsyncOperation.ts'

/** The result of {@link useCancelOperation}. */
export interface UseCancelOperationResult {
  /**
   * Asks the server to cancel the operation. Never rejects: `error` says why it was refused. Sends nothing
   * unless `canCancel`.
   */
  readonly cancel: () => Promise<void>
  /** True if it is open, its API can cancel it, and the server has not agreed to that yet. */
  readonly canCancel: boolean
  /** True while the request is on its way. */
  readonly isSending: boolean
  /** True from when the server has agreed until the operation ends, also after a reload. It may still complete. */
  readonly isCancelling: boolean
  /** Why the last attempt failed; `undefined` during the next one, and once the operation has ended. */
  readonly error: RequestError | undefined
}

/** What happened to the attempts to cancel one operation. */
interface Attempt {
  readonly key: string
  readonly isSending: boolean
  readonly error?: RequestError
}

/**
 * Cancels an operation, if its API can. The operation stays PENDING until the server says how it ended, and
 * keeps being watched.
 *
 * @throws MissingProviderError if there is no OperationsProvider above
 */
export function useCancelOperation(ref: OperationRef | null | undefined): UseCancelOperationResult {
  const { observers, shared } = useOperationsContext('useCancelOperation')
  const operation = useAsyncOperation(ref)
  const [attempt, setAttempt] = useState<Attempt>()
  const { client, engine, queryClient, home } = observers
  const identity = ref ? client.identify(ref) : undefined
  const key = identity && toOperationKey(identity)
  const isOpen = operation.status === 'PENDING' || operation.status === 'UNAVAILABLE'
  const hasAgreed = isOpen && operation.operation?.isCancelling === true
  const isCancelling = hasAgreed && operation.status === 'PENDING'
  const { isSending = false, error } = attempt?.key === key && isOpen ? (attempt ?? {}) : {}
  const isPossible = isOpen && !hasAgreed && !isSending && !!ref && canCancel(client, ref)

  const cancel = useCallback(async () => {
    if (!ref || key === undefined) return
    const session = engine.gate.session()
    setAttempt({ key, isSending: true })
    try {
      const known = await cancelOperation(client, ref)
      if (known.operation?.isCancelling) {
        queryClient.setQueryData(operationQueryKey(home, known), known)
        shared.trackers?.of(home).noteCancelling(known)
      }
      setAttempt({ key, isSending: false })
    } catch (caught) {
      const failed =
        caught instanceof RequestError
          ? caught
          : new RequestError({ kind: 'network', message: String(caught) })
      setAttempt(session.aborted ? undefined : { key, isSending: false, error: failed })
    }
    // oxlint-disable-next-line react/exhaustive-deps -- A ref may be inline: only what it names matters.
  }, [client, engine, queryClient, home, shared, key])

  return useMemo(
    () => ({ cancel, canCancel: isPossible, isSending, isCancelling, error }),
    [cancel, isPossible, isSending, isCancelling, error],
  )
}
