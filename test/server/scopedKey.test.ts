import { expect, it } from 'vitest'

import { exchange, idempotencyKey, json, write } from './exchange.ts'

/** A UUID of another version, and of version 7, which has a time. */
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
const timed = /^019a7835-2350-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
const random = 'b3a1c7de-58f0-4c1e-9a44-5b1f0c6d2e71'

async function upstreamKey(scope: string, key = idempotencyKey): Promise<string> {
  const request = write('POST', '/v2/ControlPlane/Configurations', '{}', { 'Idempotency-Key': key })
  const { calls } = await exchange(request, () => json({}, 202), { authorize: () => ({ scope }) })
  return calls[0]?.headers.get('Idempotency-Key') ?? ''
}

it('all attempts of one intent send Twilio the same key, in the documented format', async () => {
  const first = await upstreamKey('tenant-a')
  expect(first).toMatch(timed)
  expect(first).not.toBe(idempotencyKey)
  expect(await upstreamKey('tenant-a')).toBe(first)
  expect(await upstreamKey('tenant-a', idempotencyKey.toUpperCase())).toBe(first)
  // Pinned: if a deployment derived another key, Twilio would treat a retry as a new intent.
  expect(await upstreamKey('account-1')).toBe('019a7835-2350-7216-b0fe-c76e63eec6a8')
  expect(await upstreamKey('account-1', random)).toBe('3c3726fe-7457-8b74-bc6a-54d9f8594f9e')
})

it('a key of another version has no time, and neither has the one that is sent', async () => {
  for (const version of '1234568') {
    const key = `${idempotencyKey.slice(0, 14)}${version}${idempotencyKey.slice(15)}`
    const sent = await upstreamKey('tenant-a', key)
    expect(sent).toMatch(uuid)
    expect(sent.slice(0, 13)).not.toBe(idempotencyKey.slice(0, 13))
  }
})

it('keys of version 7 stay in the order of their times', async () => {
  const times = [0, 1, 0x1_0000, 0x019a_7835_2350, 0x019a_7835_2351, 0xffff_ffff_fffe, 0xffff_ffff_ffff]
  const keys = await Promise.all(
    times.map((time) => {
      const hex = time.toString(16).padStart(12, '0')
      return upstreamKey('tenant-a', `${hex.slice(0, 8)}-${hex.slice(8)}-7c1e-9a44-5b1f0c6d2e71`)
    }),
  )
  expect(keys.toSorted()).toEqual(keys)
  expect(keys.map((key) => Number.parseInt(key.replace('-', '').slice(0, 12), 16))).toEqual(times)
})

it('two keys of the same millisecond stay different', async () => {
  const keys = await Promise.all(
    ['7c1e', '7c1f', '7fff'].map((middle) => upstreamKey('tenant-a', idempotencyKey.replace('7c1e', middle))),
  )
  expect(new Set(keys).size).toBe(3)
})

it('the same key in two scopes becomes two keys', async () => {
  const keys = await Promise.all(
    ['a', 'b', 'a"', '["a"', 'a\u0000', '\ud800'].map((scope) => upstreamKey(scope)),
  )
  expect(new Set(keys).size).toBe(6)
})

it('two keys in the same scope stay different', async () => {
  const other = await upstreamKey('tenant-a', '019a7835-2350-7c1e-9a44-5b1f0c6d2e72')
  expect(other).not.toBe(await upstreamKey('tenant-a'))
})

it('the accepted operation of one tenant is never replayed to another', async () => {
  const answers = new Map<string, string>()
  const twilio = (_url: string, init: RequestInit) => {
    const key = new Headers(init.headers).get('Idempotency-Key') ?? ''
    if (!answers.has(key)) answers.set(key, `proc_job_${answers.size}`)
    return json({}, 202, { 'Operation-Id': answers.get(key) ?? '' })
  }
  const begin = async (scope: string) => {
    const request = write('POST', '/v2/ControlPlane/Configurations', '{}', {
      'Idempotency-Key': idempotencyKey,
    })
    const { response } = await exchange(request, twilio, { authorize: () => ({ scope }) })
    return response.headers.get('Operation-Id')
  }
  expect([await begin('a'), await begin('a'), await begin('b'), await begin('a')]).toEqual([
    'proc_job_0',
    'proc_job_0',
    'proc_job_1',
    'proc_job_0',
  ])
})
