import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import type { ReactNode } from 'react'
import type { EditConfigurationFormProps } from 'react-accepted/twilio'
import { EditConfigurationForm } from 'react-accepted/twilio'
import type { ScriptRule, SimulatorOptions } from 'react-accepted/twilio/simulator'
import { vi } from 'vitest'

import { createHarness, pass } from '../../../../hooks/harness.tsx'

export const CONFIGURATION_ID = 'conv_configuration_01k9w39vfj8s0p4q6r2xhtcme5'
export const RULES = [
  { from: '*', to: '+15555550142', metadata: { note: 'kept' } },
  { from: '+15555550143', to: '+15555550142' },
]
export const SMS = { statusTimeouts: { inactive: 10, closed: 60 }, captureRules: RULES }
export const SEED = {
  stores: [
    { id: 'mem_store_01k9w39vfj8s0p4q6r2xhtcme5', displayName: 'harbor-memory' },
    { id: 'mem_store_01k9w39vfj8s0p4q6r2xhtcme6', displayName: 'ferry-memory' },
  ],
  configurations: [
    {
      id: CONFIGURATION_ID,
      displayName: 'Harbor Desk',
      description: 'Phones',
      conversationGroupingType: 'GROUP_BY_PROFILE',
      channelSettings: {
        SMS,
        VIDEO: { statusTimeouts: { inactive: 3 } },
      },
    },
  ],
}

/** Opens the form of a stored configuration, loaded from a simulator. */
export async function openEditForm(
  props: Partial<EditConfigurationFormProps> = {},
  {
    script = [],
    beside,
    ...options
  }: SimulatorOptions & { script?: readonly ScriptRule[]; beside?: ReactNode } = {},
) {
  const harness = createHarness({ seed: SEED, ...options })
  harness.queryClient.setDefaultOptions({ queries: { retry: false } })
  harness.simulator.script(...script)
  const view = render(
    <>
      <EditConfigurationForm configurationId={CONFIGURATION_ID} {...props} />
      {beside}
    </>,
    { wrapper: harness.Wrapper },
  )
  const user = userEvent.setup({ advanceTimers: (ms) => vi.advanceTimersByTimeAsync(ms) })
  await pass(0)
  await pass(0)
  const sent = (call = 'configurations.patch') => harness.simulator.log().filter((one) => one.call === call)
  const lastBody = (call?: string): unknown => JSON.parse(sent(call).at(-1)?.requestBody ?? 'null')
  const part = (name: string) => view.container.querySelector(`[data-part="${name}"]`)
  async function press(name: string) {
    await user.click(screen.getByRole('button', { name }))
    await pass(0)
    await pass(0)
  }
  async function retype(label: string, text: string) {
    await user.clear(field(label))
    await user.type(field(label), text)
  }
  /** Saves changes as another user. */
  async function changeMeanwhile(changes: Parameters<typeof harness.client.configurations.patch>[1]) {
    const accepting = harness.client.configurations.patch(CONFIGURATION_ID, changes)
    await pass(60_000)
    await accepting
  }
  const stored = async () => {
    const reading = harness.client.configurations.get(CONFIGURATION_ID)
    await pass(0)
    return reading
  }
  return { ...harness, ...view, user, sent, lastBody, part, press, retype, changeMeanwhile, stored }
}

export const field = (label: string) => screen.getByLabelText(label)
export const SAVE = 'Save changes'
/** A fault for the next `times` calls of one kind. */
export const rule = (
  on: ScriptRule['on'],
  fault: ScriptRule['fault'],
  times: ScriptRule['times'] = 1,
): ScriptRule => ({ on, times, fault })
