import { render } from '@testing-library/react'
import { StrictMode } from 'react'
import { useAsyncOperation, useAsyncOperations } from 'react-accepted'
import { expect, it } from 'vitest'

import type { OperationObservers } from '../../src/hooks/operationObserver.ts'
import { useOperationsContext } from '../../src/hooks/useOperationsContext.ts'
import { createEngine, says } from './engineKit.tsx'
import { pass } from './harness.tsx'

it('keeps nothing of what was on the page and is not any more, and shares what is', async () => {
  const engine = createEngine(() => says('COMPLETED'))
  const seen = new Set<OperationObservers>()
  function Row({ id }: { id: string }) {
    seen.add(useOperationsContext('Row').observers)
    const [other] = useAsyncOperations([id])
    return `${useAsyncOperation(id).status} ${other?.status}`
  }
  const page = (from: number, count: number) => (
    <StrictMode>
      {Array.from({ length: count }, (_, index) => (
        <Row key={from + index} id={String(from + index)} />
      ))}
    </StrictMode>
  )
  const view = render(page(0, 0), { wrapper: engine.Wrapper })
  for (let from = 0; from < 2_000; from += 200) {
    view.rerender(page(from, 200))
    await pass(100)
  }
  const kept = () => [...seen].reduce((sum, { known }) => sum + known.size, 0)
  // One for both hooks of a row, apart from that of `background`.
  expect(kept()).toBeLessThanOrEqual(400)
  expect(engine.polls).toHaveLength(2_000)
  view.rerender(page(0, 0))
  await pass(0)
  expect(kept()).toBe(0)
})
