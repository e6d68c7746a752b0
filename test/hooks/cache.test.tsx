import { act, renderHook } from '@testing-library/react'
import { asyncOperationOptions, useAsyncOperation } from 'react-accepted'
import { expect, it } from 'vitest'

import { accept, createHarness, pass } from './harness.tsx'

it('a final status stays shown and is not polled again if an earlier response is written to the cache', async () => {
  const { client, queryClient, polls, Wrapper } = createHarness({ operationMs: 5_000, retryAfterSeconds: 2 })
  const accepted = await accept(client)
  const { queryKey } = asyncOperationOptions(client, accepted)
  const words: string[] = []
  renderHook(() => words.push(useAsyncOperation(accepted).status), { wrapper: Wrapper })
  await pass(3_000)
  const earlier = structuredClone(queryClient.getQueryData(queryKey))
  expect(earlier?.operation?.status).toBe('PENDING')
  await pass(7_000)
  const pollsAtEnd = polls().length
  act(() => void queryClient.setQueryData(queryKey, earlier))
  await pass(60_000)
  expect(words.slice(words.indexOf('COMPLETED'))).not.toContain('PENDING')
  expect(words.at(-1)).toBe('COMPLETED')
  expect(queryClient.getQueryData(queryKey)?.operation?.status).toBe('COMPLETED')
  expect(polls()).toHaveLength(pollsAtEnd)
})
