import { render, renderHook } from '@testing-library/react'
import { StrictMode } from 'react'
import { OperationStatusBadge, useAsyncOperation, useAsyncOperations } from 'react-accepted'
import type { AcceptedOperation } from 'react-accepted/client'
import { describe, expect, it, vi } from 'vitest'

import type { Respond } from './createEngine.tsx'
import { acceptedNow, createEngine, says } from './createEngine.tsx'
import { pass } from './harness.tsx'

/** An engine whose cache has no garbage collection, because its timers would be counted too. */
function createUnforgetting(respond: Respond) {
  const engine = createEngine(respond)
  engine.queryClient.setDefaultOptions({ queries: { gcTime: Infinity } })
  return engine
}

function Badges({ of, count }: { of: AcceptedOperation; count: number }) {
  return Array.from({ length: count }, (_, index) => <Badge key={index} of={of} />)
}

function Badge({ of }: { of: AcceptedOperation }) {
  return <span>{useAsyncOperation(of).status}</span>
}

describe('500 badges of one operation', () => {
  it('share one poll per deadline and exactly one timer', async () => {
    const { Wrapper, times } = createUnforgetting(() => says('PENDING', 5))
    render(<Badges of={acceptedNow('1')} count={500} />, { wrapper: Wrapper })
    await pass(1_999)
    expect(vi.getTimerCount()).toBe(1)
    await pass(30_000)
    expect(times()).toEqual([2_000, 7_000, 12_000, 17_000, 22_000, 27_000])
    expect(vi.getTimerCount()).toBe(1)
  })

  it('share one poll and one timer under StrictMode too, as components', async () => {
    const { Wrapper, times } = createUnforgetting(() => says('PENDING', 5))
    const accepted = acceptedNow('1')
    render(
      <StrictMode>
        <Wrapper>
          {Array.from({ length: 500 }, (_, index) => (
            <OperationStatusBadge key={index} operation={accepted} />
          ))}
        </Wrapper>
      </StrictMode>,
    )
    await pass(1_999)
    expect(vi.getTimerCount()).toBe(1)
    await pass(10_000)
    expect(times()).toEqual([2_000, 7_000])
    expect(vi.getTimerCount()).toBe(1)
  })

  it('leave no timer after the operation has ended', async () => {
    const { Wrapper } = createUnforgetting(() => says('COMPLETED'))
    render(<Badges of={acceptedNow('1')} count={500} />, { wrapper: Wrapper })
    await pass(2_000)
    expect(vi.getTimerCount()).toBe(0)
  })
})

describe('StrictMode', () => {
  it('causes one poll at once and one per deadline for an operation known by its ID', async () => {
    const { Wrapper, times } = createEngine(() => says('PENDING', 5))
    renderHook(() => [useAsyncOperation('1'), useAsyncOperations(['1', '1'])], {
      wrapper: ({ children }) => (
        <StrictMode>
          <Wrapper>{children}</Wrapper>
        </StrictMode>
      ),
    })
    await pass(14_999)
    expect(times()).toEqual([0, 5_000, 10_000])
  })
})

describe('useAsyncOperations', () => {
  it('does not render for polls that bring nothing new, and renders once for operations that end together', async () => {
    const { Wrapper, count } = createEngine((_, poll) => says(poll < 5 ? 'PENDING' : 'COMPLETED', 5))
    const refs = Array.from({ length: 6 }, (_, index) => acceptedNow(String(index)))
    let renders = 0
    const { result } = renderHook(
      () => {
        renders += 1
        return useAsyncOperations(refs)
      },
      { wrapper: Wrapper },
    )
    await pass(2_500)
    const before = renders
    await pass(15_000)
    expect([...count.values()]).toEqual([4, 4, 4, 4, 4, 4])
    expect(renders).toBe(before)
    await pass(5_000)
    expect(result.current.map(({ status }) => status)).toEqual(Array.from({ length: 6 }, () => 'COMPLETED'))
    expect(renders - before).toBeLessThanOrEqual(6)
  })
})
