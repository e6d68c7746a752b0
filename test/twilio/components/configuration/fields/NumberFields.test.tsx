import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { CreateConfigurationForm } from 'react-accepted/twilio'
import { expect, it, vi } from 'vitest'

import { createHarness, pass } from '../../../../hooks/harness.tsx'

const list = (count: number) =>
  Array.from({ length: count }, (_, row) => `+1555555${String(row).padStart(4, '0')}`)

async function openRules() {
  const harness = createHarness()
  render(<CreateConfigurationForm defaultValues={{ sms: { isOn: true, capturesNumber: false } }} />, {
    wrapper: harness.Wrapper,
  })
  const user = userEvent.setup({ advanceTimers: (ms) => vi.advanceTimersByTimeAsync(ms) })
  await pass(0)
  await user.click(screen.getByText('More capture rules'))
  return { user, simulator: harness.simulator }
}
const box = () => screen.getByLabelText('Numbers')
const targets = () =>
  screen.queryAllByLabelText('To').map((one) => one instanceof HTMLInputElement && one.value)

it('makes a rule from each number that is pasted, and keeps and names the rest', async () => {
  const { user } = await openRules()
  await user.click(screen.getByRole('button', { name: 'Paste a list of numbers' }))
  expect(box()).toHaveFocus()
  await user.paste('+1 555 555 0142\n030 123; +1 555 555 0143')
  await user.click(screen.getByRole('button', { name: 'Add as rules' }))
  expect(targets()).toEqual(['+15555550142', '+15555550143'])
  expect(screen.getByText('2 rules were added.')).toBeVisible()
  expect(box()).toHaveValue('030 123')
  expect(box()).toHaveAccessibleDescription(/^Not a full number with its country code: \u2068030 123\u2069\./)
  expect(box()).toHaveFocus()
  await user.type(box(), '{Backspace}')
  expect(box()).toBeValid()
})

it('sends nothing while there are numbers in the box, and says so there', async () => {
  const { user, simulator } = await openRules()
  await user.type(screen.getByLabelText('Name'), 'Harbor Desk')
  await user.click(screen.getByRole('button', { name: 'Paste a list of numbers' }))
  await user.paste('+1 555 555 0142')
  await user.click(screen.getByRole('button', { name: 'Create configuration' }))
  await pass(0)
  expect(simulator.log().filter(({ call }) => call === 'configurations.create')).toEqual([])
  expect(box()).toHaveAccessibleDescription(/^Add these as rules first, or empty the box/)
  await user.click(screen.getByRole('link', { name: 'SMS: Numbers' }))
  expect(box()).toHaveFocus()
  await user.click(screen.getByRole('button', { name: 'Add as rules' }))
  expect(box()).toBeValid()
  expect(targets()).toEqual(['+15555550142'])
})

it('keeps what is in the box while its channel is off', async () => {
  const { user } = await openRules()
  await user.click(screen.getByRole('button', { name: 'Paste a list of numbers' }))
  await user.paste('030 123')
  await user.click(screen.getByLabelText('SMS'))
  expect(screen.queryByLabelText('Numbers')).toBeNull()
  await user.click(screen.getByLabelText('SMS'))
  expect(box()).toHaveValue('030 123')
  expect(box()).toBeVisible()
})

it('fills an empty rule with the first number of a list that is pasted into it', async () => {
  const { user } = await openRules()
  await user.click(screen.getByRole('button', { name: 'Add a rule' }))
  await user.click(screen.getByLabelText('To'))
  await user.paste('+15555550142, +15555550143')
  expect(targets()).toEqual(['+15555550142', '+15555550143'])
  expect(box()).toHaveFocus()
})

it('says what is wrong with a list that is pasted into a rule, even after something was typed into the box', async () => {
  const { user } = await openRules()
  await user.click(screen.getByRole('button', { name: 'Add a rule' }))
  await user.type(screen.getByLabelText('To'), '+15555550199')
  await user.click(screen.getByRole('button', { name: 'Paste a list of numbers' }))
  await user.type(box(), '1')
  await user.click(screen.getByLabelText('To'))
  await user.paste(list(10_000).join('\n'))
  expect(box()).toHaveFocus()
  expect(box()).toHaveAccessibleDescription(/^Nothing was added: there are 10,001 numbers/)
})

it('adds a list that is pasted into a filled rule as new rules, and leaves that rule alone', async () => {
  const { user } = await openRules()
  await user.click(screen.getByRole('button', { name: 'Add a rule' }))
  await user.type(screen.getByLabelText('To'), '+15555550199')
  await user.paste('+15555550142, +15555550143')
  expect(targets()).toEqual(['+15555550199', '+15555550142', '+15555550143'])
  expect(screen.getByText('2 rules were added.')).toBeVisible()
})

it('pastes a single number as usual', async () => {
  const { user } = await openRules()
  await user.click(screen.getByRole('button', { name: 'Add a rule' }))
  await user.click(screen.getByLabelText('To'))
  await user.paste('+1 555 555 0142\n')
  expect(screen.queryByLabelText('Numbers')).toBeNull()
})

it('refuses ten thousand numbers with a message, and loses neither them nor what was there', async () => {
  const { user } = await openRules()
  await user.click(screen.getByRole('button', { name: 'Paste a list of numbers' }))
  await user.paste('030 123\n')
  await user.paste(list(10_000).join('\n'))
  await user.click(screen.getByRole('button', { name: 'Add as rules' }))
  expect(targets()).toEqual([])
  expect(box()).toHaveAccessibleDescription(
    /^Nothing was added: there are 10,001 numbers, and a channel has at most 100/,
  )
  expect(box()).toHaveValue(`030 123\n${list(10_000).join('\n')}`)
})
