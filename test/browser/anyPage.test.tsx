import 'react-accepted/styles.css'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import type { CSSProperties, ReactElement } from 'react'
import { OperationsProvider, OperationsTray } from 'react-accepted'
import { ConfigurationsTable, CreateConfigurationForm, CreateMemoryStoreForm } from 'react-accepted/twilio'
import { createOrchestratorClient } from 'react-accepted/twilio/client'
import { createSimulator } from 'react-accepted/twilio/simulator'
import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'
import { afterEach, expect, it } from 'vitest'

const components: Readonly<Record<string, ReactElement>> = {
  CreateConfigurationForm: <CreateConfigurationForm />,
  CreateMemoryStoreForm: <CreateMemoryStoreForm />,
  ConfigurationsTable: <ConfigurationsTable />,
  OperationsTray: <OperationsTray />,
}

afterEach(() => document.body.replaceChildren())

/** The width of a component in a box, by how much it overflows the box, and its text alignment. */
function measure(component: ReactElement, style: CSSProperties) {
  const client = createOrchestratorClient({ baseUrl: '/api/twilio', fetch: createSimulator().fetch })
  const root = createRoot(document.body.appendChild(document.createElement('main')))
  flushSync(() =>
    root.render(
      <QueryClientProvider client={new QueryClient()}>
        <OperationsProvider client={client}>
          <div id="box" style={style}>
            {component}
          </div>
        </OperationsProvider>
      </QueryClientProvider>,
    ),
  )
  const box = document.querySelector('#box')
  const first = box?.firstElementChild
  const { width = 0 } = first?.getBoundingClientRect() ?? {}
  const textAlign = first && getComputedStyle(first).textAlign
  const over = (box?.scrollWidth ?? 0) - (box?.clientWidth ?? 0)
  root.unmount()
  return { width, over, textAlign }
}

it.each(Object.entries(components))('%s has a width if nothing gives it one', (_, component) => {
  expect(measure(component, { inlineSize: 'max-content' }).width).toBeGreaterThan(300)
})

it.each(Object.entries(components))('%s fits into a narrow column', (_, component) => {
  const column = { inlineSize: 280, display: 'grid', gridTemplateColumns: '1fr' }
  expect(measure(component, column)).toMatchObject({ over: 0, width: 280 })
  expect(measure(component, { inlineSize: 280, display: 'flex' }).over).toBe(0)
})

it.each(Object.entries(components))('%s does not inherit centred text from the page', (_, component) => {
  expect(measure(component, { textAlign: 'center' }).textAlign).toBe('start')
})
