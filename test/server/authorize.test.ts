import { describe, expect, it } from 'vitest'

import { exchange, get, leaks, password, site, untyped, username, write } from './proxyKit.ts'

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

  it.each([
    ['the body', (request: Request) => request.text()],
    ['a clone of it', (request: Request) => request.clone().text()],
  ])('that reads %s takes nothing away', async (_what, read) => {
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
    'that reads the body of a %s never reads one without an end',
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

  it('whose request of a read is the very one that came', async () => {
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
