import type { OperationsClientOptions } from 'react-accepted/client'
import { createOperationsClient, defineOperation } from 'react-accepted/client'

import { engineOf } from '../../src/client/createOperationsClient.ts'
import type { Step } from './scriptFetch.ts'
import { json, scriptFetch } from './scriptFetch.ts'

/** An endpoint of a generic API, not of a vendor's. */
export const importUsers = defineOperation({
  kind: 'import.create',
  version: 1,
  method: 'POST',
  path: () => '/imports',
  body: (input: { url: string }) => input,
  takesIdempotencyKey: true,
  label: ({ url }) => url,
})

/** The same without an `Idempotency-Key`. */
export const importOnce = defineOperation({
  kind: 'import.once',
  version: 1,
  method: 'POST',
  path: () => '/once',
  body: (input: { url: string }) => input,
  takesIdempotencyKey: false,
})

export const INPUT = { url: 'https://files.example/users.csv' }
export const EDITED = { url: 'https://files.example/staff.csv' }

/** The 202 of one operation. */
export function acceptedAs(id: string, headers: Record<string, string> = {}): Response {
  return json({ statusUrl: `/jobs/${id}` }, 202, { 'retry-after': '2', ...headers })
}

export function createHarness(steps: Step[], options: Partial<OperationsClientOptions> = {}) {
  const { fetch, sent } = scriptFetch(...steps)
  const client = createOperationsClient({
    baseUrl: 'https://jobs.example/api',
    operationPath: '/jobs/{operationId}',
    fetch,
    random: () => 0,
    ...options,
  })
  const keys = () => sent.map(({ headers }) => headers.get('idempotency-key'))
  const bodies = () => sent.map(({ body }) => body && (JSON.parse(body) as unknown))
  return { client, engine: engineOf(client), sent, keys, bodies }
}
