import { act, renderHook } from '@testing-library/react'
import { useOperations } from 'react-accepted'
import { expect, test } from 'vitest'

import { createHarness } from './harness.tsx'

const operationId = 'proc_job_1'
const acceptedAt = Date.parse('2026-01-05T09:00:00Z')

test('an operation is watched once, and dismissing it keeps the one with the same ID in another API', () => {
  const { Wrapper } = createHarness()
  const { result } = renderHook(() => useOperations(), { wrapper: Wrapper })
  const accepted = { api: 'conversations', operationId, acceptedAt, nextPollAt: acceptedAt + 60_000 }
  act(() => {
    result.current.watch(accepted)
    result.current.watch({ ...accepted })
    result.current.watch({ ...accepted, api: 'memory' })
  })
  expect(result.current.operations.map(({ accepted: { api } }) => api)).toEqual(['memory', 'conversations'])
  act(() => result.current.dismiss({ api: 'memory', operationId }))
  expect(result.current.operations.map(({ accepted: { api } }) => api)).toEqual(['conversations'])
})
