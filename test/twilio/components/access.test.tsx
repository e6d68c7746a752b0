import { fireEvent, render, renderHook, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import type { ReactElement } from 'react'
import { OperationDetails, OperationStatusBadge, OperationsTray, useOperations } from 'react-accepted'
import type { AcceptedOperation } from 'react-accepted/client'
import {
  ConfigurationsTable,
  CreateConfigurationForm,
  CreateMemoryStoreForm,
  EditConfigurationForm,
  MemoryStoreSelect,
  useMemoryStore,
} from 'react-accepted/twilio'
import type { ScriptRule } from 'react-accepted/twilio/simulator'
import { describe, expect, it, vi } from 'vitest'

import { accept, createHarness, pass } from '../../hooks/harness.tsx'

const answers = (
  on: ScriptRule['on'],
  status: number,
  times: ScriptRule['times'] = 'always',
): ScriptRule => ({
  on,
  times,
  fault: { kind: 'status', status },
})

/** A page of an application that retries its own queries, by default or `retry` times. */
function open(page: ReactElement, script: readonly ScriptRule[], retry?: number | false) {
  const harness = createHarness()
  if (retry !== undefined) harness.queryClient.setDefaultOptions({ queries: { retry, retryDelay: 1_000 } })
  harness.simulator.script(...script)
  const view = render(page, { wrapper: harness.Wrapper })
  const calls = (call: string) => harness.simulator.log().filter((entry) => entry.call === call).length
  const user = userEvent.setup({ advanceTimers: (ms) => vi.advanceTimersByTimeAsync(ms) })
  return { ...harness, ...view, calls, user }
}

const READERS: readonly [string, ReactElement, ScriptRule['on'], RegExp][] = [
  ['the table', <ConfigurationsTable key="" />, 'configurations.list', /Loading/],
  [
    'the select',
    <MemoryStoreSelect key="" value="" onValueChange={() => undefined} />,
    'stores.list',
    /Loading/,
  ],
  ['the field in a form', <CreateConfigurationForm key="" />, 'stores.list', /Loading/],
  [
    'the edit form',
    <EditConfigurationForm key="" configurationId="conv_configuration_1" />,
    'configurations.get',
    /Loading/,
  ],
]
const WORDS: Readonly<Record<number, RegExp>> = {
  401: /You need to sign in to see this/,
  403: /You do not have permission to see this/,
}

describe('a resource that may not be read', () => {
  describe.each(READERS)('by %s', (_, page, on, loading) => {
    it.each([
      [401, undefined],
      [403, undefined],
      [404, undefined],
      [401, 3],
      [403, 3],
    ])(
      'is requested once after %i, and says so at once, if the application retries %s times',
      async (status, retry) => {
        const { calls, container } = open(page, [answers(on, status)], retry)
        await pass(0)
        await pass(0)
        expect(container).not.toHaveTextContent(loading)
        expect(container).toHaveTextContent(WORDS[status] ?? /\w/)
        await pass(60_000)
        expect(calls(String(on))).toBe(1)
      },
    )

    it('is requested as often as the application wants after 503', async () => {
      const { calls, unmount } = open(page, [answers(on, 503)], 2)
      await pass(60_000)
      expect(calls(String(on))).toBe(3)
      unmount()
      const once = open(page, [answers(on, 503)], false)
      await pass(60_000)
      expect(once.calls(String(on))).toBe(1)
    })
  })

  it('is not requested every two seconds because it was being set up before', async () => {
    const { Wrapper, queryClient, simulator, calls } = open(<p />, [answers('stores.get', 401)])
    queryClient.setQueryData(['react-accepted/resources', 'memoryStore', 'one', 'mem_store_1'], {
      id: 'mem_store_1',
      displayName: 'harbor',
      status: 'PROVISIONING',
    })
    const { result } = renderHook(() => useMemoryStore('mem_store_1'), { wrapper: Wrapper })
    await pass(60_000)
    expect(result.current.error?.message).toContain('401')
    expect(calls('stores.get')).toBe(1)
    expect(simulator.log()).toHaveLength(1)
  })
})

describe('an operation whose status may not be read', () => {
  it.each([
    [401, 'Sign-in needed', /You need to sign in to see its status/],
    [403, 'No access', /You do not have permission to see its status/],
  ])('says so everywhere after %i: %s', async (status, word, hint) => {
    function Page({ accepted }: { readonly accepted: AcceptedOperation | null }) {
      const { watch, operations } = useOperations()
      if (accepted && operations.length === 0) queueMicrotask(() => watch(accepted))
      return (
        <>
          <OperationStatusBadge operation={accepted} data-testid="badge" />
          <OperationDetails operation={accepted} data-testid="details" />
          <OperationsTray data-testid="tray" />
          <ConfigurationsTable data-testid="table" />
        </>
      )
    }
    const page = open(<Page accepted={null} />, [answers('operations.get', status)])
    const accepted = await accept(page.client, { displayName: 'Evening Desk' })
    page.rerender(<Page accepted={accepted} />)
    await pass(10_000)
    for (const surface of ['badge', 'details', 'tray', 'table']) {
      expect(screen.getByTestId(surface)).toHaveTextContent(word)
      const other = status === 401 ? 'No access' : 'Sign-in needed'
      expect(screen.getByTestId(surface)).not.toHaveTextContent(other)
    }
    for (const surface of ['details', 'tray']) expect(screen.getByTestId(surface)).toHaveTextContent(hint)
  })
})

describe('a submission that is not allowed', () => {
  it.each([
    ['a configuration', <CreateConfigurationForm key="" />, 'configurations.create', 'Create configuration'],
    ['a memory store', <CreateMemoryStoreForm key="" />, 'stores.create', 'Create memory store'],
  ] as const)('is not offered again for %s, and keeps what was typed', async (_, page, on, create) => {
    const { user, calls, container } = open(page, [answers(on, 403, 1)])
    await pass(0)
    await pass(0)
    await user.type(screen.getByLabelText('Name'), 'harbor-desk')
    await user.type(screen.getByLabelText(/^Description/), 'Phones')
    const stores = screen.queryByLabelText('Memory store')
    if (stores) await user.selectOptions(stores, 'harbor-memory')
    await user.click(screen.getByRole('button', { name: create }))
    await pass(0)
    expect(screen.getByText(/^You may not create/)).toBeVisible()
    expect(screen.queryByRole('button', { name: 'Send again' })).toBeNull()
    expect(screen.getByRole('button', { name: create })).toHaveAttribute('aria-disabled', 'true')
    await user.click(screen.getByRole('button', { name: create }))
    const form = container.querySelector('form')
    if (form) fireEvent.submit(form)
    await pass(10_000)
    expect(calls(on)).toBe(1)
    await user.click(screen.getByRole('button', { name: 'Continue editing' }))
    await pass(0)
    expect(screen.getByLabelText('Name')).toHaveValue('harbor-desk')
    expect(screen.getByLabelText('Name')).not.toHaveAttribute('readonly')
    await user.click(screen.getByRole('button', { name: create }))
    await pass(20_000)
    expect(calls(on)).toBe(2)
  })

  it('asks the user to sign in after a sign-out in another tab, and mentions no limit', async () => {
    const { Wrapper, simulator } = createHarness({}, {}, { scope: 'AC1/us1/mara' })
    render(<CreateMemoryStoreForm />, { wrapper: Wrapper })
    await pass(0)
    localStorage.setItem(
      `react-accepted/2/${encodeURIComponent('https://simulator.test/ | AC1/us1/mara')}/mark`,
      '2',
    )
    fireEvent.change(screen.getByLabelText('Name'), { target: { value: 'harbor-desk' } })
    fireEvent.click(screen.getByRole('button', { name: 'Create memory store' }))
    await pass(0)
    await pass(0)
    expect(simulator.log().filter(({ method }) => method === 'POST')).toEqual([])
    expect(screen.getByText('You need to sign in')).toBeVisible()
    expect(screen.queryByText(/Too many requests/)).toBeNull()
  })

  it('is not offered again if it was never confirmed and the last response was 403', async () => {
    const { user, calls } = open(
      <>
        <CreateConfigurationForm />
        <OperationsTray data-testid="tray" />
      </>,
      [{ on: 'configurations.create', fault: { kind: 'dropAfter' } }, answers('configurations.create', 403)],
    )
    await pass(0)
    await pass(0)
    await user.type(screen.getByLabelText('Name'), 'harbor-desk')
    await user.type(screen.getByLabelText('Description'), 'Phones')
    await user.selectOptions(screen.getByLabelText('Memory store'), 'harbor-memory')
    await user.click(screen.getByRole('button', { name: 'Create configuration' }))
    await pass(60_000)
    expect(screen.getByTestId('tray')).toHaveTextContent('You do not have permission to send it again.')
    for (const button of screen.queryAllByRole('button', { name: /^Send again/ })) {
      expect(button).toHaveAttribute('aria-disabled', 'true')
      await user.click(button)
    }
    const sent = calls('configurations.create')
    await pass(60_000)
    expect(calls('configurations.create')).toBe(sent)
  })
})
