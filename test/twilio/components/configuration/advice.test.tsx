import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import type { OperationsProviderProps } from 'react-accepted'
import { de, en } from 'react-accepted/locales'
import type { CreateConfigurationFormProps } from 'react-accepted/twilio'
import { CreateConfigurationForm } from 'react-accepted/twilio'
import type { ScriptRule, SimulatorOptions } from 'react-accepted/twilio/simulator'
import { describe, expect, it, vi } from 'vitest'

import { toChannelAdvice } from '../../../../src/twilio/components/configuration/ConfigurationAdvice.tsx'
import { toFormValues } from '../../../../src/twilio/components/configuration/toFormValues.ts'
import { createHarness, pass } from '../../../hooks/harness.tsx'
import { openEditForm } from './edit/openEditForm.tsx'

const STORES = [{ displayName: 'harbor-memory' }]
const toConfigurations = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ displayName: `Desk ${index}` }))

async function openForm(
  props: CreateConfigurationFormProps = {},
  { script = [], ...options }: SimulatorOptions & { script?: readonly ScriptRule[] } = {},
  providerProps: Partial<OperationsProviderProps> = {},
) {
  const harness = createHarness(options, {}, providerProps)
  harness.queryClient.setDefaultOptions({ queries: { retry: false } })
  harness.simulator.script(...script)
  const view = render(<CreateConfigurationForm {...props} />, { wrapper: harness.Wrapper })
  const user = userEvent.setup({ advanceTimers: (ms) => vi.advanceTimersByTimeAsync(ms) })
  await user.click(field('Name'))
  for (let turn = 0; turn < 4; turn += 1) await pass(0)
  return { ...harness, user, container: view.container }
}
const field = (label: string) => screen.getByLabelText(label)
const advice = () =>
  Array.from(document.querySelectorAll('[data-part="advice"]'), ({ textContent }) => textContent)
async function retype(user: ReturnType<typeof userEvent.setup>, label: string, text: string) {
  await user.clear(field(label))
  if (text !== '') await user.type(field(label), text)
  await pass(PAUSE_MS)
}
/** The advice follows when the user stops typing. */
const PAUSE_MS = 300

describe('the timeouts of a channel', () => {
  it.each([
    ['60', '60', true],
    ['90', '60', true],
    ['59', '60', false],
    ['', '60', false],
    ['90', '', false],
    ['soon', '60', false],
    ['90', '6x', false],
  ])('inactive after %j and closed after %j: warned %j', async (inactive, closed, isWarned) => {
    const { user } = await openForm({ defaultValues: { sms: { isOn: true } } })
    expect(advice()).toEqual([])
    await retype(user, 'Inactive after', inactive)
    await retype(user, 'Closed after', closed)
    expect(
      advice().filter((sentence) => sentence.includes('closed before it becomes inactive')),
    ).toHaveLength(Number(isWarned))
  })

  it('are not warned of while the user types', async () => {
    const { user } = await openForm({ defaultValues: { sms: { isOn: true, inactive: '20' } } })
    await user.type(field('Closed after'), '1')
    await pass(PAUSE_MS - 1)
    await user.type(field('Closed after'), '80')
    await pass(PAUSE_MS - 1)
    expect(advice()).toEqual([])
    await user.clear(field('Closed after'))
    await user.type(field('Closed after'), '10')
    await pass(PAUSE_MS)
    expect(advice()).toHaveLength(1)
  })

  it('are only warned of: the configuration is sent as it is', async () => {
    const { user, simulator } = await openForm({
      defaultValues: {
        displayName: 'Harbor Desk',
        description: 'Phones',
        rcs: { isOn: true, inactive: '90', closed: '60' },
      },
    })
    expect(advice()).toHaveLength(1)
    await user.selectOptions(field('Memory store'), 'harbor-memory')
    await user.click(screen.getByRole('button', { name: 'Create configuration' }))
    await pass(10_000)
    const [sent] = simulator.log().filter(({ call }) => call === 'configurations.create')
    expect(JSON.parse(sent?.requestBody ?? '')).toMatchObject({
      channelSettings: { RCS: { statusTimeouts: { inactive: 90, closed: 60 } } },
    })
    expect(sent?.status).toBe(202)
  })

  it('are named by the labels that the application gave them', async () => {
    await openForm(
      { defaultValues: { sms: { isOn: true, inactive: '60', closed: '60' } } },
      {},
      {
        messages: { configurations: { closedAfter: 'Ends after' } },
      },
    )
    expect(advice()).toEqual([expect.stringMatching(/“Inactive after” than for “Ends after”/)])
  })
})

describe('the rules of a channel', () => {
  it('from any to any address are warned of for calls, and only there', async () => {
    const everything = { isOn: true, rules: [{ from: '*', to: '*', isTwoWay: true, metadata: {} }] }
    const { user } = await openForm({ defaultValues: { chat: everything, voice: everything } })
    expect(advice()).toEqual([expect.stringContaining('captures every call')])
    await user.type(screen.getAllByLabelText('To')[0] ?? document.body, '{Backspace}+15555550142')
    await pass(PAUSE_MS)
    expect(advice()).toEqual([])
  })

  it('are no longer warned of once they are removed, and again once they are added', async () => {
    const everything = { isOn: true, rules: [{ from: '*', to: '*', isTwoWay: true, metadata: {} }] }
    const { user } = await openForm({ defaultValues: { voice: { ...everything, capturesNumber: false } } })
    expect(advice()).toHaveLength(1)
    await user.click(screen.getByRole('button', { name: /^Remove/ }))
    await pass(PAUSE_MS)
    expect(advice()).toEqual([])
    await user.click(screen.getByRole('button', { name: 'Add a rule' }))
    await user.type(field('From'), '{Control>}a{/Control}*')
    await user.type(field('To'), '*')
    await pass(PAUSE_MS)
    expect(advice()).toHaveLength(1)
  })

  it.each([
    [44, []],
    [45, ['90 of at most 100 rules are used.']],
    [50, ['100 of at most 100 rules are used.']],
    [51, ['There are 102 rules, and a channel can have at most 100.']],
  ])('%j for both directions', (count, expected) => {
    const rules = Array.from({ length: count }, (_, index) => ({
      from: '*',
      to: `+155555${index + 10_000}`,
      isTwoWay: true,
      metadata: {},
    }))
    const { sms } = toFormValues({ sms: { isOn: true, capturesNumber: false, rules } })
    expect(toChannelAdvice('sms', sms, en.configurationAdvice, en.configurations)).toEqual(expected)
  })
})

describe('the configurations of an account', () => {
  it.each([
    [7, []],
    [8, ['This account has 8 configurations. Twilio’s guide names a limit of 10.']],
    [10, [expect.stringContaining('another one may be refused')]],
    // So the limit is another one.
    [11, []],
    [60, []],
  ])('%j', async (count, expected) => {
    await openForm({}, { seed: { stores: STORES, configurations: toConfigurations(count) } })
    expect(advice()).toEqual(expected)
  })

  it('are not mentioned if they cannot be read', async () => {
    const { simulator } = await openForm(
      {},
      {
        seed: { stores: STORES, configurations: toConfigurations(10) },
        script: [{ on: 'configurations.list', times: 'always', fault: { kind: 'status', status: 403 } }],
      },
    )
    expect(simulator.log().map(({ call }) => call)).toContain('configurations.list')
    expect(advice()).toEqual([])
    expect(screen.getByRole('button', { name: 'Create configuration' })).toBeEnabled()
  })
})

it('the advice is in German too', async () => {
  await openForm({ defaultValues: { sms: { isOn: true } } })
  const { closedFirst, rules, configurations } = de.configurationAdvice
  expect(closedFirst('Ruht nach', 'Beendet nach')).toContain(
    '„Ruht nach“ weniger Minuten ein als bei „Beendet nach“',
  )
  expect(rules(90, 100)).toContain('90 von höchstens 100')
  expect(configurations(10, 10)).toContain('Grenze von 10')
})

it('an edit is warned of in the same way', async () => {
  const { retype: change } = await openEditForm()
  await change('Inactive after', '60')
  await pass(PAUSE_MS)
  expect(advice()).toHaveLength(1)
  await change('Inactive after', '10')
  await pass(PAUSE_MS)
  expect(advice()).toEqual([])
})
