import { expect, test } from 'vitest'

import { STORES, STORE_ID, createHarness, operationPath } from '../createHarness.ts'

const store = (edits: Record<string, unknown> = {}) => ({ displayName: 'ferry-memory', ...edits })

test.each<[string, Record<string, unknown>]>([
  ['a name of 64 characters', store({ displayName: 'a'.repeat(64) })],
  ['a description of 1 character', store({ description: 'a' })],
  ['a description of 128 characters', store({ description: 'a'.repeat(128) })],
])('%s is accepted', async (_case, body) => {
  expect((await createHarness().ask('POST', STORES, body)).status).toBe(202)
})

test.each<[string, Record<string, unknown>]>([
  ['displayName: is required', {}],
  ['displayName: must have at most 64 characters', store({ displayName: 'a'.repeat(65) })],
  ['displayName: must match ^[a-zA-Z0-9-]+$', store({ displayName: 'a b' })],
  ['displayName: must match ^[a-zA-Z0-9-]+$', store({ displayName: 'a_b' })],
  ['description: must have at least 1 character', store({ description: '' })],
  ['description: must have at most 128 characters', store({ description: 'a'.repeat(129) })],
])('a store is refused: %s', async (message, body) => {
  expect(await createHarness().ask('POST', STORES, body)).toMatchObject({
    status: 400,
    body: { code: 520_046, message, more_info: 'https://www.twilio.com/docs/api/errors/520046' },
  })
})

test('a store is QUEUED, then PROVISIONING, then ACTIVE, after its operation has completed', async () => {
  const { simulator, ask } = createHarness()
  const accepted = await ask('POST', STORES, store({ description: 'Night ferry' }))
  expect(accepted.body.message).toBe('The store will be created shortly.')
  simulator.advance(3999)
  expect((await ask('GET', operationPath(accepted))).body).not.toHaveProperty('result')
  simulator.advance(1)
  const { result, resultUrl } = (await ask('GET', operationPath(accepted))).body
  expect(result).toEqual({ type: 'RESOURCE_ID', id: expect.stringMatching(/^mem_store_[0-7][0-9a-z]{25}$/) })
  expect(resultUrl).toBe(`http://simulator.test${STORES}/${result.id}`)
  const status = async () => (await ask('GET', `${STORES}/${result.id}`)).body.status
  expect(await status()).toBe('QUEUED')
  simulator.advance(500)
  expect(await status()).toBe('PROVISIONING')
  simulator.advance(1499)
  expect(await status()).toBe('PROVISIONING')
  simulator.advance(1)
  expect(await status()).toBe('ACTIVE')
  expect((await ask('GET', `${STORES}/${result.id}`)).body).toEqual({
    id: result.id,
    displayName: 'ferry-memory',
    description: 'Night ferry',
    status: 'ACTIVE',
    intelligenceServiceId: null,
    version: 1,
    dataAsOf: '2026-01-05T09:00:04.000Z',
  })
})

test('a store that is not ACTIVE yet cannot be used by a configuration', async () => {
  const { simulator, ask } = createHarness({ provisioningMs: 60_000 })
  const made = await ask('POST', STORES, store())
  simulator.advance(4000)
  const memoryStoreId = (await ask('GET', operationPath(made))).body.result.id
  const accepted = await ask('POST', '/v2/ControlPlane/Configurations', {
    displayName: 'Early',
    description: '',
    conversationGroupingType: 'GROUP_BY_PROFILE',
    memoryStoreId,
  })
  simulator.advance(4000)
  expect((await ask('GET', operationPath(accepted))).body.error).toMatchObject({
    type: 'https://www.twilio.com/docs/api/errors/520042',
    detail: `memoryStoreId: the memory store ${memoryStoreId} is not ACTIVE`,
  })
})

test('PATCH honors If-Match: it accepts the current version or *, else it returns 412 / 20412', async () => {
  const { simulator, ask } = createHarness()
  const path = `${STORES}/${STORE_ID}`
  const etag = (await ask('GET', path)).headers.get('ETag') ?? ''
  const patch = (ifMatch: string) =>
    ask('PATCH', path, { description: 'New' }, { headers: { 'If-Match': ifMatch } })
  expect((await patch(etag)).status).toBe(202)
  simulator.advance(4000)
  const fresh = (await ask('GET', path)).headers.get('ETag')
  expect(fresh).not.toBe(etag)
  expect(await patch(etag)).toMatchObject({ status: 412, body: { code: 20_412 } })
  expect((await patch('*')).status).toBe(202)
  expect((await patch(`"${'1'.repeat(99)}"`)).status).toBe(400)
  expect((await ask('PATCH', path, { description: 'No condition' })).status).toBe(202)
  expect((await ask('GET', path)).body).toMatchObject({
    displayName: 'harbor-memory',
    description: 'New',
    version: 2,
  })
})

test('DELETE removes the store when its operation completes', async () => {
  const { simulator, ask } = createHarness()
  const path = `${STORES}/${STORE_ID}`
  const accepted = await ask('DELETE', path)
  expect(accepted).toMatchObject({ status: 202, body: { message: expect.any(String) } })
  expect((await ask('GET', path)).status).toBe(200)
  simulator.advance(4000)
  expect(await ask('GET', path)).toMatchObject({ status: 404, body: { code: 520_041 } })
  const { body } = await ask('GET', operationPath(accepted))
  expect(body).toMatchObject({ status: 'COMPLETED', result: { id: STORE_ID } })
  expect(body).not.toHaveProperty('resultUrl')
})

test('the second of two deletions fails', async () => {
  const { simulator, ask } = createHarness()
  const [first, second] = [
    await ask('DELETE', `${STORES}/${STORE_ID}`),
    await ask('DELETE', `${STORES}/${STORE_ID}`),
  ]
  simulator.advance(4000)
  expect((await ask('GET', operationPath(first))).body.status).toBe('COMPLETED')
  expect((await ask('GET', operationPath(second))).body).toMatchObject({
    status: 'FAILED',
    error: { code: 520_041 },
  })
})

test('a malformed ID returns 400 / 520049', async () => {
  const { ask } = createHarness()
  for (const id of [
    'abc',
    'mem_store_81k9w39vfj8s0p4q6r2xhtcme5',
    'mem_profile_01k9w39vfj8s0p4q6r2xhtcme5',
  ]) {
    expect(await ask('GET', `${STORES}/${id}`)).toMatchObject({ status: 400, body: { code: 520_049 } })
  }
})

test('a taken name fails the operation with 520045, or the request if accountChecks is "request"', async () => {
  const taken = { displayName: 'harbor-memory' }
  const late = createHarness()
  const accepted = await late.ask('POST', STORES, taken)
  late.simulator.advance(4000)
  expect((await late.ask('GET', operationPath(accepted))).body.error).toEqual({
    type: 'https://www.twilio.com/docs/api/errors/520045',
    title: 'Display name already used',
    code: 520_045,
    detail: 'displayName: another store in this account is called harbor-memory',
  })
  const early = createHarness({ accountChecks: 'request' })
  expect(await early.ask('POST', STORES, taken)).toMatchObject({ status: 400, body: { code: 520_045 } })
  // A store may keep its own name.
  expect((await early.ask('PATCH', `${STORES}/${STORE_ID}`, taken)).status).toBe(202)
})

test('an account can have at most 15 stores', async () => {
  const stores = Array.from({ length: 14 }, (_, index) => ({ displayName: `store-${index}` }))
  const { simulator, ask } = createHarness({ seed: { stores } })
  const fifteenth = await ask('POST', STORES, store())
  simulator.advance(4000)
  expect((await ask('GET', operationPath(fifteenth))).body.status).toBe('COMPLETED')
  const sixteenth = await ask('POST', STORES, store({ displayName: 'one-more' }))
  simulator.advance(4000)
  expect((await ask('GET', operationPath(sixteenth))).body).toMatchObject({
    status: 'FAILED',
    error: { code: 520_044 },
  })
})
