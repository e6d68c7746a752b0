import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { render } from '@testing-library/react'
import { OperationsProvider } from 'react-accepted'
import { CreateConfigurationForm } from 'react-accepted/twilio'
import type { ConfigurationFormDefaults } from 'react-accepted/twilio'
import { createOrchestratorClient } from 'react-accepted/twilio/client'
import { createSimulator } from 'react-accepted/twilio/simulator'

import 'react-accepted/styles.css'
import { expect, it } from 'vitest'

const CHANNELS = ['sms', 'voice', 'whatsapp', 'rcs', 'chat'] as const
const RUNS = 15
const KEYS = 20

const rules = (count: number) =>
  Array.from({ length: count }, (_, row) => ({
    from: '*',
    to: `+1555555${String(row).padStart(4, '0')}`,
    isTwoWay: false,
    metadata: {},
  }))

function toValues(count: number): ConfigurationFormDefaults {
  const channel = { isOn: true, capturesNumber: false, rules: rules(count) }
  return {
    displayName: 'Harbor',
    ...Object.fromEntries(CHANNELS.map((key) => [key, channel])),
  }
}

/** Renders a form on its own page, and returns a lookup of its inputs by name. */
async function openForm(defaultValues: ConfigurationFormDefaults) {
  const simulator = createSimulator({ seed: 'demo' })
  const client = createOrchestratorClient({
    baseUrl: 'https://simulator.example',
    fetch: simulator.fetch,
    headers: { authorization: `Basic ${btoa('demo:demo')}` },
  })
  const view = render(
    <QueryClientProvider client={new QueryClient()}>
      <OperationsProvider client={client} storage={null}>
        <CreateConfigurationForm defaultValues={defaultValues} />
      </OperationsProvider>
    </QueryClientProvider>,
  )
  await new Promise((resolve) => setTimeout(resolve, 300))
  return (name: string) => {
    const input = view.container.querySelector(`[name="${name}"]`)
    if (!(input instanceof HTMLInputElement || input instanceof HTMLTextAreaElement))
      throw new Error(`There is no ${name}.`)
    return input
  }
}

/** How long `KEYS` key presses take, each until the page is laid out again, in ms. */
function press(input: HTMLInputElement | HTMLTextAreaElement): number {
  input.focus()
  input.select()
  const startedAt = performance.now()
  for (let key = 0; key < KEYS; key += 1) {
    document.execCommand('insertText', false, String(key))
    void document.body.offsetHeight
  }
  return performance.now() - startedAt
}

const toMedian = (values: readonly number[]) =>
  values.toSorted((one, other) => one - other)[values.length >> 1] ?? 0

it.each([
  ['the name', 'displayName', 'displayName'],
  ['the description', 'description', 'description'],
  ['a time', 'sms.closed', 'sms.closed'],
  ['the last rule', 'chat.rules.99.to', 'chat.rules.0.to'],
])(
  'a key press in %s costs no more than twice as much with 5 × 100 rules',
  async (_, filled, empty) => {
    const findInFull = await openForm(toValues(100))
    const findInEmpty = await openForm(empty === 'displayName' || empty === 'description' ? {} : toValues(1))
    const full: number[] = []
    const small: number[] = []
    for (let run = 0; run < RUNS + 3; run += 1) {
      await new Promise((resolve) => setTimeout(resolve, 0))
      const [one, other] = run % 2 === 0 ? [full, small] : [small, full]
      for (const times of [one, other])
        times.push(press(times === full ? findInFull(filled) : findInEmpty(empty)))
    }
    // The first three warm up.
    const ratio = toMedian(full.slice(3)) / toMedian(small.slice(3))
    // oxlint-disable-next-line no-console -- Printing the figure is the purpose.
    console.info(
      `${filled}: ${toMedian(full.slice(3)).toFixed(2)} ms against ${toMedian(small.slice(3)).toFixed(2)} ms, ${ratio.toFixed(2)} times`,
    )
    expect(ratio).toBeLessThanOrEqual(2)
  },
  120_000,
)
