import { render } from '@testing-library/react'
import { OperationDetails, OperationsTray } from 'react-accepted'
import { de } from 'react-accepted/locales'
import { ConfigurationsTable, DeleteMemoryStoreButton } from 'react-accepted/twilio'
import { expect, it } from 'vitest'

import { accept, createHarness, pass } from '../hooks/harness.tsx'

it.each([
  ['de', /^\d{2}\.\d{2}\.2026, /],
  ['de-AT', /^\d{2}\.\d{2}\.2026, /],
  ['en-GB', /^\d+ Jan 2026, /],
])('dates follow the locale of the messages in every component: %s', async (locale, date) => {
  const { client, Wrapper } = createHarness({}, {}, { messages: { ...de, locale } })
  const accepted = await accept(client)
  const { container } = render(
    <>
      <OperationDetails operation={accepted} />
      <ConfigurationsTable />
    </>,
    { wrapper: Wrapper },
  )
  await pass(0)
  await pass(0)
  const [started, updated] = [...container.querySelectorAll('time')].map(({ textContent }) => textContent)
  expect(started).toMatch(date)
  expect(`${updated?.slice(0, 12).trim()}, `).toMatch(new RegExp(date.source.replace(', ', '')))
})

it.each(['de_DE', 'C', 'POSIX', '', 'en_US.UTF-8', 'de-', '*', 'x', 'a_b_c@d', '🙂'])(
  'a locale such as %j does not break any component',
  async (locale) => {
    const { client, Wrapper } = createHarness({}, {}, { messages: { ...de, locale } })
    const accepted = await accept(client)
    const { container } = render(
      <>
        <OperationDetails operation={accepted} />
        <ConfigurationsTable />
        <OperationsTray />
        <DeleteMemoryStoreButton memoryStoreId="mem_store_1" />
      </>,
      { wrapper: Wrapper },
    )
    await pass(0)
    await pass(65_000)
    expect(container.querySelector('time')?.textContent).not.toBe('')
  },
)

it('durations and texts are both in German', async () => {
  const { client, Wrapper } = createHarness({ operationMs: 600_000 }, {}, { messages: de })
  const accepted = await accept(client)
  const { container } = render(<OperationDetails operation={accepted} />, { wrapper: Wrapper })
  await pass(65_000)
  expect(container.querySelector('[data-part="running"]')).toHaveTextContent('Läuft seit1 Min., 5 Sek.')
  expect(container.querySelector('[data-part="action"]')).toHaveTextContent('AktionKonfiguration anlegen')
})

it('a failure without a reason shows no text of the API', async () => {
  const { client, simulator, Wrapper } = createHarness({}, {}, { messages: de })
  simulator.script(
    { on: 'configurations.create', fault: { kind: 'fail' } },
    { on: 'operations.get', times: 'always', fault: { kind: 'json', remove: ['error'] } },
  )
  const accepted = await accept(client)
  const { container } = render(<OperationDetails operation={accepted} />, { wrapper: Wrapper })
  await pass(10_000)
  expect(container.querySelector('[data-part="failure"]')).toHaveTextContent(/^Fehlgeschlagen$/)
})
