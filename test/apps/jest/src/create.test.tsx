import '@testing-library/jest-dom/jest-globals'
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act, render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { OperationsProvider } from 'react-accepted'
import { CreateConfigurationForm } from 'react-accepted/twilio'
import { createOrchestratorClient } from 'react-accepted/twilio/client'
import { createSimulator } from 'react-accepted/twilio/simulator'

beforeEach(() => {
  jest.useFakeTimers({ advanceTimers: true, doNotFake: ['nextTick', 'queueMicrotask', 'performance'] })
})
afterEach(() => {
  jest.useRealTimers()
})

test('the user creates a configuration and sees its ID', async () => {
  const simulator = createSimulator({ seed: 'demo' })
  const client = createOrchestratorClient({
    baseUrl: 'https://simulator.test',
    fetch: simulator.fetch,
    headers: { authorization: `Basic ${btoa('demo:demo')}` },
  })
  const user = userEvent.setup({ advanceTimers: (ms) => jest.advanceTimersByTimeAsync(ms) })
  render(
    <QueryClientProvider client={new QueryClient()}>
      <OperationsProvider client={client} storage={null}>
        <CreateConfigurationForm />
      </OperationsProvider>
    </QueryClientProvider>,
  )

  await user.type(screen.getByLabelText('Name'), 'Harbor Reception')
  await user.type(screen.getByLabelText('Description'), 'Visitors of the harbor office')
  const stores = screen.getByRole('combobox', { name: 'Memory store' })
  await waitFor(() => expect(stores).toContainElement(screen.getByRole('option', { name: 'harbor-memory' })))
  await user.selectOptions(stores, 'harbor-memory')
  await user.click(screen.getByRole('button', { name: 'Create configuration' }))
  await waitFor(() => expect(screen.getAllByText('In progress')[0]).toBeVisible())

  await act(() => jest.advanceTimersByTimeAsync(10_000)) // the operation takes 4 s and is polled every 2 s

  expect(screen.getByText(/^conv_configuration_/)).toBeVisible()
})
