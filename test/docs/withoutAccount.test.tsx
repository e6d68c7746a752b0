import { act, render, screen } from '@testing-library/react'
import type { ComponentType } from 'react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import { bundleExample } from './bundleExample.ts'
import { readExamples } from './readExamples.ts'

const examples = readExamples('docs/another-api.md').map(({ code }) => code)
const clients = examples.filter((code) => code.includes('createOperationsSimulator('))
const page = examples.find((code) => code.includes('export function App('))

/** The page of the guide with one of its clients, in one bundle. */
async function load(client: string, name: string): Promise<ComponentType> {
  const code = `${client}\n${page}\nexport const Page = () => <App client={client} />`
  const { Page }: { Page: ComponentType } = await import(/* @vite-ignore */ await bundleExample(code, name))
  return Page
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test.each(['azure', 'google', 'batches', 'location', 'predictions'])(
  "the guide's client for %s follows an operation to its end",
  async (contract) => {
    const code = clients.find((one) => one.includes(`contract: '${contract}'`)) ?? ''
    const Page = await load(code, `withoutAccount-${contract}`)
    render(<Page />)
    act(() => screen.getByRole('button', { name: 'Create report' }).click())
    await act(() => vi.advanceTimersByTimeAsync(1_000))
    // In the badge, and in the details.
    expect(screen.getAllByText('In progress')).toHaveLength(2)
    for (let second = 0; second < 9; second += 1) await act(() => vi.advanceTimersByTimeAsync(1_000))
    expect(screen.getAllByText('Completed')).toHaveLength(2)
  },
)
