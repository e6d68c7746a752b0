import { inspect } from 'node:util'

import type { StatusStore } from 'react-accepted/server'
import { createOrchestratorProxy } from 'react-accepted/twilio/server'
import type { OrchestratorProxyOptions } from 'react-accepted/twilio/server'

import { get, idempotencyKey, json, leaks, password, username, write } from '../exchange.ts'

const operations = '/v2/ControlPlane/Operations'
const signingSecret = 'a secret of more than thirty-two letters'

/** An attempt to read another tenant's data: resolves to that data if it succeeds, else to `undefined`. */
export type TenantRow = readonly [what: string, attempt: () => Promise<string | undefined>]

/** A proxy for tenants of one account, whose API replays its response for each Idempotency-Key. */
function createHouse(options: Partial<OrchestratorProxyOptions> = {}) {
  const errors: unknown[] = []
  const replays = new Map<string, string>()
  const proxy = createOrchestratorProxy({
    basePath: '/api/twilio',
    credentials: { username, password },
    authorize: (request) => ({ scope: request.headers.get('X-Tenant') ?? '' }),
    fetch: async (url, init) => {
      const sent = new Headers(init.headers)
      if (init.method === 'GET')
        return json({ status: 'PENDING', secret: `of ${url}` }, 200, { 'Retry-After': '60' })
      const key = sent.get('Idempotency-Key') ?? ''
      if (key === '') return json({ echo: init.body }, 202, { 'Operation-Id': 'o1' })
      if (!replays.has(key)) replays.set(key, `proc_job_${replays.size}`)
      return json({ related: { configurationId: replays.get(key) } }, 202, {
        'Operation-Id': replays.get(key) ?? '',
      })
    },
    onError: (error) => errors.push(error),
    ...options,
  })
  const as = async (tenant: string, request: Request): Promise<Response> => {
    request.headers.set('X-Tenant', tenant)
    const response = await proxy(request)
    const leaked = leaks(response, `${await response.clone().text()} ${inspect(errors)}`)
    if (leaked.length > 0) throw new Error(`The response to ${tenant} contains credentials.`)
    return response
  }
  const begin = async (tenant: string, key = idempotencyKey): Promise<string> => {
    const request = write('POST', '/v2/ControlPlane/Configurations', '{}', { 'Idempotency-Key': key })
    return (await as(tenant, request)).headers.get('Operation-Id') ?? ''
  }
  const read = async (tenant: string, id: string): Promise<string | undefined> => {
    const response = await as(tenant, get(`${operations}/${id}`))
    return response.status === 200 ? await response.text() : undefined
  }
  const send = async (tenant: string, name: string): Promise<string> => {
    const headers = { 'X-Submission-Id': idempotencyKey }
    const body = JSON.stringify({ displayName: name })
    return (await as(tenant, write('POST', '/v1/ControlPlane/Stores', body, headers))).text()
  }
  return { begin, read, send }
}

/** A store shared by several proxies. */
function createStore(): StatusStore {
  const entries = new Map<string, string>()
  return {
    get: (key) => entries.get(key),
    set: (key, value) => entries.set(key, value),
    setIfAbsent: (key, value) => !entries.has(key) && entries.set(key, value) === entries,
  }
}

async function steal(bend: (id: string, own: string) => string): Promise<string | undefined> {
  const { begin, read } = createHouse({ signingSecret })
  const id = await begin('a')
  await read('a', id)
  return read('b', bend(id, await begin('b')))
}

const signatureOf = (id: string): string => id.split('.')[1] ?? ''
const plainId = (id: string): string => id.split('.')[0] ?? ''

/** With `signingSecret`, which several tenants on one account need. */
export const tenantRows: readonly TenantRow[] = [
  ['the other’s ID unchanged', () => steal((id) => id)],
  ['the other’s ID without its signature', () => steal(plainId)],
  ['the other’s ID with one’s own signature', () => steal((id, own) => `${plainId(id)}.${signatureOf(own)}`)],
  ['the other’s ID with a signature of zeros', () => steal((id) => `${plainId(id)}.${'A'.repeat(43)}`)],
  ['the other’s ID with both signatures', () => steal((id, own) => `${id}.${signatureOf(own)}`)],
  ['the other’s ID in capitals', () => steal((id) => id.toUpperCase())],
  [
    'one’s own ID at the other API, where the other owns it',
    () => steal((_id, own) => `../../../v1/ControlPlane/Operations/${own}`),
  ],
  ['the other’s signature in a query', () => steal((id) => `${plainId(id)}?signature=${signatureOf(id)}`)],
]

/** Guarantees that need no option. */
export const mixUpRows: readonly TenantRow[] = [
  [
    'the same Idempotency-Key, for the other’s 202',
    async () => {
      const { begin } = createHouse()
      const id = await begin('a')
      return (await begin('b')) === id ? id : undefined
    },
  ],
  [
    'the same Idempotency-Key in capitals',
    async () => {
      const { begin } = createHouse()
      const id = await begin('a')
      return (await begin('b', idempotencyKey.toUpperCase())) === id ? id : undefined
    },
  ],
  [
    'the key that was sent to Twilio for the other',
    async () => {
      const sent: string[] = []
      const fetch = async (_url: string, init: RequestInit): Promise<Response> => {
        sent.push(new Headers(init.headers).get('Idempotency-Key') ?? '')
        return json({}, 202)
      }
      const { begin } = createHouse({ fetch })
      await begin('a')
      await begin('b', sent[0])
      return sent[0] === sent[1] ? sent[0] : undefined
    },
  ],
  [
    'the response cached for the other’s viewers',
    async () => {
      let polls = 0
      const fetch = async (): Promise<Response> => {
        polls += 1
        return json({ status: 'PENDING', secret: polls === 1 ? 'of a' : 'of b' }, 200, {
          'Retry-After': '60',
        })
      }
      const { read } = createHouse({ fetch })
      await read('a', 'o1')
      const seen = await read('b', 'o1')
      return seen?.includes('of a') === true ? seen : undefined
    },
  ],
  ...(['account', 'publicPath', 'host'] as const).map((what): TenantRow => [
    `the response that a proxy with another ${what} caches in the same store under the same scope`,
    async () => {
      const statusStore = createStore()
      const others = {
        account: { credentials: { username: 'SK-other', password } },
        publicPath: { publicPath: '/other' },
        host: { region: 'ie1' },
      }
      await createHouse({ statusStore }).read('a', 'o1')
      const fetch = async (): Promise<Response> => json({ status: 'PENDING', mine: true })
      const seen = await createHouse({ statusStore, fetch, ...others[what] }).read('a', 'o1')
      return seen?.includes('mine') === true ? undefined : seen
    },
  ]),
  [
    'the other’s X-Submission-Id',
    async () => {
      const { send } = createHouse()
      await send('a', 'of a')
      const seen = await send('b', 'of b')
      return seen.includes('of a') ? seen : undefined
    },
  ],
  [
    'a scope that starts with the other’s',
    async () => {
      const { begin } = createHouse()
      const ids = await Promise.all(['a', 'a"', 'a,', 'a\\', '["a"]', 'aa'].map((tenant) => begin(tenant)))
      return new Set(ids).size === ids.length ? undefined : ids.join()
    },
  ],
]
