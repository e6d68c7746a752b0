import { azureDialect } from 'react-accepted/client'
import { describe, expect, test } from 'vitest'

import type { Step } from '../../client/scriptFetch.ts'
import { json } from '../../client/scriptFetch.ts'
import type { Followed } from './follow.ts'
import { empty, follow } from './follow.ts'

const STATUS = 'https://api.test/v1/operations/7?api-version=2026-01-01'
const RESULT = 'https://api.test/v1/results/7?api-version=2026-01-01'
const azure = (steps: readonly Step[], how?: Followed) => follow(azureDialect, steps, how)
const toResource = (provisioningState?: string) => ({ id: '/things/1', properties: { provisioningState } })

describe('the first response decides how the status is read', () => {
  test('a status header comes before Location', async () => {
    const first = empty(202, { 'azure-asyncoperation': STATUS, location: RESULT })
    const { sent, snapshot } = await azure([first, json({ status: 'Succeeded' })])
    expect(sent.map(({ url }) => url)).toEqual(['https://api.test/v1/things/1', STATUS])
    expect(snapshot?.operation).toMatchObject({ status: 'COMPLETED', rawStatus: 'Succeeded' })
  })

  test('Operation-Location comes before Azure-AsyncOperation', async () => {
    const first = empty(202, { 'azure-asyncoperation': RESULT, 'operation-location': STATUS })
    const { sent } = await azure([first, json({ status: 'Succeeded' })])
    expect(sent[1]?.url).toBe(STATUS)
  })

  test('a status header of a 201 comes before the provisioningState of the resource', async () => {
    const first = json(toResource('Creating'), 201, { 'azure-asyncoperation': STATUS })
    const { sent, snapshot } = await azure([first, json({ status: 'Succeeded' })], { method: 'PUT' })
    expect(sent[1]?.url).toBe(STATUS)
    expect(snapshot?.operation?.status).toBe('COMPLETED')
  })

  test('without headers, the resource of a PUT is read until its provisioningState is final', async () => {
    const steps = [
      json(toResource('Creating'), 201),
      json(toResource('Updating')),
      json(toResource('Succeeded')),
    ]
    const { sent, snapshot } = await azure(steps, { method: 'PUT' })
    expect(sent.map(({ method, url }) => `${method} ${url}`)).toEqual([
      'PUT https://api.test/v1/things/1',
      'GET https://api.test/v1/things/1',
      'GET https://api.test/v1/things/1',
    ])
    expect(snapshot).toMatchObject({
      operation: { status: 'COMPLETED', rawStatus: 'Succeeded' },
      resource: { state: 'found', id: '/things/1' },
    })
  })

  test('a redirect, as to a sign-in page, is not an acceptance', async () => {
    const { sent, error } = await azure([empty(302, { location: 'https://api.test/v1/login' })])
    expect(sent).toHaveLength(1)
    expect(error).toMatchObject({ outcome: 'unclear' })
  })

  test('a 202 without a URL breaks the contract, and is not sent again', async () => {
    const { sent, error } = await azure([json({ id: 'x' }, 202)])
    expect(sent).toHaveLength(1)
    expect(error).toMatchObject({ outcome: 'unclear', failure: { kind: 'contract' } })
  })
})

describe('an operation that has completed at once is not polled', () => {
  test.each<[string, Step]>([
    ['a 200 without a provisioningState', json({ id: '/things/1' })],
    ['a 200 whose provisioningState is Succeeded', json(toResource('Succeeded'))],
    ['a 201 without headers', json({ id: '/things/1' }, 201)],
    ['a 204', empty(204)],
    ['a 202 whose body has Succeeded', json({ status: 'Succeeded' }, 202, { 'operation-location': STATUS })],
  ])('%s', async (_, first) => {
    const { sent, snapshot } = await azure([first, json({})], { method: 'PUT' })
    expect(sent).toHaveLength(1)
    expect(snapshot?.operation?.status).toBe('COMPLETED')
  })

  test.each([
    ['Failed', 'FAILED'],
    ['canceled', 'CANCELLED'],
  ])('and so is one whose provisioningState is %s', async (word, status) => {
    const { accepted, sent, snapshot } = await azure([json(toResource(word))], { method: 'PUT' })
    expect(sent).toHaveLength(1)
    expect(snapshot?.operation?.status).toBe(status)
    // After a crash of the page, it is read again from the resource.
    expect(accepted?.operationId).toMatch(/^\/things\/1#/)
  })
})

describe('a status header', () => {
  const first = empty(202, { 'azure-asyncoperation': STATUS, 'retry-after': '15' })

  test('leads to any word until Succeeded, Failed or Canceled, in any letter case', async () => {
    const words = ['Accepted', 'InProgress', 'Frobnicating', 'succeeded']
    const { snapshot, waits } = await azure([first, ...words.map((status) => json({ status }))])
    expect(snapshot?.operation).toMatchObject({ status: 'COMPLETED', rawStatus: 'succeeded' })
    expect(waits).toEqual([15_000, 15_000, 15_000, 15_000])
  })

  test('gives the reason of a failure, with the code and the details', async () => {
    const error = {
      code: 'Conflict',
      message: 'It is in use.',
      details: [{ code: 'InUse', target: 'properties.size', message: 'Too large.' }],
    }
    const { snapshot } = await azure([first, json({ status: 'Failed', error })])
    expect(snapshot?.operation?.error).toEqual({
      title: 'It is in use.',
      code: 'Conflict',
      fields: [{ field: 'properties.size', message: 'Too large.' }],
    })
  })

  test('whose URL answers 4xx or 5xx could not be read: the operation has not failed', async () => {
    for (const status of [400, 409, 500]) {
      const { snapshot } = await azure([first, json({ error: { code: 'X', message: 'No.' } }, status)])
      expect(snapshot?.operation).toBeUndefined()
      expect(snapshot?.pollError?.httpStatus).toBe(status)
    }
  })

  test('whose body has no status is a broken contract, never success', async () => {
    const { snapshot } = await azure([first, json({ id: '7' })])
    expect(snapshot?.operation).toBeUndefined()
    expect(snapshot?.pollError).toMatchObject({ kind: 'contract', field: 'status' })
    expect(snapshot?.pollError?.message).toContain('dialect azure')
  })

  test('may be repeated by each response, also if a template makes its path', async () => {
    const url = 'https://api.test/v1/operations/7'
    const api = { operationPath: '/operations/{operationId}' }
    const running = json({ status: 'Running' }, 200, { 'operation-location': url })
    const steps = [empty(202, { 'operation-location': url }), running, running, json({ status: 'Succeeded' })]
    const { accepted, sent, snapshot } = await azure(steps, { api })
    expect(accepted?.operationId).toBe('7')
    expect(sent.slice(1).map((one) => one.url)).toEqual([url, url, url])
    expect(snapshot?.operation?.status).toBe('COMPLETED')
    const other = json({ status: 'Running' }, 200, { 'operation-location': `${url}8` })
    const moved = await azure([empty(202, { 'operation-location': url }), other], { api })
    expect(moved.snapshot?.pollError).toMatchObject({ kind: 'contract', field: 'statusUrl' })
  })

  test('keeps its percentage if a response in between has none', async () => {
    const running = (more: object = {}) => json({ status: 'Running', ...more })
    const steps = [first, running({ percentComplete: 40 }), running(), running({ percentComplete: 30 })]
    const { snapshot } = await azure(steps)
    expect(snapshot?.operation?.progress).toBe(40)
  })

  test('has a percentage, which never goes back', async () => {
    const percents = [10, 62.5, 40, 0]
    const { snapshot } = await azure([
      first,
      ...percents.map((percentComplete) => json({ status: 'InProgress', percentComplete })),
    ])
    expect(snapshot?.operation?.progress).toBe(62)
  })
})

describe('Location without a status header', () => {
  const first = empty(202, { location: RESULT })

  test('is read every minute if there is no Retry-After, until it answers 200 or 204', async () => {
    for (const last of [json({ id: '/things/1' }), empty(204)]) {
      const { snapshot, waits } = await azure([first, empty(202), last])
      expect(snapshot?.operation?.status).toBe('COMPLETED')
      expect(waits).toEqual([60_000, 60_000])
    }
  })

  test('may move, and stays there', async () => {
    const { sent } = await azure([first, empty(202, { location: `${RESULT}&hop=1` }), empty(202), empty(204)])
    expect(sent.slice(1).map(({ url }) => url)).toEqual([RESULT, `${RESULT}&hop=1`, `${RESULT}&hop=1`])
  })

  test('that moves to another host is not followed', async () => {
    const { sent, snapshot } = await azure([first, empty(202, { location: 'https://evil.test/x' }), json({})])
    expect(sent).toHaveLength(2)
    expect(snapshot).toMatchObject({ wake: 'manual', pollError: { kind: 'untrusted' } })
  })

  test('that answers 4xx has failed, with its reason', async () => {
    const { snapshot } = await azure([first, json({ error: { code: 'Conflict', message: 'In use.' } }, 409)])
    expect(snapshot?.operation).toMatchObject({
      status: 'FAILED',
      error: { title: 'In use.', code: 'Conflict' },
    })
  })

  test.each([401, 403, 404, 408, 410, 429, 503])('that answers %i could not be read', async (status) => {
    const { snapshot } = await azure([first, json({}, status)])
    expect(snapshot?.operation).toBeUndefined()
    expect(snapshot?.pollError?.httpStatus).toBe(status)
  })
})
