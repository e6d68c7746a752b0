import { render, screen } from '@testing-library/react'
import { checkIntents } from 'react-accepted/simulator'
import { EditConfigurationForm } from 'react-accepted/twilio'
import { patchConfigurationSchema } from 'react-accepted/twilio/client'
import { describe, expect, it, vi } from 'vitest'

import { createHarness, pass } from '../../../../hooks/harness.tsx'
import {
  CONFIGURATION_ID as ID,
  RULES,
  SAVE,
  SEED,
  field,
  openEditForm as openForm,
  rule,
} from './openEditForm.tsx'

const FAILURE = {
  type: 'https://www.twilio.com/docs/api/errors/520042',
  title: 'Not active',
  detail: 'Wait.',
}

it('saves what it has validated without a second validation', async () => {
  const validate = vi.spyOn(patchConfigurationSchema['~standard'], 'validate')
  const { retype, press, sent } = await openForm()
  await retype('Name', 'Harbor Office')
  await press(SAVE)
  expect(sent()).toHaveLength(1)
  expect(validate).not.toHaveBeenCalled()
  validate.mockRestore()
})

describe('reading', () => {
  it('says that it is loading, then shows what is stored', async () => {
    const harness = createHarness({ seed: SEED })
    render(<EditConfigurationForm configurationId={ID} />, { wrapper: harness.Wrapper })
    expect(screen.getByRole('status')).toHaveTextContent('Loading the configuration…')
    await pass(0)
    await pass(0)
    expect(field('Name')).toHaveValue('Harbor Desk')
    expect(field('Memory store')).toHaveDisplayValue('harbor-memory')
    expect(field('SMS')).toBeChecked()
    expect(field('Inactive after')).toHaveValue('10')
  })

  it('says that it failed, and tries again on request', async () => {
    const { press, part } = await openForm(
      {},
      {
        script: [{ ...rule('configurations.get', { kind: 'status', status: 500 }), times: 2 }],
      },
    )
    expect(part('failure')).toHaveTextContent('The configuration could not be loaded')
    await press('Try again')
    expect(part('failure')).toHaveTextContent('The configuration could not be loaded')
    expect(part('retry')).toHaveFocus()
    await press('Try again')
    expect(field('Name')).toHaveValue('Harbor Desk')
  })

  it('says that the configuration does not exist', async () => {
    const { part } = await openForm({ configurationId: `${ID.slice(0, -1)}9` })
    expect(part('gone')).toHaveTextContent('This configuration does not exist')
    expect(screen.queryByRole('button', { name: SAVE })).toBeNull()
  })
})

it.each(['PATCH', 'PUT'] as const)(
  'says by %s that chat requires its bridge, and sends nothing',
  async (method) => {
    const { user, press, sent, retype } = await openForm({ method })
    const call = method === 'PUT' ? 'configurations.update' : 'configurations.patch'
    await user.click(field('Chat'))
    await press(SAVE)
    expect(field('Chat')).toHaveAccessibleDescription(/Chat requires the bridge/)
    expect(sent(call)).toEqual([])
    await user.click(field('Chat'))
    await retype('Name', 'Harbor Reception')
    await press(SAVE)
    expect(sent(call)).toHaveLength(1)
  },
)

describe('a PUT', () => {
  it('sends the whole configuration, including channels that the form does not show', async () => {
    const onCompleted = vi.fn<() => void>()
    const { retype, press, lastBody, sent, part } = await openForm({ method: 'PUT', onCompleted })
    await retype('Name', 'Harbor Reception')
    await retype('Inactive after', '20')
    await press(SAVE)
    expect(screen.getByRole('button', { name: 'Saving…' })).toHaveAttribute('aria-disabled', 'true')
    await pass(10_000)
    expect(sent('configurations.update')).toHaveLength(1)
    expect(lastBody('configurations.update')).toMatchObject({
      displayName: 'Harbor Reception',
      description: 'Phones',
      channelSettings: {
        SMS: { statusTimeouts: { inactive: 20, closed: 60 }, captureRules: RULES },
        VIDEO: { statusTimeouts: { inactive: 3 } },
      },
    })
    expect(lastBody('configurations.update')).not.toHaveProperty('version')
    expect(part('saved')).toHaveTextContent('Harbor Reception was saved')
    expect(onCompleted).toHaveBeenCalledOnce()
    await press('Continue editing')
    expect(field('Name')).toHaveFocus()
    expect(field('Name')).toHaveValue('Harbor Reception')
    expect(field('Inactive after')).toHaveValue('20')
    await press(SAVE)
    expect(part('unchanged')).toBeVisible()
  })

  it('removes a channel that is switched off, and no other', async () => {
    const { user, press, lastBody } = await openForm({ method: 'PUT' })
    await user.click(field('SMS'))
    await press(SAVE)
    expect(lastBody('configurations.update')).toMatchObject({
      channelSettings: { VIDEO: { statusTimeouts: { inactive: 3 } } },
    })
    expect(lastBody('configurations.update')).not.toHaveProperty('channelSettings.SMS')
  })

  it('is sent once for a double click', async () => {
    const { user, retype, sent, part } = await openForm({ method: 'PUT' })
    await retype('Name', 'Harbor Reception')
    await user.dblClick(screen.getByRole('button', { name: SAVE }))
    await pass(10_000)
    expect(part('saved')).toBeVisible()
    expect(sent('configurations.update')).toHaveLength(1)
  })
})

describe('a PATCH', () => {
  it('sends only what has changed', async () => {
    const { retype, press, lastBody, part } = await openForm()
    await retype('Description', 'Phones and texts')
    await press(SAVE)
    expect(lastBody()).toEqual({ description: 'Phones and texts' })
    await pass(10_000)
    expect(part('saved')).toHaveTextContent('Harbor Desk was saved')
  })

  it('sends null for a channel that is switched off', async () => {
    const { user, press, lastBody, stored } = await openForm()
    await user.click(field('SMS'))
    await press(SAVE)
    expect(lastBody()).toEqual({ channelSettings: { SMS: null } })
    await pass(10_000)
    expect(Object.keys((await stored()).channelSettings ?? {})).toEqual(['VIDEO'])
  })
})

describe('a form without changes', () => {
  it.each(['PUT', 'PATCH'] as const)('says so and sends nothing (%s)', async (method) => {
    const { press, simulator, part, user } = await openForm({ method })
    await press(SAVE)
    expect(part('unchanged')).toHaveTextContent('Nothing has been changed.')
    expect(simulator.log().filter((one) => one.method !== 'GET')).toEqual([])
    await user.type(field('Name'), '2')
    expect(part('unchanged')).toBeNull()
  })
})

describe('a save', () => {
  it('keeps everything if it FAILED, says why, and is tried again with a new key', async () => {
    const onFailed = vi.fn<() => void>()
    const { simulator, retype, press, sent, part } = await openForm({ onFailed })
    simulator.script(rule('configurations.patch', { kind: 'fail', error: FAILURE }))
    await retype('Description', 'Calls')
    await press(SAVE)
    await pass(10_000)
    expect(part('failure')).toHaveTextContent('Not active')
    expect(field('Description')).toHaveValue('Calls')
    expect(onFailed).toHaveBeenCalledOnce()
    await press('Try again as new')
    await pass(10_000)
    expect(part('saved')).toBeVisible()
    expect(new Set(sent().map(({ idempotencyKey }) => idempotencyKey)).size).toBe(2)
    expect(checkIntents(simulator.log())).toEqual([])
  })

  it('shows the refusal of a field at that field', async () => {
    const { simulator, retype, press, part } = await openForm()
    simulator.script(
      rule('configurations.patch', {
        kind: 'status',
        status: 400,
        code: 20001,
        message: 'displayName: is reserved',
      }),
    )
    await retype('Name', 'Twilio')
    await press(SAVE)
    expect(field('Name')).toHaveAccessibleDescription(/is reserved/)
    expect(part('summary')).toHaveFocus()
  })

  it('is unconfirmed without a response, and is sent again unchanged with its key', async () => {
    const onUnconfirmed = vi.fn<() => void>()
    const { simulator, retype, press, sent, user, part } = await openForm({ onUnconfirmed })
    simulator.script(rule('configurations.patch', { kind: 'dropAfter' }, 5))
    await retype('Description', 'Calls')
    await press(SAVE)
    await pass(300_000)
    expect(screen.getByText('Not confirmed: it may have been saved')).toBeVisible()
    expect(onUnconfirmed).toHaveBeenCalledOnce()
    await user.type(field('Description'), ' and texts')
    await press('Send again')
    await pass(10_000)
    expect(part('saved')).toHaveTextContent('Harbor Desk was saved')
    expect(new Set(sent().map(({ idempotencyKey }) => idempotencyKey)).size).toBe(1)
    await press('Continue with my changes')
    expect(field('Description')).toHaveValue('Calls and texts')
  })

  it('is compared with what is stored if it is too late to send it again', async () => {
    const { simulator, retype, press, part } = await openForm()
    simulator.script(rule('configurations.patch', { kind: 'dropAfter' }, 5))
    await retype('Description', 'Calls')
    await press(SAVE)
    await pass(300_000)
    vi.setSystemTime(Date.now() + 23 * 3_600_000)
    await press('Send again')
    expect(part('unconfirmed')).toHaveTextContent('It can no longer be sent again safely')
    await press('Compare and save')
    expect(part('unchanged')).toBeVisible()
    expect(field('Description')).toHaveValue('Calls')
  })
})
