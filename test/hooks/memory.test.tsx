import { render } from '@testing-library/react'
import { StrictMode } from 'react'
import { useAsyncOperation, useAsyncOperations } from 'react-accepted'
import { expect, it } from 'vitest'

import type { OperationObservers } from '../../src/hooks/operationObserver.ts'
import { useOperationsContext } from '../../src/hooks/OperationsContext.ts'
import { createEngine, says } from './createEngine.tsx'
import { pass } from './harness.tsx'

it('a page keeps no observers of rows that are gone, and shares those of rows that are shown', async () => {
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
  // Both hooks of a row share one observer; one with `background` is separate.
  expect(kept()).toBeLessThanOrEqual(400)
  expect(engine.polls).toHaveLength(2_000)
  view.rerender(page(0, 0))
  await pass(0)
  expect(kept()).toBe(0)
})
