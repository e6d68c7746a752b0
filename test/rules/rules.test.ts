import {
  createConfigurationSchema,
  createMemoryStoreSchema,
  patchConfigurationSchema,
  updateConfigurationSchema,
} from 'react-accepted/client'
import type { StandardSchema } from 'react-accepted/client'
import { describe, expect, test } from 'vitest'

import { createConfigurationResolver } from '../../src/twilio/components/createConfigurationResolver.ts'
import { englishConfigurationMessages } from '../../src/twilio/components/englishConfigurationMessages.ts'
import { toFormValues } from '../../src/twilio/components/toFormValues.ts'
import { BODIES, isStoreTaken, isTaken } from './askSimulator.ts'
import type { BodyKind } from './ruleCases.ts'
import { RULE_CASES } from './ruleCases.ts'

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

/** The form filled in with a body, and its own check of it. */
async function passesForm(body: object): Promise<boolean> {
  const result = await resolve(toFormValues(body), undefined, {
    fields: {},
    shouldUseNativeValidation: false,
  })
  return Object.keys(result.errors).length === 0
}

describe.each(['create', 'replace', 'patch'] as const)('to %s a configuration', (kind) => {
  const cases = RULE_CASES.filter(({ kinds }) => kinds.includes(kind))

  test.each(cases)('$name: allowed $isAllowed', async ({ edits, isAllowed, stricter }) => {
    const body = { ...BODIES[kind], ...edits }
    const isSent = isAllowed && stricter === undefined
    expect({
      schema: await passes(SCHEMAS[kind], kind === 'create' ? body : { id: ID, ...body }),
      simulator: await isTaken(kind, body),
    }).toEqual({ schema: isSent, simulator: isAllowed })
  })
})

describe('in the form', () => {
  const cases = RULE_CASES.filter(
    ({ kinds, notInForm }) => kinds.includes('create') && notInForm === undefined,
  )

  test.each(cases)('$name', async ({ edits, isAllowed, stricter }) => {
    expect(await passesForm({ ...BODIES.create, ...edits })).toBe(isAllowed && stricter === undefined)
  })
})

describe('a memory store', () => {
  test.each([
    ['a name of 64 characters', { displayName: 'x'.repeat(64) }, true],
    ['a name of 65 characters', { displayName: 'x'.repeat(65) }, false],
    ['a name with a space', { displayName: 'a b' }, false],
    ['a name with an underscore', { displayName: 'a_b' }, false],
    ['an empty name', { displayName: '' }, false],
    ['no name', { displayName: undefined }, false],
    ['a description of 1 character', { description: 'x' }, true],
    ['a description of 128 characters', { description: 'x'.repeat(128) }, true],
    ['an empty description', { description: '' }, false],
    ['a description of 129 characters', { description: 'x'.repeat(129) }, false],
    ['no description', {}, true],
  ])('with %s', async (_, edits, isAllowed) => {
    const body = { displayName: 'evening-memory', ...edits }
    expect({
      schema: await passes(createMemoryStoreSchema, body),
      simulator: await isStoreTaken(body),
    }).toEqual({ schema: isAllowed, simulator: isAllowed })
  })
})

test('a configuration that was read with nulls and a newer channel may be handed over as it is', async () => {
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
      version: 3,
    },
  })
  expect(await isTaken('replace', { ...BODIES.replace, channelSettings: { VIDEO: {} } })).toBe(true)
  const empty = { ...BODIES.replace, id: ID, channelSettings: null }
  expect(await passes(updateConfigurationSchema, empty)).toBe(true)
})
