import type { QueryClient } from '@tanstack/react-query'

import type { OperationIdentity } from '../protocol/operation.ts'

/** The first part of every query key of an operation. */
export const OPERATION_QUERIES = 'react-accepted/operation'

/** The query key of one operation. */
export function operationQueryKey(home: string, { api, operationId }: OperationIdentity) {
  return [OPERATION_QUERIES, home, api, operationId] as const
}

/** The prefix of every query key that lists or shows resources of a type: an operation refreshes them all. */
export function resourcesKey(home: string, type: string) {
  return [...allResourcesKey(home), type] as const
}

/** The prefix of every query key of one home's resources. */
export function allResourcesKey(home: string) {
  return ['react-accepted/resources', home] as const
}

interface QueriesOfHome {
  readonly queryClient: QueryClient
  readonly home: string
}

/** Removes everything of one home from the query cache. Queries that are still in use then are fetched again. */
export function forgetQueries({ queryClient, home }: QueriesOfHome) {
  // Wait until React has unmounted what was just cleared, so that it is not fetched again.
  setTimeout(() => {
    for (const queryKey of [[OPERATION_QUERIES, home], allResourcesKey(home)]) {
      queryClient.removeQueries({ queryKey, type: 'inactive' })
      void queryClient.resetQueries({ queryKey, type: 'active' })
    }
  })
}

/** The query clients that are reading resources, by type: true if those have changed since that began. */
const rounds = new WeakMap<QueryClient, Map<string, boolean>>()

/**
 * Reads the resources of a type again, in every query that shows them. While that lasts, further changes lead to
 * one more round: each would cancel the read in flight, so that many operations that end in a row would let none
 * finish.
 */
export async function refreshResources({ queryClient, home }: QueriesOfHome, type: string): Promise<void> {
  const queryKey = resourcesKey(home, type)
  const name = JSON.stringify(queryKey)
  const own = rounds.get(queryClient) ?? new Map<string, boolean>()
  rounds.set(queryClient, own)
  const isReading = own.has(name)
  own.set(name, isReading)
  if (isReading) return
  do {
    own.set(name, false)
    await queryClient.invalidateQueries({ queryKey })
  } while (own.get(name))
  own.delete(name)
}
