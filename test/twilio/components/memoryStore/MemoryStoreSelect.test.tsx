import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState } from 'react'
import { MemoryStoreSelect } from 'react-accepted/twilio'
import type { MemoryStoreSelectProps } from 'react-accepted/twilio'
import type { ScriptRule, SimulatorOptions } from 'react-accepted/twilio/simulator'
import { Controller, useForm } from 'react-hook-form'
import { describe, expect, it, vi } from 'vitest'

import { createHarness, pass } from '../../../hooks/harness.tsx'

type Props = Partial<MemoryStoreSelectProps>

function Chooser({ value = '', onValueChange = () => {}, ...rest }: Props) {
  const [chosen, setChosen] = useState(value)
  return (
    <MemoryStoreSelect
      {...rest}
      value={chosen}
      onValueChange={(id) => {
        setChosen(id)
        onValueChange(id)
      }}
    />
  )
}

function open(props: Props = {}, script: ScriptRule[] = [], options: SimulatorOptions = {}) {
  const harness = createHarness(options)
  harness.queryClient.setDefaultOptions({ queries: { retry: false } })
  harness.simulator.script(...script)
  const view = render(<Chooser {...props} />, { wrapper: harness.Wrapper })
  const user = userEvent.setup({ advanceTimers: (ms) => vi.advanceTimersByTimeAsync(ms) })
  const reads = () => harness.simulator.log().filter(({ call }) => call === 'stores.list')
  return { ...harness, ...view, user, reads }
}

async function settle() {
  await pass(0)
  await pass(0)
}

const list = () => screen.getByLabelText('Memory store')

describe('the choice', () => {
  it('is made by name, and reported as an ID', async () => {
    const onValueChange = vi.fn<(id: string) => void>()
    const { user } = open({ onValueChange })
    await settle()
    await user.selectOptions(list(), 'ferry-memory')
    expect(onValueChange).toHaveBeenCalledWith(expect.stringMatching(/^mem_store_/))
    expect(list()).toHaveDisplayValue('ferry-memory')
    await user.selectOptions(list(), 'Choose a memory store')
    expect(onValueChange).toHaveBeenLastCalledWith('')
  })

  it('can be set before the list has loaded', async () => {
    open({ value: 'mem_store_1' })
    expect(list()).toHaveDisplayValue('mem_store_1')
    await settle()
    expect(list()).toHaveValue('mem_store_1')
  })

  it('does not offer a store that is not ready, and says why', async () => {
    const stores = [{ displayName: 'broken', status: 'FAILED' as const }]
    open({}, [], { seed: { stores } })
    await settle()
    expect(screen.getByRole('option', { name: 'broken (setup failed)' })).toBeDisabled()
  })

  it('shows its error', async () => {
    open({ error: 'Choose a memory store.' })
    await settle()
    expect(list()).toBeInvalid()
    expect(list()).toHaveAccessibleDescription(/^Choose a memory store\./)
  })
})

describe('the list', () => {
  it('says that it is loading', () => {
    const { container } = open()
    expect(list()).toHaveAccessibleDescription('Loading memory stores…')
    expect(list()).toHaveAttribute('aria-busy', 'true')
    expect(container.firstChild).toHaveAttribute('data-status', 'loading')
  })

  it('says that it is empty, and offers to create a store', async () => {
    open({ createAction: <button type="button">New store</button> }, [], { seed: 'empty' })
    await settle()
    expect(list()).toHaveAccessibleDescription('There are no memory stores yet. Create one first.')
    expect(screen.getByRole('button', { name: 'New store' })).toBeVisible()
  })

  it('says that it could not be loaded, and is requested again on demand', async () => {
    const { user } = open({}, [{ on: 'stores.list', fault: { kind: 'status', status: 500 } }])
    await settle()
    expect(screen.getByRole('alert')).toHaveTextContent('The memory stores could not be loaded.')
    await user.click(screen.getByRole('button', { name: 'Try again' }))
    expect(list()).toHaveFocus()
    await settle()
    expect(screen.getByRole('alert')).toBeEmptyDOMElement()
    expect(screen.getByRole('option', { name: 'harbor-memory' })).toBeEnabled()
  })

  it('is refetched on request', async () => {
    const { user, reads } = open()
    await settle()
    await user.click(screen.getByRole('button', { name: 'Refresh memory stores' }))
    await settle()
    expect(reads()).toHaveLength(2)
  })
})

it('works as a field of React Hook Form', async () => {
  const harness = createHarness()
  const onSubmit = vi.fn<(values: { memoryStoreId: string }) => void>()
  function Form() {
    const { control, handleSubmit } = useForm({ defaultValues: { memoryStoreId: '' } })
    return (
      <form onSubmit={(event) => void handleSubmit((values) => onSubmit(values))(event)}>
        <Controller
          name="memoryStoreId"
          control={control}
          rules={{ required: 'Choose one.' }}
          render={({ field: { onChange, ...field }, fieldState }) => (
            <MemoryStoreSelect {...field} onValueChange={onChange} error={fieldState.error?.message} />
          )}
        />
        <button type="submit">Save</button>
      </form>
    )
  }
  render(<Form />, { wrapper: harness.Wrapper })
  await settle()
  const user = userEvent.setup({ advanceTimers: (ms) => vi.advanceTimersByTimeAsync(ms) })
  await user.click(screen.getByRole('button', { name: 'Save' }))
  await pass(0)
  expect(list()).toHaveFocus()
  expect(list()).toHaveAccessibleDescription(/^Choose one\./)
  expect(list()).toHaveAttribute('name', 'memoryStoreId')
  await user.selectOptions(list(), 'harbor-memory')
  await user.click(screen.getByRole('button', { name: 'Save' }))
  await pass(0)
  expect(onSubmit).toHaveBeenCalledWith({ memoryStoreId: expect.stringMatching(/^mem_store_/) })
})

it('takes a class, a ref, an ID, a label and the messages of the application', async () => {
  const ref = { current: null }
  const harness = createHarness({}, {}, { messages: { memoryStores: { selectPlaceholder: 'Wählen' } } })
  const { container } = render(
    <MemoryStoreSelect
      ref={ref}
      id="store"
      label="Speicher"
      className="mine"
      value=""
      onValueChange={() => {}}
    />,
    { wrapper: harness.Wrapper },
  )
  await settle()
  expect(ref.current).toBe(screen.getByLabelText('Speicher'))
  expect(ref.current).toHaveAttribute('id', 'store')
  expect(container.firstChild).toHaveClass('ra-store-select', 'mine')
  expect(screen.getByRole('option', { name: 'Wählen' })).toBeInTheDocument()
})
