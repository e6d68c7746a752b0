import { createOperationsClient, defineOperation } from 'react-accepted/client'
import type { Dialect, OperationsApi, ResultRule, SubmissionError } from 'react-accepted/client'

import type { Step } from '../../client/scriptFetch.ts'
import { scriptFetch } from '../../client/scriptFetch.ts'

export interface Followed {
  readonly method?: 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly path?: string
  readonly api?: Partial<OperationsApi>
  /** How many polls; by default, as many as the script has answers. */
  readonly polls?: number
  readonly result?: ResultRule<unknown>
}

/** Submits to a scripted server, then polls at each deadline, by its own clock, for as long as there is a script. */
export async function follow(
  dialect: Dialect,
  steps: readonly Step[],
  { method = 'POST', path = '/things/1', api = {}, polls = steps.length - 1, result }: Followed = {},
) {
  const { fetch, sent } = scriptFetch(...steps)
  let now = Date.parse('2026-01-05T09:00:00Z')
  const client = createOperationsClient({
    baseUrl: 'https://api.test/v1',
    ...api,
    dialect,
    fetch,
    now: () => now,
    random: () => 0,
  })
  const endpoint = defineOperation({
    kind: 'thing',
    version: 1,
    method,
    path: () => path,
    takesIdempotencyKey: true,
    resource: { type: 'thing' },
    ...(result && { result }),
  })
  const waits: number[] = []
  const refusal = await client.submit(endpoint, undefined).then(
    (accepted) => ({ accepted }),
    (error: SubmissionError) => ({ error }),
  )
  if ('error' in refusal) return { ...refusal, client, sent, waits, snapshot: undefined }
  const { accepted } = refusal
  let snapshot = client.peek(accepted)
  for (let poll = 1; snapshot?.wake === 'timer' && poll <= polls; poll += 1) {
    waits.push(snapshot.nextPollAt - now)
    now = snapshot.nextPollAt
    snapshot = await client.check(accepted)
  }
  return { accepted, client, sent, waits, snapshot, error: undefined }
}

/** A response without a body. */
export function empty(status: number, headers: Record<string, string> = {}): Response {
  return new Response(null, { status, headers })
}
