import { render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import type { ConfigurationFormDefaults } from 'react-accepted/twilio'
import { CreateConfigurationForm } from 'react-accepted/twilio'
import { expect, it, vi } from 'vitest'

import { createHarness, pass } from '../../../hooks/harness.tsx'

async function openForm(defaultValues: ConfigurationFormDefaults = {}) {
  const harness = createHarness()
  const store = (await harness.client.memoryStores.list()).items[0]
  render(
    <CreateConfigurationForm
      defaultValues={{
        displayName: 'Harbor Desk',
        description: 'Phones',
        memoryStoreId: store,
        ...defaultValues,
      }}
    />,
    { wrapper: harness.Wrapper },
  )
  const user = userEvent.setup({ advanceTimers: (ms) => vi.advanceTimersByTimeAsync(ms) })
  await pass(0)
  await pass(0)
  async function press(name: string) {
    await user.click(screen.getByRole('button', { name }))
    await pass(0)
  }
  const sent = (): unknown =>
    JSON.parse(
      harness.simulator.log().findLast(({ call }) => call === 'configurations.create')?.requestBody ?? '{}',
    )
  return { ...harness, user, press, sent }
}

const fold = (title: string) => screen.getByText(title).closest('details')

it('adds and removes rows by keyboard, and sends what is left', async () => {
  const { user, press, sent } = await openForm({ sms: { isOn: true, capturesNumber: false } })
  await user.click(screen.getByText('More capture rules'))
  screen.getByRole('button', { name: 'Add a rule' }).focus()
  await user.keyboard('{Enter}')
  expect(screen.getByLabelText('From')).toHaveFocus()
  await user.keyboard('{Tab}+1 (555) 555-0142')
  screen.getByRole('button', { name: 'Add a rule' }).focus()
  await user.keyboard('{Enter}')
  const second = within(screen.getByRole('group', { name: 'Rule 2' }))
  expect(second.getByLabelText('From')).toHaveFocus()
  await user.keyboard('{Tab}+15555550143')
  await user.click(second.getByLabelText('Both directions'))
  screen.getByRole('button', { name: 'Remove Rule 1' }).focus()
  await user.keyboard('{Enter}')
  expect(screen.getByRole('button', { name: 'Add a rule' })).toHaveFocus()
  expect(screen.getByLabelText('To')).toHaveValue('+15555550143')
  expect(screen.getByLabelText('Both directions')).not.toBeChecked()
  await press('Create configuration')
  expect(sent()).toMatchObject({
    channelSettings: { SMS: { captureRules: [{ from: '*', to: '+15555550143' }] } },
  })
})

it('takes two callbacks and no more', async () => {
  const { user, press, sent } = await openForm()
  await user.click(screen.getByText('Status callbacks'))
  await press('Add a callback')
  await user.keyboard('https://a.example/1')
  await press('Add a callback')
  await user.keyboard('https://a.example/2')
  await user.selectOptions(
    within(screen.getByRole('group', { name: 'Callback 2' })).getByLabelText('Method'),
    'GET',
  )
  expect(screen.queryByRole('button', { name: 'Add a callback' })).toBeNull()
  await press('Create configuration')
  expect(sent()).toMatchObject({
    statusCallbacks: [
      { url: 'https://a.example/1', method: 'POST' },
      { url: 'https://a.example/2', method: 'GET' },
    ],
  })
})

it('sends chat with its bridge, and says if the bridge is missing', async () => {
  const { user, press, sent } = await openForm({ chat: { isOn: true } })
  await press('Create configuration')
  expect(screen.getByLabelText('Chat')).toHaveAccessibleDescription(/bridge to a classic service/)
  expect(screen.getByRole('link', { name: 'Chat' })).toBeVisible()
  expect(fold('Bridge to a classic service')).toHaveAttribute('open')
  await user.type(screen.getByLabelText('Service ID'), `IS${'0af9'.repeat(8)}`)
  expect(screen.getByLabelText('Chat')).toBeValid()
  await press('Create configuration')
  expect(sent()).toMatchObject({
    channelSettings: { CHAT: { statusTimeouts: { inactive: 15, closed: 60 } } },
    conversationsV1Bridge: { serviceId: `IS${'0af9'.repeat(8)}` },
  })
})

it('opens a section again at every attempt that finds an error in it', async () => {
  const { user, press } = await openForm({ intelligenceConfigurationIds: [''] })
  await press('Create configuration')
  await user.click(screen.getByText('Conversational Intelligence'))
  expect(fold('Conversational Intelligence')).not.toHaveAttribute('open')
  await press('Create configuration')
  expect(fold('Conversational Intelligence')).toHaveAttribute('open')
})

it("shows the server's error at the row that it is about, and opens the section", async () => {
  const { simulator, press, user } = await openForm({
    statusCallbacks: [{ url: 'https://a.example/1' }, { url: 'https://a.example/2' }],
  })
  await user.click(screen.getByText('Status callbacks'))
  expect(fold('Status callbacks')).not.toHaveAttribute('open')
  simulator.script({
    on: 'configurations.create',
    times: 1,
    fault: { kind: 'status', status: 400, code: 20001, message: 'statusCallbacks[1].url: is not reachable' },
  })
  await press('Create configuration')
  expect(fold('Status callbacks')).toHaveAttribute('open')
  const row = within(screen.getByRole('group', { name: 'Callback 2' }))
  expect(row.getByLabelText('URL')).toHaveAccessibleDescription(/is not reachable/)
  await user.click(screen.getByRole('link', { name: 'Callback 2: URL' }))
  expect(row.getByLabelText('URL')).toHaveFocus()
  await press('Remove Callback 1')
  expect(screen.getByLabelText('URL')).toHaveValue('https://a.example/2')
  expect(screen.getByLabelText('URL')).toBeValid()
})

it("shows the server's errors for fields that the form does not have, beside those for its own", async () => {
  const { simulator, press, user } = await openForm()
  const errors = [
    { pointer: '/displayName', detail: 'is reserved' },
    { pointer: '/somethingNew', detail: 'is missing' },
  ]
  simulator.script({
    on: 'configurations.create',
    times: 1,
    fault: { kind: 'status', status: 400, body: { title: 'Bad request', status: 400, errors } },
  })
  await press('Create configuration')
  expect(screen.getByLabelText('Name')).toHaveAccessibleDescription(/is reserved/)
  const summary = screen.getByText('Bad request').closest('[data-part="summary"]')
  expect(summary).toHaveTextContent('somethingNewis missing')
  expect(summary).not.toHaveTextContent('displayName')
  await user.type(screen.getByLabelText('Name'), ' 2')
  expect(summary).toHaveTextContent('somethingNewis missing')
})
