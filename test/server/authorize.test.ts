import { describe, expect, it } from 'vitest'

import { exchange, get, leaks, password, untyped, username, write } from './proxyKit.ts'

const stores = '/v1/ControlPlane/Stores'

describe('authorize', () => {
  const refusals: readonly [what: string, grant: unknown][] = [
    ['false', false],
    ['undefined', undefined],
    ['null', null],
    ['true', true],
    ['a word', 'account-1'],
    ['an object without scope', {}],
    ['an empty scope', { scope: '' }],
    ['a scope that is no string', { scope: 1 }],
    ['a list', ['scope']],
    ['a function', () => ({ scope: 'a' })],
  ]
  it.each(refusals)('that answers %s is a refusal', async (_what, grant) => {
    const options = untyped({ authorize: async () => grant })
    const { status, calls } = await exchange(get(stores), undefined, options)
    expect([status, calls]).toEqual([403, []])
  })

  it('that answers { status: 401 } says that a sign-in is needed, by a challenge no browser acts on', async () => {
    const { response, status, text, calls, errors } = await exchange(get(stores), undefined, {
      authorize: () => ({ status: 401 }),
    })
    expect([status, calls, errors]).toEqual([401, [], []])
    expect(JSON.parse(text)).toMatchObject({ type: 'urn:react-accepted:proxy:signed-out', status: 401 })
    expect(response.headers.get('WWW-Authenticate')).toMatch(/^(?!basic|digest|negotiate|ntlm|bearer)\w+$/i)
  })

  it('that answers { status: 403 } is a refusal as false is', async () => {
    const denied = await exchange(get(stores), undefined, { authorize: () => ({ status: 403 }) })
    const refused = await exchange(get(stores), undefined, { authorize: () => false })
    expect([denied.status, denied.text]).toEqual([403, refused.text])
  })

  it.each([200, 204, 302, 404, 418, 500, Number.NaN])(
    'that answers { status: %d } is a 500, told to the server’s log',
    async (wrong) => {
      const { status, calls, errors } = await exchange(
        get(stores),
        undefined,
        untyped({ authorize: () => ({ status: wrong }) }),
      )
      expect([status, calls]).toEqual([500, []])
      expect(String(errors[0])).toContain('other than 401 and 403')
    },
  )

  it('that answers a whole session, which has a status of its own, grants its scope', async () => {
    const options = untyped({ authorize: () => ({ scope: 'account-1', status: 'active' }) })
    expect(await exchange(get(stores), undefined, options)).toMatchObject({ status: 200 })
  })

  it.each([
    [
      'throws',
      () => {
        throw new Error(`db ${password}`)
      },
    ],
    ['rejects', () => Promise.reject(new Error(`db ${password}`))],
  ])('that %s is a 500 that gives nothing away', async (_what, authorize) => {
    const { response, status, text, calls, errors } = await exchange(get(stores), undefined, { authorize })
    expect([status, calls]).toEqual([500, []])
    expect(leaks(response, text)).toEqual([])
    expect(text).not.toContain('db')
    expect(errors).toEqual([new Error('db [credentials]')])
  })

  it('that reads the body itself is a 500, told to the server’s log', async () => {
    const { status, calls, errors } = await exchange(write('POST', stores), undefined, {
      authorize: async (request) => ({ scope: await request.text() }),
    })
    expect([status, calls]).toEqual([500, []])
    expect(String(errors[0])).toContain('request.clone()')
  })

  it.each([
    ['throws', () => Promise.reject(new Error(password))],
    ['gives half of them', async () => ({ username, password: '' })],
  ])('and a credentials function that %s: a 500 likewise', async (_what, credentials) => {
    const { response, status, text, calls } = await exchange(get(stores), undefined, { credentials })
    expect([status, calls]).toEqual([500, []])
    expect(leaks(response, text)).toEqual([])
  })

  it('a broken logger changes nothing', async () => {
    const { status } = await exchange(get(stores), () => Promise.reject(new Error('x')), {
      onError: () => {
        throw new Error('logger')
      },
    })
    expect(status).toBe(502)
  })
})
