import { inspect } from 'node:util'

import { describe, expect, it } from 'vitest'

import { exchange, get, leaks, password, untyped, username, write } from '../exchange.ts'

const stores = '/v1/ControlPlane/Stores'
const authorization = `Basic ${btoa(`${username}:${password}`)}`

/** At least as much as `console.error` would print. */
function logged(errors: readonly unknown[]): string {
  return inspect(errors, { depth: Infinity, showHidden: true, getters: true })
}

describe('an error from fetch is logged without credentials that', () => {
  const errors: readonly [where: string, error: unknown][] = [
    ['are in its message', new Error(`connect ${username}:${password}@host`)],
    ['are in its name', Object.assign(new Error('x'), { name: authorization })],
    ['are in its stack', Object.assign(new Error('x'), { stack: `at ${password}` })],
    ['are in its cause', new TypeError('fetch failed', { cause: new Error(authorization) })],
    ['are in a cause’s cause', new Error('a', { cause: { cause: new Error('b', { cause: password }) } })],
    ['are in one of several errors', new AggregateError([new Error('a'), new Error(authorization)], 'all')],
    [
      'are in a request that a library attaches to it',
      Object.assign(new Error('x'), { config: { headers: { authorization } } }),
    ],
    ['are in Headers', Object.assign(new Error('x'), { headers: new Headers({ authorization }) })],
    [
      'are in a Request',
      Object.assign(new Error('x'), { request: new Request('https://a', { headers: { authorization } }) }),
    ],
    ['are in a Map', Object.assign(new Error('x'), { sent: new Map([['authorization', authorization]]) })],
    ['are in bytes', Object.assign(new Error('x'), { sent: Buffer.from(authorization) })],
    ['are under a symbol', Object.assign(new Error('x'), { [Symbol('sent')]: { password } })],
    ['are a property name', Object.assign(new Error('x'), { [password]: 1 })],
    ['are URL-encoded', new Error(encodeURIComponent(password))],
    ['are base64 in a URL', new Error(encodeURIComponent(btoa(`${username}:${password}`)))],
    ['are the thrown value', password],
    ['are in a thrown object', { toString: () => 'x', authorization }],
    [
      'are in a cyclic object',
      (() => {
        const ring: Record<string, unknown> = { password }
        ring['self'] = ring
        return Object.assign(new Error('x'), { ring })
      })(),
    ],
  ]
  it.each(errors)('%s', async (_where, error) => {
    const { response, text, errors: told } = await exchange(get(stores), () => Promise.reject(error))
    expect(told).toHaveLength(1)
    expect(leaks(response, text)).toEqual([])
    expect(leaks(new Response(), logged(told))).toEqual([])
  })
})

it('an error without credentials is logged unchanged', async () => {
  const error = new Error('down', { cause: { code: 'ECONNREFUSED', url: 'https://memory.twilio.com' } })
  const { errors } = await exchange(get(stores), () => Promise.reject(error))
  expect(errors[0]).toBe(error)
})

it('redaction leaves the rest of the message readable', async () => {
  const { errors } = await exchange(get(stores), () => Promise.reject(new TypeError(`no ${password} here`)))
  expect(String(errors[0])).toBe('TypeError: no [credentials] here')
})

it('an error that is too large to search is logged with its message only', async () => {
  const rows = Array.from({ length: 1_000 }, () => ({}))
  const error = Object.assign(new Error('many'), { rows, late: { password } })
  const { errors } = await exchange(get(stores), () => Promise.reject(error))
  expect(Object.keys(Object(errors[0]))).toEqual([])
  expect(leaks(new Response(), logged(errors))).toEqual([])
})

it('the credentials of a scope and the signing secret are redacted too', async () => {
  const signingSecret = 'a secret of more than thirty-two letters'
  const { errors } = await exchange(
    get(stores),
    () => Promise.reject(new Error(`${password} ${signingSecret}`)),
    {
      signingSecret,
      credentials: async () => ({ username, password }),
    },
  )
  expect(String(errors[0])).toBe('Error: [credentials] [credentials]')
})

it('the credentials are also redacted from errors that statusStore throws', async () => {
  const failing = () => Promise.reject(new Error(`redis://x:${password}@host`))
  const statusStore = { get: failing, set: () => true, setIfAbsent: () => true }
  const { errors } = await exchange(get('/v2/ControlPlane/Operations/o1'), undefined, { statusStore })
  expect(String(errors[0])).toBe('Error: redis://x:[credentials]@host')
})

it('every Basic header is redacted, even if its credentials are unknown', async () => {
  const { errors } = await exchange(write('DELETE', `${stores}/s1`), undefined, {
    authorize: () => {
      throw new Error(`replayed Basic ${btoa('SK9:other')}`)
    },
    ...untyped({ credentials: async () => ({ username, password }) }),
  })
  expect(String(errors[0])).toBe('Error: replayed [credentials]')
})
