import {
  createOperationsClient,
  defineOperation,
  RequestError,
  waitForOperation,
} from 'react-accepted/client'
import { createOrchestratorClient } from 'react-accepted/twilio/client'
import { expect, test } from 'vitest'

function answering(answer: () => Response) {
  return createOperationsClient({
    baseUrl: 'https://jobs.test',
    operationPath: '/jobs/{operationId}',
    fetch: () => Promise.resolve(answer()),
  })
}

const json = (body: unknown, status = 200) =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } })

function orchestrator(body: unknown) {
  return createOrchestratorClient({
    baseUrl: 'https://orchestrator.test',
    fetch: () => Promise.resolve(json(body, 202)),
  })
}

test('submitting an endpoint for an API that the client does not have rejects with the name of the API', async () => {
  const client = answering(() => json({}))
  const endpoint = defineOperation({
    kind: 'elsewhere.create',
    version: 1,
    api: 'elsewhere',
    method: 'POST',
    path: () => '/things',
    takesIdempotencyKey: false,
  })
  await expect(client.submit(endpoint, undefined)).rejects.toThrow('no API named elsewhere')
})

test('waiting rejects with the reason of its signal, even if the reason is not an error', async () => {
  const client = answering(() => json({ operationId: 'job_1', status: 'PENDING' }))
  const controller = new AbortController()
  const waiting = waitForOperation(client, 'job_1', {
    signal: controller.signal,
    onUpdate: () => queueMicrotask(() => setTimeout(() => controller.abort('enough'), 0)),
  })
  await expect(waiting).rejects.toBe('enough')
})

test('a response larger than any operation is a body error, even if its stream fails on cancellation', async () => {
  const client = answering(
    () =>
      new Response(
        new ReadableStream({
          start: (controller) => controller.enqueue(new Uint8Array(2_000_000)),
          cancel: () => Promise.reject(new Error('The source broke')),
        }),
      ),
  )
  expect(await client.check('job_1')).toMatchObject({ pollError: { kind: 'body' } })
})

test('a change is labelled with its display name, or with the ID of its resource if it has none', async () => {
  const { configurations } = orchestrator({
    statusUrl: '/v2/ControlPlane/Operations/proc_job_1',
  })
  const replacement = {
    description: 'Calls',
    conversationGroupingType: 'GROUP_BY_PROFILE' as const,
    memoryStoreId: 'mem_store_1',
    channelSettings: {},
  }
  expect(await configurations.update('c1', replacement)).toMatchObject({ label: 'c1' })
  expect(await configurations.update('c1', { ...replacement, displayName: 'Desk' })).toMatchObject({
    label: 'Desk',
  })
  const memory = orchestrator({ statusUrl: '/v1/ControlPlane/Operations/proc_job_1' }).memoryStores
  expect(await memory.patch('s1', { description: 'Nights' })).toMatchObject({ label: 's1' })
  expect(await memory.patch('s1', { displayName: 'nights' })).toMatchObject({ label: 'nights' })
})

test('the errors for a null response and for an invalid field value say what is wrong', async () => {
  const nothing = orchestrator(null).configurations.get('c1')
  await expect(nothing).rejects.toBeInstanceOf(RequestError)
  await expect(nothing).rejects.toThrow('the body')
  const store = { id: 's1', displayName: 'x', description: '', status: 7, version: 1 }
  await expect(orchestrator(store).memoryStores.get('s1')).rejects.toThrow('status')
})
