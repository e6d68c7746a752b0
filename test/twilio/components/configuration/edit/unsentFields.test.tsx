import { render, screen } from '@testing-library/react'
import { describe, expect, it } from 'vitest'

import { UnsentFields } from '../../../../../src/twilio/components/configuration/edit/EditNotice.tsx'
import { RESPONSE_ONLY_FIELDS, RESPONSE_ONLY_VALUES } from '../../../../contract/configurationFields.ts'
import { pass } from '../../../../hooks/harness.tsx'
import { CONFIGURATION_ID, SAVE, SEED, field, openEditForm as openForm, rule } from './openEditForm.tsx'

/** The configuration of {@link SEED}, with these settings. */
const seedWith = (settings: object) => ({
  seed: { ...SEED, configurations: SEED.configurations.map((one) => ({ ...one, ...settings })) },
})
/** The label of each field. A newer version of the twilio client may bring a field without one. */
const LABELS: Readonly<Record<string, string>> = {
  redactionConfigurationId: 'Redaction',
  traitExtractionStrategyIds: 'Trait extraction',
  observationExtractionStrategyIds: 'Observation extraction',
}

describe.each(RESPONSE_ONLY_FIELDS)('a stored configuration with %s', (name) => {
  const value = RESPONSE_ONLY_VALUES[name] ?? 'set'
  const shown = `${LABELS[name] ?? name}${String(value)}`

  it('keeps it in an edit by PATCH, which is not refused', async () => {
    const { retype, press, lastBody, stored, part } = await openForm({}, seedWith({ [name]: value }))
    expect(part('unsent-fields')).toHaveAttribute('data-tone', 'calm')
    expect(part('unsent-fields')).toHaveTextContent('not changed by this form')
    expect(part('unsent-field')).toHaveTextContent(shown)
    await retype('Description', 'Calls')
    await press(SAVE)
    expect(lastBody('configurations.patch')).toEqual({ description: 'Calls' })
    await pass(10_000)
    expect(part('saved')).toHaveTextContent('Harbor Desk was saved')
    expect(await stored()).toMatchObject({ description: 'Calls', [name]: value, version: 2 })
  })

  it('is named before a PUT, which is not refused and may remove it', async () => {
    const { retype, press, sent, lastBody, stored, part } = await openForm(
      { method: 'PUT' },
      seedWith({ [name]: value }),
    )
    expect(part('unsent-fields')).toHaveAttribute('data-tone', 'warning')
    expect(part('unsent-fields')).toHaveTextContent('Saving may remove these settings')
    expect(part('unsent-field')).toHaveTextContent(shown)
    await retype('Description', 'Calls')
    await press(SAVE)
    expect(sent('configurations.update')).toHaveLength(1)
    expect(lastBody('configurations.update')).not.toHaveProperty(name)
    await pass(10_000)
    expect(part('saved')).toBeVisible()
    const after = await stored()
    expect(after).toMatchObject({ description: 'Calls', version: 2 })
    expect(after[name]).toEqual(Array.isArray(value) ? [] : null)
  })

  it('keeps it in an edit by PUT if the server does', async () => {
    const { retype, press, stored, part } = await openForm(
      { method: 'PUT' },
      { ...seedWith({ [name]: value }), responseOnlyFields: 'keep' },
    )
    await retype('Description', 'Calls')
    await press(SAVE)
    await pass(10_000)
    expect(part('saved')).toBeVisible()
    expect(await stored()).toMatchObject({ description: 'Calls', [name]: value })
  })

  it('is named before a PUT if someone else has set it meanwhile, once', async () => {
    const { simulator, retype, press, sent, part } = await openForm({ method: 'PUT' })
    expect(part('unsent-fields')).toBeNull()
    await retype('Description', 'Calls')
    simulator.script({
      ...rule('configurations.get', { kind: 'json', set: { [name]: value } }),
      times: 'always',
    })
    await press(SAVE)
    expect(sent('configurations.update')).toEqual([])
    expect(part('more-unsent-fields')).toHaveTextContent('Nothing has been saved')
    expect(part('unsent-field')).toHaveTextContent(shown)
    expect(field('Description')).toHaveValue('Calls')
    await press(SAVE)
    expect(sent('configurations.update')).toHaveLength(1)
    expect(part('more-unsent-fields')).toBeNull()
  })
})

const NEWER = { retention: { days: 30 }, 'a<b>': '<img src=x onerror=alert(1)>' }

it.each(['PATCH', 'PUT'] as const)(
  'a field newer than the library is shown, not sent (%s)',
  async (method) => {
    const script = [{ ...rule('configurations.get', { kind: 'json', set: NEWER }), times: 'always' as const }]
    const { retype, press, lastBody, part, container } = await openForm({ method }, { script })
    expect(part('unsent-fields')).toHaveTextContent('retention{"days":30}')
    expect(part('unsent-fields')).toHaveTextContent('a<b><img src=x onerror=alert(1)>')
    expect(container.querySelector('img')).toBeNull()
    await retype('Description', 'Calls')
    await press(SAVE)
    const body = lastBody(method === 'PUT' ? 'configurations.update' : 'configurations.patch')
    for (const name of Object.keys(NEWER)) expect(body).not.toHaveProperty([name])
    await pass(10_000)
    expect(part('saved')).toBeVisible()
  },
)

it('warns of a setting that came with a conflict, also if mine is kept', async () => {
  const { simulator, retype, press, changeMeanwhile, sent, part } = await openForm({ method: 'PUT' })
  await retype('Description', 'Calls')
  await changeMeanwhile({ description: 'Only texts' })
  const set = { redactionConfigurationId: 'redaction_1' }
  simulator.script({ ...rule('configurations.get', { kind: 'json', set }), times: 'always' })
  await press(SAVE)
  expect(part('changed-meanwhile')).toBeVisible()
  await press('Keep mine and save')
  expect(sent('configurations.update')).toEqual([])
  expect(part('more-unsent-fields')).toBeVisible()
  await press(SAVE)
  expect(sent('configurations.update')).toHaveLength(1)
})

it('a PATCH is never held up by a setting that came meanwhile', async () => {
  const { simulator, retype, press, sent } = await openForm()
  await retype('Description', 'Calls')
  const set = { redactionConfigurationId: 'redaction_1' }
  simulator.script({ ...rule('configurations.get', { kind: 'json', set }), times: 'always' })
  await press(SAVE)
  expect(sent('configurations.patch')).toHaveLength(1)
})

it('shows nothing if there is nothing but empty values', async () => {
  const { part } = await openForm({ method: 'PUT' })
  expect(part('unsent-fields')).toBeNull()
})

it('cuts long lists and huge texts, but no ID', () => {
  const id = 'a'.repeat(900)
  const configuration = {
    id: CONFIGURATION_ID,
    displayName: 'Harbor Desk',
    conversationGroupingType: 'GROUP_BY_PROFILE',
    redactionConfigurationId: id,
    traitExtractionStrategyIds: Array.from({ length: 500 }, (_, row) => `trait_${row}`),
    newer: 'b'.repeat(1_000_000),
  }
  render(<UnsentFields configuration={configuration} replaces={false} />)
  expect(screen.getByText(id)).toBeVisible()
  expect(screen.getByText(/^trait_0, trait_1, .*…$/).textContent).toHaveLength(601)
  expect(screen.getByText(/^b+…$/).textContent).toHaveLength(2_049)
})

it('names the operation of a PATCH by its stored name', async () => {
  const { user, press, client, lastBody } = await openForm()
  await user.type(field('Description'), ' and texts')
  await press(SAVE)
  expect(lastBody('configurations.patch')).toEqual({ description: 'Phones and texts' })
  const accepted = await client.configurations.patch(CONFIGURATION_ID, { storedName: 'Harbor Desk' })
  expect(accepted).toMatchObject({ label: 'Harbor Desk', resourceId: CONFIGURATION_ID })
  expect(lastBody('configurations.patch')).toEqual({})
})
