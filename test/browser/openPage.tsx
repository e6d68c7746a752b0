import 'react-accepted/styles.css'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { cleanup, render } from '@testing-library/react'
import type { ReactElement } from 'react'
import { OperationsProvider } from 'react-accepted'
import type { OrchestratorClient } from 'react-accepted/twilio/client'
import { createOrchestratorClient } from 'react-accepted/twilio/client'
import type { ScriptRule } from 'react-accepted/twilio/simulator'
import { createSimulator } from 'react-accepted/twilio/simulator'
import { afterEach, expect } from 'vitest'

afterEach(cleanup)

const AUTHORIZATION = `Basic ${btoa('demo:demo')}`

/** Renders a component on its own page, with a simulator behind it. */
export async function openPage(
  component: ReactElement | ((client: OrchestratorClient) => Promise<ReactElement>),
  script: readonly ScriptRule[] = [],
) {
  const simulator = createSimulator({ seed: 'demo' })
  simulator.script(...script)
  const sent: unknown[] = []
  const client = createOrchestratorClient({
    baseUrl: 'https://simulator.example',
    fetch: async (input, init) => {
      const request = new Request(input, init)
      if (request.method !== 'GET') sent.push(JSON.parse(await request.clone().text()))
      return simulator.fetch(request)
    },
    headers: { authorization: AUTHORIZATION },
  })
  const shown = typeof component === 'function' ? await component(client) : component
  const view = render(
    <QueryClientProvider client={new QueryClient()}>
      <OperationsProvider client={client} storage={null}>
        {shown}
      </OperationsProvider>
    </QueryClientProvider>,
  )
  /** The first control with this name, as soon as it is rendered. */
  async function find(name: string) {
    await expect.poll(() => query(name)).not.toBeNull()
    const control = query(name)
    if (!control) throw new Error(`There is no ${name}.`)
    return control
  }
  const query = (name: string) =>
    [...view.container.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('input, textarea')].find(
      (control) => control.name === name,
    ) ?? null
  const part = (name: string) => view.container.querySelector<HTMLElement>(`[data-part="${name}"]`)
  return { ...view, simulator, client, sent, find, part }
}

/** Inserts text into a control as a paste does, with the browser's own limits and clean-up. */
export function paste(control: HTMLInputElement | HTMLTextAreaElement, text: string) {
  control.focus()
  control.select()
  document.execCommand('insertText', false, text)
}

/**
 * Dispatches a paste event, and then inserts the text as the browser would unless a listener prevented it.
 */
export function pasteByEvent(control: HTMLInputElement | HTMLTextAreaElement, text: string) {
  control.focus()
  const clipboardData = new DataTransfer()
  clipboardData.setData('text', text)
  const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true })
  if (control.dispatchEvent(event)) paste(control, text)
}
