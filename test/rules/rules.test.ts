import type { StandardSchema } from 'react-accepted/client'
import {
  createConfigurationSchema,
  createMemoryStoreSchema,
  patchConfigurationSchema,
  patchMemoryStoreSchema,
  updateConfigurationSchema,
} from 'react-accepted/twilio/client'
import { describe, expect, test } from 'vitest'

import { toFormValues } from '../../src/twilio/components/configuration/toFormValues.ts'
import { englishConfigurationMessages } from '../../src/twilio/components/messages/englishConfigurationMessages.ts'
import { createConfigurationResolver } from '../../src/twilio/components/resolvers.ts'
import { BODIES, STORE_ID, createAsked, sayTo, sayToStore, toField } from './askSimulator.ts'
import type { BodyKind } from './ruleCases.ts'
import { RULE_CASES, STORE_CASES } from './ruleCases.ts'

const ID = 'conv_configuration_01k9w3c8tq5ehx2m7b4yd6nzra'
const SCHEMAS: Readonly<Record<BodyKind, StandardSchema>> = {
  create: createConfigurationSchema,
  replace: updateConfigurationSchema,
  patch: patchConfigurationSchema,
}
const resolve = createConfigurationResolver(englishConfigurationMessages)

async function passes(schema: StandardSchema, value: unknown): Promise<boolean> {
  return (await schema['~standard'].validate(value)).issues === undefined
}

/** The fields that a schema names; none if it accepts the value. */
async function complaints(schema: StandardSchema, value: unknown): Promise<readonly string[]> {
  const { issues = [] } = await schema['~standard'].validate(value)
  const fields = issues.map(({ path = [] }) =>
    toField(path.map((part) => String(typeof part === 'object' ? part.key : part))),
  )
  return [...new Set(fields)]
}

/** Whether the form, filled in with a body, passes its own check. */
async function passesForm(body: object): Promise<boolean> {
  const result = await resolve(toFormValues(body), undefined, {
    fields: {},
    shouldUseNativeValidation: false,
  })
  return Object.keys(result.errors).length === 0
}

describe.each(['create', 'replace', 'patch'] as const)('a body to %s a configuration', (kind) => {
  const cases = RULE_CASES.filter(({ kinds }) => kinds.includes(kind))

  test.each(cases)('with $name is allowed: $isAllowed', async ({ edits, field, isAllowed, stricter }) => {
    const body = { ...BODIES[kind], ...edits }
    const isSent = isAllowed && stricter === undefined
    expect({
      schema: await complaints(SCHEMAS[kind], kind === 'create' ? body : { id: ID, ...body }),
      simulator: await sayTo(kind, body),
    }).toEqual({
      schema: isSent ? [] : [field],
      simulator: isAllowed ? { status: 202, fields: [] } : { status: 400, fields: [field] },
    })
  })
})

describe('the form', () => {
  const cases = RULE_CASES.filter(
    ({ kinds, notInForm }) => kinds.includes('create') && notInForm === undefined,
  )

  test.each(cases)('checks a body with $name', async ({ edits, isAllowed, stricter }) => {
    expect(await passesForm({ ...BODIES.create, ...edits })).toBe(isAllowed && stricter === undefined)
  })
})

describe.each(['create', 'patch'] as const)('a body to %s a memory store', (kind) => {
  const cases = STORE_CASES.filter(({ kinds }) => kinds.includes(kind))

  test.each(cases)('with $name is allowed: $isAllowed', async ({ edits, field, isAllowed }) => {
    const body = kind === 'create' ? { displayName: 'evening-memory', ...edits } : edits
    const schema = kind === 'create' ? createMemoryStoreSchema : patchMemoryStoreSchema
    expect({
      schema: await complaints(schema, kind === 'create' ? body : { id: STORE_ID, ...body }),
      simulator: await sayToStore(kind, body),
    }).toEqual({
      schema: isAllowed ? [] : [field],
      simulator: isAllowed ? { status: 202, fields: [] } : { status: 400, fields: [field] },
    })
  })
})

test('a configuration that was read with nulls and a newer channel is accepted as it is', async () => {
  const read = {
    ...BODIES.replace,
    id: ID,
    displayName: 'Evening Desk',
    channelSettings: { VIDEO: { statusTimeouts: null, captureRules: null }, SMS: null },
    statusCallbacks: null,
    intelligenceConfigurationIds: null,
    memoryExtractionEnabled: null,
    conversationsV1Bridge: null,
    version: 3,
  }
  const result = await updateConfigurationSchema['~standard'].validate(read)
  expect(result).toEqual({
    value: {
      ...BODIES.replace,
      id: ID,
      displayName: 'Evening Desk',
      channelSettings: { VIDEO: { statusTimeouts: null, captureRules: null } },
    },
  })
  expect((await sayTo('replace', { ...BODIES.replace, channelSettings: { VIDEO: {} } })).status).toBe(202)
  const empty = { ...BODIES.replace, id: ID, channelSettings: null }
  expect(await passes(updateConfigurationSchema, empty)).toBe(true)
})

test('such a configuration is sent without its null fields and without what only the server sets', async () => {
  const { client, create, simulator } = createAsked()
  const { id } = await create(BODIES.create)
  // Older and newer responses carry fields that our types do not have.
  const read = {
    ...BODIES.replace,
    channelSettings: { VIDEO: { statusTimeouts: null }, SMS: null },
    statusCallbacks: null,
    intelligenceConfigurationIds: null,
    conversationsV1Bridge: null,
    createdAt: '2026-01-05T09:00:00Z',
    version: 3,
  } as unknown as Parameters<typeof client.configurations.update>[1]
  await client.configurations.update(id, read)
  const sent = simulator.log().find(({ call }) => call === 'configurations.update')
  expect(sent).toMatchObject({ status: 202 })
  expect(JSON.parse(sent?.requestBody ?? '')).toEqual({
    ...BODIES.replace,
    channelSettings: { VIDEO: { statusTimeouts: null } },
  })
})

test('only the server can refuse a patch that adds CHAT, because only the server knows the bridge', async () => {
  const body = { channelSettings: { CHAT: {} } }
  expect(await complaints(patchConfigurationSchema, { id: ID, ...body })).toEqual([])
  expect(await sayTo('patch', body)).toEqual({ status: 400, fields: ['channelSettings.CHAT'] })
})
