import { render, screen } from '@testing-library/react'
import { Profiler, useEffect } from 'react'
import { OperationDetails, OperationProgress, OperationsTray, useOperations } from 'react-accepted'
import type { AcceptedOperation } from 'react-accepted/client'
import { expect, it } from 'vitest'

import { accept, createHarness, pass } from '../hooks/harness.tsx'
import { renderedComponents } from './renderedComponents.ts'
function Page({ operation }: { readonly operation: AcceptedOperation }) {
  const { watch } = useOperations()
  useEffect(() => watch(operation), [watch, operation])
  return (
    <>
      <OperationProgress operation={operation} />
      <OperationDetails operation={operation} />
      <OperationsTray />
    </>
  )
}

it('times tick without rendering anything else', async () => {
  const { client, Wrapper } = createHarness({ operationMs: 600_000, retryAfterSeconds: 300 })
  const container = document.body.appendChild(document.createElement('main'))
  const rendered = new Set<string>()
  function look() {
    for (const name of renderedComponents(container)) rendered.add(name)
  }
  const page = (
    <Profiler id="page" onRender={look}>
      <Page operation={await accept(client)} />
    </Profiler>
  )
  render(page, { wrapper: Wrapper, container })
  await pass(5_000)
  expect([...rendered]).toContain('OperationDetails')
  rendered.clear()
  await pass(3_000)
  expect(screen.getAllByText(/^8s/).length).toBeGreaterThan(2)
  expect([...rendered]).toEqual(['ElapsedTime'])
})
