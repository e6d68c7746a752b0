import { expect, it } from 'vitest'

import { exchange, idempotencyKey, json, write } from './exchange.ts'

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

async function upstreamKey(scope: string, key = idempotencyKey): Promise<string> {
  const request = write('POST', '/v2/ControlPlane/Configurations', '{}', { 'Idempotency-Key': key })
  const { calls } = await exchange(request, () => json({}, 202), { authorize: () => ({ scope }) })
  return calls[0]?.headers.get('Idempotency-Key') ?? ''
}

it('all attempts of one intent send Twilio the same key, in the documented format', async () => {
  const first = await upstreamKey('tenant-a')
  expect(first).toMatch(uuid)
  expect(first).not.toBe(idempotencyKey)
  expect(await upstreamKey('tenant-a')).toBe(first)
  expect(await upstreamKey('tenant-a', idempotencyKey.toUpperCase())).toBe(first)
  // Pinned: if a deployment derived another key, Twilio would treat a retry as a new intent.
  expect(await upstreamKey('account-1')).toBe('fdad17fb-7297-8216-b0fe-c76e63eec6a8')
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
