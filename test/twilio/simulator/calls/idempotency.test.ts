import { expect, test } from 'vitest'

import {
  CONFIGURATIONS,
  KEY,
  OTHER_KEY,
  STORES,
  configuration,
  createHarness,
  created,
} from '../createHarness.ts'

const HOUR_MS = 60 * 60 * 1000
const withKey = (key: string) => ({ headers: { 'Idempotency-Key': key } })

test('the same key returns the original 202 and starts no second operation', async () => {
  const { simulator, ask } = createHarness()
  const first = await ask('POST', CONFIGURATIONS, configuration(), withKey(KEY))
  simulator.advance(10_000)
  const second = await ask('POST', CONFIGURATIONS, configuration(), withKey(KEY.toUpperCase()))
  expect(second.status).toBe(202)
  expect(second.body).toEqual(first.body)
  for (const name of ['Operation-Id', 'Location', 'Retry-After']) {
    expect(second.headers.get(name)).toBe(first.headers.get(name))
  }
  expect((await ask('GET', CONFIGURATIONS)).body.configurations).toHaveLength(1)
  expect(simulator.log().map(({ replayed }) => replayed)).toEqual([false, true, false])
})

test('a key is valid for 24 hours, in its account and region', async () => {
  const { simulator, ask } = createHarness()
  const idOf = async (asking: object) => {
    const accepted = await ask('POST', CONFIGURATIONS, configuration(), { ...withKey(KEY), ...asking })
    return accepted.body.related.configurationId
  }
  const first = await idOf({})
  expect(await idOf({ user: 'AC2' })).not.toBe(first)
  expect(await idOf({ origin: 'https://conversations.au1.twilio.com' })).not.toBe(first)
  simulator.advance(24 * HOUR_MS - 1)
  expect(await idOf({})).toBe(first)
  simulator.advance(1)
  expect(await idOf({})).not.toBe(first)
})

test('without a key, or with another one, two requests create two configurations', async () => {
  const { simulator, ask } = createHarness()
  await ask('POST', CONFIGURATIONS, configuration())
  await ask('POST', CONFIGURATIONS, configuration())
  await ask('POST', CONFIGURATIONS, configuration(), withKey(KEY))
  await ask('POST', CONFIGURATIONS, configuration(), withKey(OTHER_KEY))
  simulator.advance(4000)
  expect((await ask('GET', CONFIGURATIONS)).body.configurations).toHaveLength(4)
})

test('two identical concurrent requests start one operation, even if the response is slow', async () => {
  const { simulator, ask } = createHarness()
  simulator.script({ on: 'configurations.create', fault: { kind: 'slow', ms: 1000 } })
  const both = [1, 2].map(() => ask('POST', CONFIGURATIONS, configuration(), withKey(KEY)))
  const second = await both[1]
  simulator.advance(1000)
  expect((await both[0])?.body).toEqual(second?.body)
})

test.each(['', 'abc', `${KEY}0`, KEY.replaceAll('-', ''), `{${KEY}}`, KEY.replace('0', 'g')])(
  'the key %j returns 400',
  async (key) => {
    const { ask } = createHarness()
    const body = { message: 'Idempotency-Key: must be a UUID' }
    expect(await ask('POST', CONFIGURATIONS, configuration(), withKey(key))).toMatchObject({
      status: 400,
      body,
    })
  },
)

test.each(['1', '8', 'f'])('a UUID of version and variant %s is accepted', async (digit) => {
  const { ask } = createHarness()
  const key = `019a7835-2350-${digit}c1e-${digit}a44-5b1f0c6d2e71`
  expect((await ask('POST', CONFIGURATIONS, configuration(), withKey(key))).status).toBe(202)
})

test('a known key with another body or path replays, or returns 409 if sameKeyOtherBody is "conflict"', async () => {
  const replaying = createHarness()
  const first = await replaying.ask('POST', CONFIGURATIONS, configuration(), withKey(KEY))
  const edited = configuration({ description: 'Edited' })
  expect((await replaying.ask('POST', CONFIGURATIONS, edited, withKey(KEY))).body).toEqual(first.body)

  const strict = createHarness({ sameKeyOtherBody: 'conflict' })
  const id = await created(strict)
  const path = `${CONFIGURATIONS}/${id}`
  expect((await strict.ask('PATCH', path, { description: 'a' }, withKey(KEY))).status).toBe(202)
  expect((await strict.ask('PATCH', path, { description: 'a' }, withKey(KEY))).status).toBe(202)
  expect((await strict.ask('PATCH', path, { description: 'b' }, withKey(KEY))).status).toBe(409)
  expect((await strict.ask('DELETE', path, undefined, withKey(KEY))).status).toBe(409)
})

test('refusals are not stored, so the same key can succeed later', async () => {
  const { ask } = createHarness()
  expect((await ask('POST', CONFIGURATIONS, configuration({ displayName: '' }), withKey(KEY))).status).toBe(
    400,
  )
  expect((await ask('POST', CONFIGURATIONS, configuration(), withKey(KEY))).status).toBe(202)
})

test('a failed operation is replayed under its key', async () => {
  const { simulator, ask } = createHarness()
  simulator.script({ on: 'configurations.create', fault: { kind: 'fail' } })
  const first = await ask('POST', CONFIGURATIONS, configuration(), withKey(KEY))
  simulator.advance(4000)
  const again = await ask('POST', CONFIGURATIONS, configuration(), withKey(KEY))
  expect(again.body).toEqual(first.body)
  expect((await ask('GET', new URL(again.body.statusUrl).pathname)).body.status).toBe('FAILED')
})

test('Memory ignores keys', async () => {
  const { simulator, ask } = createHarness()
  const first = await ask('POST', STORES, { displayName: 'one' }, withKey('not a UUID'))
  const second = await ask('POST', STORES, { displayName: 'two' }, withKey('not a UUID'))
  expect([first.status, second.status]).toEqual([202, 202])
  simulator.advance(4000)
  expect((await ask('GET', STORES)).body.stores).toHaveLength(3)
})

test.each(['PUT', 'PATCH', 'DELETE'])('%s of a configuration replays too', async (method) => {
  const harness = createHarness()
  const { simulator, ask } = harness
  const path = `${CONFIGURATIONS}/${await created(harness)}`
  const body = method === 'DELETE' ? undefined : configuration({ channelSettings: {} })
  const first = await ask(method, path, body, withKey(KEY))
  simulator.advance(4000)
  // A deletion replays too, although nothing is left to delete.
  expect((await ask(method, path, body, withKey(KEY))).body).toEqual(first.body)
})
