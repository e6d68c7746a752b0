import { azureDialect } from 'react-accepted/client'
import { describe, expect, test } from 'vitest'

import type { Step } from '../../client/scriptFetch.ts'
import { json } from '../../client/scriptFetch.ts'
import type { Followed } from './follow.ts'
import { empty, follow } from './follow.ts'

const THING = 'https://api.test/v1/things/1'
const STATUS = 'https://api.test/v1/operations/7'
const RESULT = 'https://api.test/v1/results/7'
const succeeded = (more: object = {}) => json({ status: 'Succeeded', ...more })
const withHeader = (status: number, more: Record<string, string> = {}) =>
  empty(status, { 'azure-asyncoperation': STATUS, ...more })

/** Which URLs were asked after the submission, and the result. */
async function azure(steps: readonly Step[], how: Followed = {}) {
  const { sent, snapshot } = await follow(azureDialect, steps, { result: {}, ...how })
  return { asked: sent.slice(1).map(({ url }) => url), result: snapshot?.result }
}

describe('the final state after a status header (ARM RPC, "Async Operation Reference")', () => {
  test.each(['PUT', 'PATCH'] as const)('of a %s is a GET of the resource', async (method) => {
    const { asked, result } = await azure([withHeader(201), succeeded(), json({ id: 'thing' })], { method })
    expect(asked).toEqual([STATUS, THING])
    expect(result).toEqual({ state: 'ready', value: { id: 'thing' } })
  })

  test.each(['POST', 'PATCH'] as const)('of a %s with Location is what Location returns', async (method) => {
    const first = withHeader(202, { location: RESULT })
    const { asked, result } = await azure([first, succeeded(), json({ rows: 3 })], { method })
    expect(asked).toEqual([STATUS, RESULT])
    expect(result).toEqual({ state: 'ready', value: { rows: 3 } })
  })

  test('of a PUT is the resource, even if there is a Location', async () => {
    const first = withHeader(201, { location: RESULT })
    const { asked } = await azure([first, succeeded(), json({ id: 'thing' })], { method: 'PUT' })
    expect(asked).toEqual([STATUS, THING])
  })

  test('of a DELETE is nothing, even if there is a Location', async () => {
    const first = withHeader(202, { location: RESULT })
    const { asked, result } = await azure([first, succeeded()], { method: 'DELETE' })
    expect(asked).toEqual([STATUS])
    expect(result).toEqual({ state: 'none' })
  })

  test('is the `result` of the status if it has one (data plane, action)', async () => {
    const { asked, result } = await azure([withHeader(202), succeeded({ result: { rows: 3 } })])
    expect(asked).toEqual([STATUS])
    expect(result).toEqual({ state: 'ready', value: { rows: 3 } })
  })

  test('is at the `resourceLocation` of the status, which also names the resource', async () => {
    const steps = [withHeader(202), succeeded({ resourceLocation: RESULT }), json({ rows: 3 })]
    const { sent, snapshot } = await follow(azureDialect, steps, { result: {} })
    expect(sent.at(-1)?.url).toBe(RESULT)
    expect(snapshot).toMatchObject({
      result: { state: 'ready', value: { rows: 3 } },
      resource: { state: 'found', id: '7' },
    })
  })

  test('is in the status itself with `from` (final-state-via: azure-async-operation)', async () => {
    const first = withHeader(202, { location: RESULT })
    const { asked, result } = await azure([first, succeeded({ properties: { output: [1, 2] } })], {
      result: { from: 'properties.output' },
    })
    expect(asked).toEqual([STATUS])
    expect(result).toEqual({ state: 'ready', value: [1, 2] })
  })

  test('is not read after Failed or Canceled', async () => {
    for (const status of ['Failed', 'Canceled']) {
      // oxlint-disable-next-line no-await-in-loop -- One server after the other.
      const { asked, result } = await azure([withHeader(201), json({ status })], { method: 'PUT' })
      expect(asked).toEqual([STATUS])
      expect(result).toBeUndefined()
    }
  })
})

describe('the final state by Location', () => {
  test('is the body of its 200', async () => {
    const { asked, result } = await azure([empty(202, { location: RESULT }), empty(202), json({ rows: 3 })])
    expect(asked).toEqual([RESULT, RESULT])
    expect(result).toEqual({ state: 'ready', value: { rows: 3 } })
  })

  test('is nothing after a 204', async () => {
    const { result } = await azure([empty(202, { location: RESULT }), empty(204)], { method: 'DELETE' })
    expect(result).toEqual({ state: 'none' })
  })
})

describe('the final state by provisioningState', () => {
  const thing = (provisioningState: string) => ({ id: '/things/1', properties: { provisioningState } })

  test('is the resource as it was last read', async () => {
    const steps = [json(thing('Creating'), 201), json(thing('Succeeded'))]
    const { asked, result } = await azure(steps, { method: 'PUT' })
    expect(asked).toEqual([THING])
    expect(result).toEqual({ state: 'ready', value: thing('Succeeded') })
  })

  test('is the body of a 200 or 201 that has completed at once', async () => {
    const { asked, result } = await azure([json(thing('Succeeded'), 200)], { method: 'PUT' })
    expect(asked).toEqual([])
    expect(result).toEqual({ state: 'ready', value: thing('Succeeded') })
  })
})
