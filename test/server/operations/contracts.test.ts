import type { OperationSnapshot } from 'react-accepted/client'
import { cancelOperation } from 'react-accepted/client'
import { expect, test } from 'vitest'

import { allContracts } from '../../contracts/allContracts.ts'
import { submitThrough } from './proxied.ts'

const STATUSES = { completed: 'COMPLETED', failed: 'FAILED', cancelled: 'CANCELLED' } as const

/** JSON:API has the path of the resource in it. */
function throughProxy(result: unknown): unknown {
  return JSON.parse(JSON.stringify(result).replace('"/photos/', '"/api/any/photos/'))
}

const histories = allContracts.flatMap((contract) =>
  contract.endings.flatMap((ending) =>
    [0, 2].map((polls) => ({ contract, name: contract.name, ending, polls })),
  ),
)

test.each(histories)(
  '$name, through the proxy: $ending after $polls polls',
  async ({ contract, ending, polls }) => {
    const { server, base, client, accepted, poll, errors } = await submitThrough(
      contract,
      { ending, polls },
      { result: {} },
    )
    const seen: OperationSnapshot[] = []
    let snapshot = client.peek(accepted)
    while (snapshot?.wake === 'timer' && seen.length < 20) {
      snapshot = await poll()
      seen.push(snapshot)
    }
    const { problem, progress, rawWords, result, resultLink } = contract.expected(server.options)
    const end = snapshot?.operation
    const running = seen.slice(0, polls).map(({ operation }) => operation)
    const reason = problem?.title ?? problem?.detail
    const isSalesforce = contract.name === 'Salesforce Bulk 2.0'
    const link = isSalesforce ? `${base}${contract.submit.path}/${accepted.operationId}/results` : resultLink
    expect({
      status: end?.status,
      submissions: server.submissions(),
      pollErrors: seen.flatMap(({ pollError }) => pollError ?? []),
      before: running.map((operation) => operation?.status),
      words: running.map((operation) => operation?.rawStatus),
      progress: running.map((operation) => operation?.progress),
      reason: [end?.error?.title, end?.error?.detail].find((text) => text === reason),
      ...(ending === 'completed' && { result: snapshot?.result }),
      errors,
    }).toMatchObject({
      status: STATUSES[ending],
      submissions: 1,
      pollErrors: [],
      before: running.map(() => 'PENDING'),
      ...(rawWords.running.length > 0 && { words: rawWords.running }),
      ...(progress && { progress: progress.map(Math.floor) }),
      ...(ending === 'failed' && reason !== undefined && { reason }),
      ...(ending === 'completed' && {
        result:
          result !== undefined
            ? { state: 'ready', value: throughProxy(result) }
            : link === undefined
              ? { state: 'none' }
              : { state: 'link', href: link },
      }),
      errors: [],
    })
  },
)

test.each(
  allContracts.filter(({ canMoveUrl }) => canMoveUrl).map((contract) => ({ contract, name: contract.name })),
)('$name, through the proxy: a status URL that moves is followed', async ({ contract }) => {
  const { server, toEnd } = await submitThrough(contract, { ending: 'completed', polls: 3, movesUrl: true })
  expect((await toEnd())?.operation?.status).toBe('COMPLETED')
  const asked = server.log.filter(({ method }) => method === 'GET').map(({ url }) => url)
  expect(new Set(asked).size).toBe(asked.length)
})

const cancellable = allContracts.filter(({ canCancel }) => canCancel)

test.each(cancellable.map((contract) => ({ contract, name: contract.name })))(
  '$name, through the proxy: it is cancelled',
  async ({ contract }) => {
    const { server, client, accepted, poll, toEnd } = await submitThrough(
      contract,
      { ending: 'completed', polls: 5 },
      // A program is not a page: it says so with the header that pages cannot set.
      { headers: { 'Sec-Fetch-Site': 'none' } },
    )
    await poll()
    await cancelOperation(client, accepted)
    expect((await toEnd())?.operation?.status).toBe('CANCELLED')
    expect(server.cancels()).toBe(1)
  },
)
