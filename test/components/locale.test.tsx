import { render } from '@testing-library/react'
import {
  ConfigurationsTable,
  DeleteMemoryStoreButton,
  germanMessages,
  OperationDetails,
  OperationsTray,
} from 'react-accepted'
import { expect, it } from 'vitest'

import { accept, createHarness, pass } from '../hooks/harness.tsx'

it.each([
  ['de', /^\d{2}\.\d{2}\.2026, /],
  ['de-AT', /^\d{2}\.\d{2}\.2026, /],
  ['en-GB', /^\d+ Jan 2026, /],
])('dates follow the locale of the messages, in every part: %s', async (locale, date) => {
  const { client, Wrapper } = createHarness({}, {}, { messages: { ...germanMessages, locale } })
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
  'a locale such as %j takes nothing down',
  async (locale) => {
    const { client, Wrapper } = createHarness({}, {}, { messages: { ...germanMessages, locale } })
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

it('durations and words are German together', async () => {
  const { client, Wrapper } = createHarness({ operationMs: 600_000 }, {}, { messages: germanMessages })
  const accepted = await accept(client)
  const { container } = render(<OperationDetails operation={accepted} />, { wrapper: Wrapper })
  await pass(65_000)
  expect(container.querySelector('[data-part="running"]')).toHaveTextContent('Läuft seit1 Min., 5 Sek.')
  expect(container.querySelector('[data-part="action"]')).toHaveTextContent('AktionKonfiguration anlegen')
})

it('a failure without a reason is no word of the API', async () => {
  const { client, simulator, Wrapper } = createHarness({}, {}, { messages: germanMessages })
  simulator.script(
    { on: 'configurations.create', fault: { kind: 'fail' } },
    { on: 'operations.get', times: 'always', fault: { kind: 'json', remove: ['error'] } },
  )
  const accepted = await accept(client)
  const { container } = render(<OperationDetails operation={accepted} />, { wrapper: Wrapper })
  await pass(10_000)
  expect(container.querySelector('[data-part="failure"]')).toHaveTextContent(/^Fehlgeschlagen$/)
})
