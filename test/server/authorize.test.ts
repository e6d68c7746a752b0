import { describe, expect, it } from 'vitest'

import { exchange, get, leaks, password, site, untyped, username, write } from './exchange.ts'

const stores = '/v1/ControlPlane/Stores'

describe('authorize', () => {
  const refusals: readonly [what: string, grant: unknown][] = [
    ['false', false],
    ['undefined', undefined],
    ['null', null],
    ['true', true],
    ['a string', 'account-1'],
    ['an object without scope', {}],
    ['an empty scope', { scope: '' }],
    ['a scope that is not a string', { scope: 1 }],
    ['an array', ['scope']],
    ['a function', () => ({ scope: 'a' })],
  ]
  it.each(refusals)('refuses the request if it returns %s', async (_what, grant) => {
    const options = untyped({ authorize: async () => grant })
    const { status, calls } = await exchange(get(stores), undefined, options)
    expect([status, calls]).toEqual([403, []])
  })

  it('causes a 401, with a challenge that browsers ignore, if it returns { status: 401 }', async () => {
    const { response, status, text, calls, errors } = await exchange(get(stores), undefined, {
      authorize: () => ({ status: 401 }),
    })
    expect([status, calls, errors]).toEqual([401, [], []])
    expect(JSON.parse(text)).toMatchObject({ type: 'urn:react-accepted:proxy:signed-out', status: 401 })
    expect(response.headers.get('WWW-Authenticate')).toMatch(/^(?!basic|digest|negotiate|ntlm|bearer)\w+$/i)
  })

  it('refuses the request if it returns { status: 403 }, as it does for false', async () => {
    const denied = await exchange(get(stores), undefined, { authorize: () => ({ status: 403 }) })
    const refused = await exchange(get(stores), undefined, { authorize: () => false })
    expect([denied.status, denied.text]).toEqual([403, refused.text])
  })

  it.each([200, 204, 302, 404, 418, 500, Number.NaN])(
    'causes a 500 and a logged error if it returns { status: %d }',
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

  it('grants the scope of a whole session that has its own status', async () => {
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
  ])('causes a 500 without details if it %s', async (_what, authorize) => {
    const { response, status, text, calls, errors } = await exchange(get(stores), undefined, { authorize })
    expect([status, calls]).toEqual([500, []])
    expect(leaks(response, text)).toEqual([])
    expect(text).not.toContain('db')
    expect(errors).toEqual([new Error('db [credentials]')])
  })

  it.each([
    ['the request', (request: Request) => request.text()],
    ['a clone of the request', (request: Request) => request.clone().text()],
  ])('may read the body of %s, which is still sent', async (_what, read) => {
    const seen: unknown[] = []
    const { status, calls } = await exchange(write('POST', stores), undefined, {
      authorize: async (request) => {
        seen.push(await read(request), request.method, request.url, request.headers.get('Origin'))
        return { scope: 'account-1' }
      },
    })
    expect([status, calls[0]?.init.body]).toEqual([200, '{"displayName":"Harbor"}'])
    expect(seen).toEqual(['{"displayName":"Harbor"}', 'POST', `${site}/api/twilio${stores}`, site])
  })

  it.each(['POST', 'DELETE'])(
    'is passed an empty body if the body of a %s request never ends',
    async (method) => {
      let pulled = 0
      const endless = new ReadableStream<Uint8Array>(
        {
          pull: (controller) => {
            pulled += 65_536
            if (pulled > 20_000_000) controller.close()
            else controller.enqueue(new Uint8Array(65_536).fill(32))
          },
        },
        { highWaterMark: 0 },
      )
      const init = { method, headers: { 'Content-Type': 'application/json' }, body: endless, duplex: 'half' }
      const path = method === 'DELETE' ? `${stores}/s1` : stores
      let read = 0
      await exchange(new Request(`${site}/api/twilio${path}`, init), undefined, {
        authorize: async (request) => {
          read = (await request.clone().arrayBuffer()).byteLength
          return { scope: 'account-1' }
        },
      })
      expect(read).toBe(0)
      expect(pulled).toBeLessThan(1_000_000)
    },
  )

  it('is passed the original request for a read', async () => {
    const request = get(stores)
    const seen: Request[] = []
    await exchange(request, undefined, {
      authorize: (asked) => {
        seen.push(asked)
        return { scope: 'account-1' }
      },
    })
    expect(seen[0]).toBe(request)
  })

  it.each([
    ['throws', () => Promise.reject(new Error(password))],
    ['returns an empty password', async () => ({ username, password: '' })],
  ])('is followed by a 500 without details if the credentials function %s', async (_what, credentials) => {
    const { response, status, text, calls } = await exchange(get(stores), undefined, { credentials })
    expect([status, calls]).toEqual([500, []])
    expect(leaks(response, text)).toEqual([])
  })

  it('is not affected by a logger that throws', async () => {
    const { status } = await exchange(get(stores), () => Promise.reject(new Error('x')), {
      onError: () => {
        throw new Error('logger')
      },
    })
    expect(status).toBe(502)
  })
})
