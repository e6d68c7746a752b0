import { screen } from '@testing-library/react'
import { describe, expect, it } from 'vitest'

import { pass } from '../../../../hooks/harness.tsx'
import {
  CONFIGURATION_ID as ID,
  RULES,
  SAVE,
  SMS,
  field,
  openEditForm as openForm,
  rule,
} from './openEditForm.tsx'

const UPDATE = 'configurations.update'
const PUT = { method: 'PUT' } as const
const otherVideo = { VIDEO: { statusTimeouts: { inactive: 4 } } }

describe('a configuration that was changed meanwhile', () => {
  it('is compared with the form; theirs can be taken, and my other changes stay', async () => {
    const { retype, press, changeMeanwhile, sent, lastBody, part } = await openForm(PUT)
    await retype('Name', 'Harbor Reception')
    await retype('Inactive after', '20')
    await changeMeanwhile({
      description: 'Only texts',
      channelSettings: { SMS: { statusTimeouts: { inactive: 30, closed: 60 }, captureRules: RULES } },
    })
    await press(SAVE)
    expect(sent(UPDATE)).toHaveLength(0)
    expect(part('changed-meanwhile')).toHaveTextContent('Someone else has changed this configuration')
    expect([...(part('differences')?.children ?? [])].map(({ textContent }) => textContent)).toEqual([
      'DescriptionTheirsOnly textsYoursPhones',
      'SMS: Inactive afterTheirs30 minutesYours20 minutes',
    ])
    await press('Take theirs')
    expect(part('changed-meanwhile')).toBeNull()
    expect(screen.getByRole('button', { name: SAVE })).toHaveFocus()
    expect(field('Description')).toHaveValue('Only texts')
    expect(field('Inactive after')).toHaveValue('30')
    expect(field('Name')).toHaveValue('Harbor Reception')
    await press(SAVE)
    expect(lastBody(UPDATE)).toMatchObject({ displayName: 'Harbor Reception', description: 'Only texts' })
  })

  it('is compared by PATCH too, which then sends only mine', async () => {
    const { retype, press, changeMeanwhile, sent, lastBody, part, stored } = await openForm()
    await retype('Name', 'Harbor Reception')
    await retype('Description', 'Calls')
    const others = { description: 'Only texts', channelSettings: { SMS, ...otherVideo } }
    await changeMeanwhile(others)
    const before = sent().length
    await press(SAVE)
    expect(sent()).toHaveLength(before)
    expect(part('differences')).toHaveTextContent('DescriptionTheirsOnly textsYoursCalls')
    await press('Keep mine and save')
    expect(lastBody()).toEqual({ displayName: 'Harbor Reception', description: 'Calls' })
    await pass(10_000)
    expect(await stored()).toMatchObject({ description: 'Calls', channelSettings: otherVideo })
  })

  it('can be overwritten, based on its newest version', async () => {
    const { retype, press, changeMeanwhile, lastBody, part } = await openForm(PUT)
    await retype('Description', 'Calls')
    await changeMeanwhile({ description: 'Only texts', displayName: 'Harbor Texts' })
    await press(SAVE)
    await press('Keep mine and save')
    expect(lastBody(UPDATE)).toMatchObject({ displayName: 'Harbor Desk', description: 'Calls' })
    await pass(10_000)
    expect(part('saved')).toBeVisible()
  })

  it('is saved without a question if the form shows the same', async () => {
    const { retype, press, changeMeanwhile, lastBody } = await openForm(PUT)
    await retype('Description', 'Calls')
    await changeMeanwhile({
      channelSettings: {
        SMS,
        ...otherVideo,
      },
    })
    await press(SAVE)
    expect(lastBody(UPDATE)).toMatchObject({
      description: 'Calls',
      channelSettings: { VIDEO: { statusTimeouts: { inactive: 4 } } },
    })
  })

  it('is not saved if it cannot be read, and everything is kept', async () => {
    const { retype, press, simulator, sent, part } = await openForm(PUT)
    await retype('Description', 'Calls')
    simulator.script(rule('configurations.get', { kind: 'status', status: 500 }))
    await press(SAVE)
    expect(part('failure')).toHaveTextContent('Nothing was saved')
    expect(sent(UPDATE)).toHaveLength(0)
    expect(field('Description')).toHaveValue('Calls')
    await press(SAVE)
    expect(sent(UPDATE)).toHaveLength(1)
  })

  it('is reported if it was deleted, and everything is kept', async () => {
    const { client, retype, press, sent, part } = await openForm(PUT)
    await retype('Description', 'Calls')
    const deleting = client.configurations.delete(ID)
    await pass(60_000)
    await deleting
    await press(SAVE)
    expect(part('gone')).toBeVisible()
    expect(sent(UPDATE)).toHaveLength(0)
    expect(field('Description')).toHaveValue('Calls')
  })
})
