import { useRequest } from 'ahooks'
import { useEffect, useState } from 'react'

import type { CreateContestant } from './contestant.ts'
import { DEFAULT_WAIT_MS, fetchOperation, isFinal } from './fetchOperation.ts'

/**
 * ahooks' `useRequest` with `pollingInterval`. It must be a number
 * (https://ahooks.js.org/hooks/use-request/polling), so the server's wait goes through state; 0 stops.
 * `cacheKey` lets components share a request (https://ahooks.js.org/hooks/use-request/cache).
 * `pollingWhenHidden: false` is as in the documentation's example.
 */
export const createContestant: CreateContestant = (baseUrl) => {
  const refreshes = new Set<() => void>()
  return {
    Provider: ({ children }) => children,
    useStatus: ({ operationId }) => {
      const url = `${baseUrl}/operations/${operationId}`
      const [pollingInterval, setPollingInterval] = useState(DEFAULT_WAIT_MS)
      const { data, refresh } = useRequest(() => fetchOperation(url), {
        cacheKey: url,
        pollingInterval,
        pollingWhenHidden: false,
        onSuccess: (answer) => setPollingInterval(isFinal(answer) ? 0 : answer.retryAfterMs),
      })
      useEffect(() => {
        refreshes.add(refresh)
        return () => void refreshes.delete(refresh)
      }, [refresh])
      return data?.status
    },
    // ahooks has no global refresh, so this calls each component's `refresh`.
    askAgain: () => {
      for (const refresh of refreshes) refresh()
    },
  }
}
