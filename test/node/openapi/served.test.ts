import type { Endpoint, OperationsApi } from 'react-accepted/client'
import { createOperationsClient } from 'react-accepted/client'
import { expect, onTestFinished, test } from 'vitest'

import { azureDataAction } from '../../contracts/azureData.ts'
import type { Contract } from '../../contracts/contract.ts'
import { durableFunctions } from '../../contracts/durable.ts'
import { locationInPlace } from '../../contracts/location.ts'
import { openaiBatches } from '../../contracts/openai.ts'
import { serveContract } from '../../contracts/serve.ts'
import { bundleExample } from '../../docs/bundleExample.ts'
import { print, toDocument } from './checkPrinted.ts'

interface Printed {
  readonly createApis: (baseUrl: string) => OperationsApi[]
  readonly start: Endpoint<object>
}

const json = (schema: object) => ({ content: { 'application/json': { schema } } })
const string = { type: 'string' }

function toPost(properties: object, response: object): object {
  const requestBody = { required: true, ...json({ type: 'object', properties }) }
  return { post: { operationId: 'start', requestBody, responses: { 202: response } } }
}

const REPORTS = { '/reports': toPost({ of: string }, { headers: { Location: {} } }) }

const DOCKS = {
  '/harbor/docks/{dock}:survey': {
    parameters: [{ in: 'path', name: 'dock', required: true, schema: string }],
    ...toPost({ detail: string }, { headers: { 'Operation-Location': {} } }),
  },
}

const jobOf = (name: string, words: string[]) => ({
  get: { operationId: 'read', responses: { 200: json({ properties: { [name]: { enum: words } } }) } },
})

const ORCHESTRATORS = {
  '/runtime/webhooks/durabletask/orchestrators/{name}': {
    parameters: [{ in: 'path', name: 'name', required: true, schema: string }],
    ...toPost(
      { ships: { type: 'integer' } },
      { headers: { Location: {} }, links: { job: { operationId: 'read' } } },
    ),
  },
  '/runtime/webhooks/durabletask/instances/{id}': jobOf('runtimeStatus', ['Running', 'Completed', 'Failed']),
}

const BATCHES = {
  '/v1/batches': toPost(
    { input_file_id: string, endpoint: string, completion_window: string },
    { links: { job: { operationId: 'read', parameters: { batch_id: '$response.body#/id' } } } },
  ),
  '/v1/batches/{batch_id}': jobOf('status', ['validating', 'completed', 'failed', 'expired']),
}

test.each<[string, object, object, Contract]>([
  ['locationDialect', REPORTS, {}, locationInPlace],
  ['azureDialect', DOCKS, { dock: 'north' }, azureDataAction],
  ['jobDialect and Location', ORCHESTRATORS, { name: 'LoadShips' }, durableFunctions],
  ['jobDialect and an ID', BATCHES, {}, openaiBatches],
])('a printed definition with %s runs to its end', async (_, paths, parameters, contract) => {
  const code = print(toDocument(paths))
  const outfile = await bundleExample(code, `printed-${contract.name.replaceAll(/\W/g, '-')}`)
  const { createApis, start } = (await import(/* @vite-ignore */ outfile)) as Printed
  const server = await serveContract(contract, { ending: 'completed', polls: 2, retryAfter: 1 })
  onTestFinished(() => server.close())
  const { search } = new URL(contract.submit.path, server.url)
  let now = Date.parse('2026-01-15T09:30:00Z')
  const apis = createApis(`${server.url}/${search}`)
  const client = createOperationsClient({ apis, now: () => now, random: () => 0 })
  const accepted = await client.submit(start, { ...parameters, body: contract.submit.body })
  for (let poll = 0; poll < 3; poll += 1) {
    expect(client.peek(accepted)?.operation?.status ?? 'PENDING').toBe('PENDING')
    now = client.peek(accepted)?.nextPollAt ?? now
    await client.check(accepted)
  }
  expect(client.peek(accepted)?.operation?.status).toBe('COMPLETED')
  expect(server.log[0]).toMatchObject({ method: 'POST', body: contract.submit.body })
  expect(server.polls()).toBe(3)
})
