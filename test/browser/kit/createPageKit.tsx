import 'react-accepted/styles.css'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { OperationsProvider } from 'react-accepted'
import { createOrchestratorClient } from 'react-accepted/twilio/client'
import { createSimulator } from 'react-accepted/twilio/simulator'
import { createRoot } from 'react-dom/client'
import { onTestFinished } from 'vitest'

/** A simulator with the demo account on the real clock, and a function that renders components with it. */
export function createPageKit() {
  const simulator = createSimulator({
    seed: 'demo',
    clock: 'system',
    operationMs: 900,
    retryAfterSeconds: 1,
  })
  const client = createOrchestratorClient({
    baseUrl: 'https://simulator.test',
    fetch: simulator.fetch,
    headers: { authorization: `Basic ${btoa('SK0:secret')}` },
  })
  /** Renders into an element of the page until the test ends. */
  function show(children: ReactNode, container = document.body.appendChild(document.createElement('main'))) {
    const root = createRoot(container)
    onTestFinished(() => {
      root.unmount()
      container.remove()
    })
    const queryClient = new QueryClient()
    const render = (next: ReactNode) =>
      root.render(
        <QueryClientProvider client={queryClient}>
          <OperationsProvider client={client} storage={null}>
            {next}
          </OperationsProvider>
        </QueryClientProvider>,
      )
    render(children)
    return render
  }
  return { simulator, client, show }
}
