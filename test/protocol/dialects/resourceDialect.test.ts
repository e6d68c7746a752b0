import { createOperationsClient, resourceDialect } from 'react-accepted/client'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'

import { json, scriptFetch } from '../../client/scriptFetch.ts'
import { empty, follow } from './follow.ts'

const podSchema = z.object({ status: z.object({ phase: z.string() }) })
/** As in Kubernetes: a phase, and a reason if it failed. */
const pods = resourceDialect({
  until(pod) {
    const { phase } = podSchema.parse(pod).status
    return phase === 'Failed' ? 'FAILED' : phase === 'Running'
  },
  status: 'status.phase',
  error: 'status',
  id: 'metadata.uid',
})
const pod = (phase: string, more: object = {}) =>
  json({ metadata: { uid: 'u1' }, status: { phase, ...more } })
const THING = 'https://api.test/v1/things/1'

describe('a resource that is created', () => {
  test('is read at its Location until it is ready, and is the result', async () => {
    const first = json({ metadata: { uid: 'u1' }, status: { phase: 'Pending' } }, 201, {
      location: '/v1/pods/web',
    })
    const { sent, snapshot } = await follow(pods, [first, pod('Pending'), pod('Running')], { result: {} })
    expect(sent.map(({ method, url }) => `${method} ${url}`)).toEqual([
      `POST ${THING}`,
      'GET https://api.test/v1/pods/web',
      'GET https://api.test/v1/pods/web',
    ])
    expect(snapshot).toMatchObject({
      operation: { status: 'COMPLETED', rawStatus: 'Running' },
      resource: { state: 'found', id: 'u1' },
      result: { state: 'ready', value: { status: { phase: 'Running' } } },
    })
  })

  test('has failed with its reason if `until` says so', async () => {
    const first = json({ status: { phase: 'Pending' } }, 201, { location: '/v1/pods/web' })
    const failed = pod('Failed', { message: 'The node was low on memory.' })
    const { snapshot } = await follow(pods, [first, failed])
    expect(snapshot?.operation).toMatchObject({
      status: 'FAILED',
      rawStatus: 'Failed',
      error: { title: 'The node was low on memory.' },
    })
  })

  test.each([
    ['an empty body', empty(202, { location: '/v1/pods/web' })],
    ['no state yet', json({ metadata: { uid: 'u1' } }, 201, { location: '/v1/pods/web' })],
  ])('is accepted with %s, although `until` throws', async (_, first) => {
    const { snapshot, error } = await follow(pods, [first, pod('Pending'), pod('Running')])
    expect(error).toBeUndefined()
    expect(snapshot?.operation).toMatchObject({ status: 'COMPLETED', rawStatus: 'Running' })
  })

  test('breaks the contract if `until` throws later, and its end is still read', async () => {
    const first = json({}, 201, { location: '/v1/pods/web' })
    const { snapshot } = await follow(pods, [first, json({ status: 'Pending' })])
    expect(snapshot?.pollError).toMatchObject({ kind: 'contract' })
    const { snapshot: end } = await follow(pods, [first, json({ status: 'Pending' }), pod('Running')])
    expect(end?.operation?.status).toBe('COMPLETED')
  })

  test('is not polled if it is ready at once', async () => {
    const { sent, snapshot } = await follow(pods, [pod('Running')], { method: 'PUT' })
    expect(sent).toHaveLength(1)
    expect(snapshot?.operation?.status).toBe('COMPLETED')
  })

  test.each(['PUT', 'PATCH'] as const)('by a %s is read at the requested URL', async (method) => {
    const { sent, snapshot } = await follow(pods, [pod('Pending'), pod('Running')], { method })
    expect(sent.at(-1)).toMatchObject({ method: 'GET', url: THING })
    expect(snapshot?.operation?.status).toBe('COMPLETED')
  })

  test('may not be there yet: a 404 soon after the creation is read again', async () => {
    const first = json({ status: { phase: 'Pending' } }, 201, { location: '/v1/pods/web' })
    const { snapshot } = await follow(pods, [first, empty(404), pod('Running')])
    expect(snapshot?.operation?.status).toBe('COMPLETED')
  })

  test('is neither ready nor failed if `until` cannot read it', async () => {
    const { snapshot } = await follow(pods, [pod('Pending'), pod('Pending'), json({ kind: 'Status' })], {
      method: 'PUT',
    })
    expect(snapshot?.operation?.status).toBe('PENDING')
    expect(snapshot?.pollError).toMatchObject({
      kind: 'contract',
      message: expect.stringContaining('dialect resource'),
    })
  })
})

describe('a resource that is deleted', () => {
  test.each([404, 410])('has completed when it is gone (%i), and not before', async (gone) => {
    const { sent, snapshot, client, accepted } = await follow(
      pods,
      [pod('Running'), pod('Running'), empty(gone)],
      {
        method: 'DELETE',
      },
    )
    expect(sent.map(({ method }) => method)).toEqual(['DELETE', 'GET', 'GET'])
    expect(snapshot?.operation).toMatchObject({ status: 'COMPLETED', rawStatus: String(gone) })
    expect(accepted && client.peek(accepted)?.wake).toBe('never')
  })

  test('is not gone if a gateway answers 404 with a page', async () => {
    const page = new Response('<h1>Not found</h1>', { status: 404, headers: { 'content-type': 'text/html' } })
    const { snapshot } = await follow(pods, [empty(202), page], { method: 'DELETE' })
    expect(snapshot?.operation?.status).not.toBe('COMPLETED')
  })
})

test('a resource can be watched by its URL, without a submission', async () => {
  const { fetch } = scriptFetch(json({ id: 's1', status: 'ACTIVE' }))
  const client = createOperationsClient({
    baseUrl: 'https://api.test/v1',
    dialect: resourceDialect({
      until: (store) => z.object({ status: z.string() }).parse(store).status === 'ACTIVE',
    }),
    fetch,
  })
  expect(await client.check({ statusUrl: '/v1/stores/s1' })).toMatchObject({
    operation: { status: 'COMPLETED', rawStatus: 'ACTIVE' },
    resource: { state: 'found', id: 's1' },
  })
})
