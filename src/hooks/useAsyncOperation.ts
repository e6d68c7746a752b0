'use client'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'

import type { OperationRef, OperationsClient } from '../client/createOperationsClient.ts'
import { UntrustedUrlError } from '../protocol/errors.ts'
import { toPollError } from '../protocol/pollError.ts'
import type { AsyncOperation } from './asyncOperation.ts'
import { IDLE_OPERATION } from './asyncOperation.ts'
import { asyncOperationOptions } from './asyncOperationOptions.ts'
import { useIsOffline } from './useIsOffline.ts'
import { useOperationsContext } from './useOperationsContext.ts'

/** Options of {@link useAsyncOperation}. */
export interface UseAsyncOperationOptions {
  /** Goes on polling while the tab is hidden. Default: false. */
  readonly background?: boolean
}

/** An operation, and the wish to look again. */
export type AsyncOperationResult = AsyncOperation & {
  /** Looks again as soon as the server allows it; never early. */
  readonly refresh: () => Promise<void>
}

const NO_OPERATION = { api: '', operationId: '' }
const LOADING_OPERATION: AsyncOperation = { ...IDLE_OPERATION, status: 'LOADING' }

/**
 * Follows one operation: polls exactly when the server asked, joins everybody else who follows it, and renders only
 * when there is something new to see. Without a ref it is IDLE and asks nothing. A status URL that is not trusted is
 * UNAVAILABLE, and nothing is sent to it.
 *
 * @throws MissingProviderError where OperationsProvider is missing
 */
export function useAsyncOperation(
  ref: OperationRef | null | undefined,
  { background = false }: UseAsyncOperationOptions = {},
): AsyncOperationResult {
  const { client } = useOperationsContext('useAsyncOperation')
  const refusal = ref ? toRefusal(client, ref) : undefined
  const isAsked = Boolean(ref) && refusal === undefined
  const { data, refetch } = useQuery({
    ...asyncOperationOptions(client, isAsked && ref ? ref : NO_OPERATION),
    enabled: isAsked,
    refetchIntervalInBackground: background,
  })
  const isOffline = useIsOffline()
  return useMemo(() => {
    const view =
      refusal === undefined
        ? (isAsked && data) || (ref ? LOADING_OPERATION : IDLE_OPERATION)
        : toUnavailable(refusal)
    const isOpen = view.status === 'LOADING' || view.status === 'PENDING'
    return {
      ...view,
      connection: isOffline && isOpen ? 'offline' : view.connection,
      refresh: async () => {
        if (isAsked) await refetch({ cancelRefetch: false })
      },
    }
    // Only whether there is a ref counts here: callers write it inline, a new object at every render.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [data, refusal, isAsked, isOffline, refetch, !ref])
}

/** Why a ref is not followed, as text so that it compares equal from render to render. */
function toRefusal(client: OperationsClient, ref: OperationRef): string | undefined {
  try {
    client.identify(ref)
    return undefined
  } catch (error) {
    if (error instanceof UntrustedUrlError) return error.message
    throw error
  }
}

function toUnavailable(message: string): AsyncOperation {
  return {
    ...IDLE_OPERATION,
    status: 'UNAVAILABLE',
    connection: 'paused',
    pollError: { ...toPollError(undefined), kind: 'untrusted', message },
  }
}
