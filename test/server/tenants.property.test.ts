import * as fc from 'fast-check'
import { createOrchestratorProxy } from 'react-accepted/twilio/server'
import { expect, it } from 'vitest'

import { get, json, password, username, write } from './exchange.ts'

const operations = '/v2/ControlPlane/Operations'
const tenants = ['a', 'b', 'c'] as const
const tenant = fc.constantFrom(...tenants)
/** All tenants share two keys, so that they collide. */
const key = fc.constantFrom('019a7835-2350-7c1e-9a44-5b1f0c6d2e71', '019a7835-2350-7c1e-9a44-5b1f0c6d2e72')
const step = fc.oneof(
  fc.record({ does: fc.constant('begin' as const), who: tenant, key }),
  fc.record({
    does: fc.constant('read' as const),
    who: tenant,
    which: fc.nat(20),
    as: fc.constantFrom('itself', 'plain', 'crossed'),
  }),
  fc.record({ does: fc.constant('wait' as const), ms: fc.integer({ min: 1, max: 8_000 }) }),
)

it('tenants of one account never see an operation that another started, whether they act in parallel or in turn', async () => {
  let own = 0
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { minLength: 5, maxLength: 40, size: 'max' }),
      fc.boolean(),
      async (steps, atOnce) => {
        let now = 1_700_000_000_000
        /** What Twilio stores for the whole account, by key. */
        const begun = new Map<string, { id: string; by: string }>()
        const proxy = createOrchestratorProxy({
          basePath: '/api/twilio',
          credentials: { username, password },
          authorize: (request) => ({ scope: request.headers.get('X-Tenant') ?? '' }),
          signingSecret: 'a secret of more than thirty-two letters',
          now: () => now,
          fetch: async (url, init) => {
            if (init.method === 'GET') {
              const id = url.split('/').at(-1)
              const by = [...begun.values()].find((one) => one.id === id)?.by
              return json({ operationId: id, status: 'PENDING', related: { by } }, 200, {
                'Retry-After': '5',
              })
            }
            const sent = new Headers(init.headers).get('Idempotency-Key') ?? ''
            const by: string = JSON.parse(typeof init.body === 'string' ? init.body : '{}')['displayName']
            const one = begun.get(sent) ?? { id: `proc_job_${begun.size}`, by }
            begun.set(sent, one)
            return json({ related: { by: one.by } }, 202, { 'Operation-Id': one.id })
          },
        })
        const known: string[] = []
        const seen: [who: string, by: string | undefined][] = []
        const send = async (who: string, request: Request): Promise<Response> => {
          request.headers.set('X-Tenant', who)
          const response = await proxy(request)
          const body: { related?: { by?: string } } = await response.clone().json()
          if (response.ok) seen.push([who, body.related?.by])
          return response
        }
        const take = async (one: (typeof steps)[number]): Promise<void> => {
          if (one.does === 'wait') now += one.ms
          else if (one.does === 'begin') {
            const body = JSON.stringify({ displayName: one.who })
            const headers = { 'Idempotency-Key': one.key }
            const response = await send(
              one.who,
              write('POST', '/v2/ControlPlane/Configurations', body, headers),
            )
            known.push(response.headers.get('Operation-Id') ?? '')
          } else {
            const id = known[one.which % Math.max(1, known.length)] ?? 'proc_job_0'
            const other = known[(one.which + 1) % Math.max(1, known.length)] ?? id
            const crossed = `${id.split('.')[0]}.${other.split('.')[1]}`
            const path = { itself: id, plain: id.split('.')[0] ?? '', crossed }[one.as] ?? id
            await send(one.who, get(`${operations}/${path}`))
          }
        }
        if (atOnce) await Promise.all(steps.map(take))
        // oxlint-disable-next-line no-await-in-loop -- one after another
        else for (const one of steps) await take(one)
        own += seen.filter(([who, by]) => who === by).length
        expect(seen.filter(([who, by]) => who !== by)).toEqual([])
      },
    ),
    { numRuns: 300 },
  )
  expect(own).toBeGreaterThan(500)
}, 60_000)
