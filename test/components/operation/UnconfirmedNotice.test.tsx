import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { fireEvent, render, screen, within } from '@testing-library/react'
import { OperationDetails, OperationsProvider, useSubmitOperation } from 'react-accepted'
import { createOperationsClient, defineOperation } from 'react-accepted/client'
import { beforeEach, expect, test, vi } from 'vitest'

import { pass } from '../../hooks/harness.tsx'

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse('2026-01-05T09:00:00Z') })
  sessionStorage.clear()
})

const lost = (): Promise<Response> => Promise.reject(new TypeError('Failed to fetch'))
const accepted = () =>
  Promise.resolve(Response.json({}, { status: 202, headers: { location: '/jobs/7', 'retry-after': '60' } }))
const refused = (status: number) => () => Promise.resolve(Response.json({ title: 'No' }, { status }))

/** A page whose server answers each submission as told; the last answer is repeated. */
function open(takesIdempotencyKey: boolean, answers: (() => Promise<Response>)[], isStateOnly = false) {
  const keys: (string | null)[] = []
  const endpoint = defineOperation({ kind: 'report.create', path: '/reports', takesIdempotencyKey })
  const client = createOperationsClient({
    baseUrl: 'https://reports.test',
    endpoints: [endpoint],
    fetch: (_, init) => {
      if (init?.method !== 'POST') return Promise.resolve(Response.json({ status: 'PENDING' }))
      keys.push(new Headers(init.headers).get('idempotency-key'))
      return (answers.length > 1 ? answers.shift() : answers[0])?.() ?? lost()
    },
  })
  function Page() {
    const report = useSubmitOperation(endpoint)
    return (
      <>
        <button type="button" onClick={() => void report.submit()}>
          Start
        </button>
        <OperationDetails submission={isStateOnly ? report.intent : report} />
      </>
    )
  }
  const page = (
    <QueryClientProvider client={new QueryClient()}>
      <OperationsProvider client={client}>
        <Page />
      </OperationsProvider>
    </QueryClientProvider>
  )
  const { unmount } = render(page)
  const start = () => fireEvent.click(screen.getByText('Start'))
  return { keys, start, unmount, again: () => render(page) }
}

const details = () => within(screen.getByRole('region', { name: 'Operation details' }))
const press = (name: string) => fireEvent.click(details().getByRole('button', { name }))

test('without a key, the user reads why nothing is sent, and goes on after discarding it', async () => {
  const { keys, start } = open(false, [lost, accepted])
  start()
  await pass(1_000)
  expect(details().getByText(/It is not sent again, because that could create it twice/)).toBeVisible()
  expect(details().queryByRole('button', { name: 'Send again' })).toBeNull()
  start()
  await pass(1_000)
  expect(keys).toHaveLength(1)
  press('Discard')
  expect(screen.queryByRole('region')).toBeNull()
  start()
  await pass(1_000)
  expect(details().getByText('In progress')).toBeVisible()
  expect(keys).toHaveLength(2)
})

test('after a reload too', async () => {
  const { keys, start, unmount, again } = open(false, [lost, accepted])
  start()
  await pass(1_000)
  unmount()
  again()
  await pass(1_000)
  press('Discard')
  start()
  await pass(1_000)
  expect(details().getByText('In progress')).toBeVisible()
  expect(keys).toHaveLength(2)
})

test('with a key, it is sent again under the same one, and the button keeps the focus meanwhile', async () => {
  let arrive = () => {}
  const slow = () => new Promise<Response>((resolve) => (arrive = () => void accepted().then(resolve)))
  const answers = [lost]
  const { keys, start } = open(true, answers)
  start()
  await pass(180_000)
  expect(details().getByText(/It is safe to send it again/)).toBeVisible()
  answers.splice(0, 1, slow)
  const before = keys.length
  const button = details().getByRole('button', { name: 'Send again' })
  button.focus()
  fireEvent.click(button)
  await pass(100)
  expect(button).toHaveFocus()
  expect(button).toHaveTextContent('Sending…')
  expect(button).toHaveAttribute('aria-disabled', 'true')
  fireEvent.click(button)
  expect(details().queryByText(/It is safe/)).toBeNull()
  arrive()
  await pass(100)
  expect(details().getByText('In progress')).toBeVisible()
  expect(keys).toHaveLength(before + 1)
  expect(new Set(keys).size).toBe(1)
})

test('it is not offered to send it again without permission', async () => {
  const { start } = open(true, [lost, refused(403)])
  start()
  await pass(180_000)
  expect(details().getByText(/You do not have permission to send it again/)).toBeVisible()
  expect(
    details()
      .getAllByRole('button')
      .map(({ textContent }) => textContent),
  ).toEqual(['Discard'])
})

test('a submission that was definitely refused needs neither', async () => {
  const { start } = open(true, [refused(400)])
  start()
  await pass(1_000)
  expect(details().queryAllByRole('button')).toEqual([])
})

test('the state alone has the reason, and no buttons that could do nothing', async () => {
  const { start } = open(false, [lost], true)
  start()
  await pass(1_000)
  expect(details().getByText(/may have been accepted/)).toBeVisible()
  expect(details().queryAllByRole('button')).toEqual([])
})
