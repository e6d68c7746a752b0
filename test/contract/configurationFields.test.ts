import type { Configuration } from 'react-accepted/twilio/client'
import { listUnsentFields } from 'react-accepted/twilio/client'
import { describe, expect, test } from 'vitest'

import {
  CONFIGURATIONS,
  STORE_ID,
  configuration,
  created,
  createHarness,
} from '../twilio/simulator/createHarness.ts'
import {
  REQUEST_FIELDS,
  RESPONSE_FIELDS,
  RESPONSE_ONLY_FIELDS,
  RESPONSE_ONLY_VALUES,
} from './configurationFields.ts'

const ID = 'conv_configuration_01k9w39vfj8s0p4q6r2xhtcme5'
const PATH = `${CONFIGURATIONS}/${ID}`
const replacement = { ...configuration(), channelSettings: {} }
const seed = {
  stores: [{ id: STORE_ID, displayName: 'harbor-memory' }],
  configurations: [{ id: ID, displayName: 'Harbor Support', ...RESPONSE_ONLY_VALUES }],
}

test('all requests have the same fields, and three settings are in responses only', () => {
  expect(REQUEST_FIELDS.PUT).toEqual(REQUEST_FIELDS.POST)
  expect(REQUEST_FIELDS.PATCH).toEqual(REQUEST_FIELDS.POST)
  expect(RESPONSE_ONLY_FIELDS.toSorted()).toEqual(Object.keys(RESPONSE_ONLY_VALUES).toSorted())
})

test('the library knows which fields no request can contain', () => {
  const filled: Configuration = {
    id: ID,
    displayName: 'Harbor Support',
    conversationGroupingType: 'GROUP_BY_PROFILE',
    ...Object.fromEntries(RESPONSE_FIELDS.map((field) => [field, RESPONSE_ONLY_VALUES[field] ?? 'filled'])),
  }
  expect(listUnsentFields(filled)).toEqual(RESPONSE_ONLY_FIELDS)
  expect(listUnsentFields({ ...filled, newer: { setting: 1 }, off: false })).toEqual([
    ...RESPONSE_ONLY_FIELDS,
    'newer',
    'off',
  ])
  const empty = Object.fromEntries(RESPONSE_ONLY_FIELDS.map((field, row) => [field, [null, [], ''][row]]))
  expect(listUnsentFields({ ...filled, ...empty, newer: {}, other: undefined })).toEqual([])
  const named = JSON.parse('{"__proto__":{"a":1},"constructor":"x"}')
  expect(listUnsentFields({ ...filled, ...empty, ...named })).toEqual(['__proto__', 'constructor'])
})

describe('the simulator', () => {
  test('returns the fields that the twilio client reads', async () => {
    const harness = createHarness()
    const bridge = { conversationsV1Bridge: { serviceId: `IS${'0'.repeat(32)}` } }
    const { body } = await harness.ask('GET', `${CONFIGURATIONS}/${await created(harness, bridge)}`)
    expect(Object.keys(body).toSorted()).toEqual(RESPONSE_FIELDS.toSorted())
  })

  describe.each(RESPONSE_ONLY_FIELDS)('%s', (field) => {
    const given = { [field]: RESPONSE_ONLY_VALUES[field] }

    test('is returned, and refused in every request', async () => {
      const { ask } = createHarness({ seed })
      expect((await ask('GET', PATH)).body).toMatchObject(given)
      expect((await ask('GET', CONFIGURATIONS)).body.configurations).toEqual([expect.objectContaining(given)])
      for (const [method, path, body] of [
        ['POST', CONFIGURATIONS, configuration()],
        ['PUT', PATH, replacement],
        ['PATCH', PATH, {}],
      ] as const) {
        expect(await ask(method, path, { ...body, ...given })).toMatchObject({
          status: 400,
          body: { message: `${field}: is not a field of this request` },
        })
      }
    })

    test.each([
      ['PUT', undefined, false],
      ['PUT', 'drop', false],
      ['PUT', 'keep', true],
      ['PATCH', 'drop', true],
    ] as const)('after a %s with responseOnlyFields: %s, it is kept: %s', async (method, option, isKept) => {
      const { simulator, ask } = createHarness({
        seed,
        unknownFields: 'ignore',
        ...(option && { responseOnlyFields: option }),
      })
      const other = Array.isArray(given[field]) ? ['other'] : 'other'
      const sent = method === 'PUT' ? replacement : { description: 'Calls' }
      expect((await ask(method, PATH, { ...sent, [field]: other })).status).toBe(202)
      simulator.advance(4000)
      const { body } = await ask('GET', PATH)
      expect(body.version).toBe(2)
      expect(body[field]).toEqual(isKept ? given[field] : Array.isArray(given[field]) ? [] : null)
    })
  })

  test('names every field that a request does not have', async () => {
    const { ask } = createHarness({ dialect: 'problem' })
    const { status, body } = await ask('POST', CONFIGURATIONS, configuration({ id: ID, colour: 'blue' }))
    expect(status).toBe(400)
    expect(JSON.stringify(body)).toMatch(/#\/id.*#\/colour/)
  })
})
