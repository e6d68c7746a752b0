import useSWR, { mutate, SWRConfig } from 'swr'

import type { CreateContestant } from './contestant.ts'
import type { PolledOperation } from './fetchOperation.ts'
import { fetchOperation, toPollingInterval } from './fetchOperation.ts'

/**
 * SWR's `refreshInterval` as a function of the latest data (https://swr.vercel.app/docs/api). It is defined
 * outside the component, because a new function on each render would restart the wait. `dedupingInterval` is
 * below the server's shortest wait: its default of 2 s would drop every other poll.
 */
export const createContestant: CreateContestant = (baseUrl) => {
  const options = { fetcher: fetchOperation, refreshInterval: toPollingInterval, dedupingInterval: 500 }
  return {
    Provider: ({ children }) => <SWRConfig value={options}>{children}</SWRConfig>,
    useStatus: ({ operationId }) =>
      useSWR<PolledOperation>(`${baseUrl}/operations/${operationId}`).data?.status,
    askAgain: () => void mutate(() => true),
  }
}
