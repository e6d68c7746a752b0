import type { OperationSnapshot } from 'react-accepted/client'
import { describe, expect, test } from 'vitest'

import { allContracts } from '../../contracts/allContracts.ts'
import type { Contract, Ending } from '../../contracts/contract.ts'
import type { Faults } from '../../contracts/serve.ts'
import { submitTo } from './submitTo.ts'

const STATUSES = { completed: 'COMPLETED', failed: 'FAILED', cancelled: 'CANCELLED' } as const
/** Their resource is named by the first response only, or by a result that each API defines itself. */
const NO_RESOURCE = ['Twilio Voice transcriptions', 'Google AIP-151']
/** More polls than any history here needs. */
const MOST_POLLS = 20

/** Submits, and polls at each deadline by a clock of its own until nothing more happens. */
async function run(
  contract: Contract,
  {
    ending = 'completed',
    polls = 2,
    movesUrl = false,
  }: Partial<{ ending: Ending; polls: number; movesUrl: boolean }>,
  faults: Faults = {},
) {
  const { server, client, accepted, poll } = await submitTo(contract, { ending, polls, movesUrl }, faults)
  const seen: OperationSnapshot[] = []
  let snapshot = client.peek(accepted)
  while (snapshot && snapshot.wake === 'timer' && seen.length < MOST_POLLS) {
    snapshot = await poll()
    seen.push(snapshot)
  }
  return { server, seen, end: snapshot?.operation }
}

const histories = allContracts.flatMap((contract) =>
  contract.endings.flatMap((ending) =>
    [0, 2].map((polls) => ({ contract, name: contract.name, ending, polls })),
  ),
)

test.each(histories)('$name: $ending after $polls polls', async ({ contract, ending, polls }) => {
  const { server, seen, end } = await run(contract, { ending, polls })
  const { rawWords, problem, progress, resourceId } = contract.expected(server.options)
  const isAtOnce = polls === 0 && contract.endingsAtOnce.includes(ending)
  const running = seen.slice(0, polls).map(({ operation }) => operation)
  const ids = [end?.resultId, ...Object.values(end?.related ?? {}), end?.resultUrl?.split('/').at(-1)]
  const reason = problem?.title ?? problem?.detail
  const { error } = end ?? {}
  const told = {
    status: end?.status,
    word: end?.rawStatus,
    submissions: server.submissions(),
    polls: server.polls(),
    errors: seen.flatMap(({ pollError }) => pollError ?? []),
    before: running.map((operation) => operation?.status),
    words: running.map((operation) => operation?.rawStatus),
    progress: running.map((operation) => operation?.progress),
    resource: ids.find((id) => id === resourceId),
    reason: [error?.title, error?.detail].find((text) => text === reason),
    code: error?.code,
  }
  // Twilio's code is read by Twilio's own client. A reason without a text is not read as one.
  const hasCode =
    problem?.code !== undefined && problem.detail !== undefined && !contract.name.startsWith('Twilio')
  const hasResource = ending === 'completed' && !NO_RESOURCE.includes(contract.name)
  expect(told).toMatchObject({
    status: STATUSES[ending],
    ...(!isAtOnce && rawWords[ending] !== undefined && { word: rawWords[ending] }),
    submissions: 1,
    polls: isAtOnce ? 0 : polls + 1,
    errors: [],
    before: running.map(() => 'PENDING'),
    ...(rawWords.running.length > 0 && { words: rawWords.running }),
    ...(progress && { progress: progress.map(Math.floor) }),
    ...(hasResource && resourceId !== undefined && { resource: resourceId }),
    ...(ending === 'failed' && reason !== undefined && { reason }),
    ...(ending === 'failed' && hasCode && { code: problem?.code }),
  })
})

describe('a fault in the middle', () => {
  const faults: readonly [string, Faults, string][] = [
    ['a 404', { notFoundAt: 2 }, 'notFound'],
    ['a 503', { status503At: 2 }, 'server'],
    ['a cut body', { cutBodyAt: 2 }, 'body'],
    ['broken JSON', { brokenJsonAt: 2 }, 'body'],
    ['a missing status', { missingStatusAt: 2 }, 'contract'],
  ]
  const cases = faults.flatMap(([fault, given, kind]) =>
    allContracts
      .filter(
        ({ statusAt, name }) => kind !== 'contract' || (statusAt && !/^(?:JSON:API|Location)/.test(name)),
      )
      .map((contract) => ({ fault, given, kind, contract, name: contract.name })),
  )

  test.each(cases)('$fault, $name: the end is still read', async ({ given, kind, contract }) => {
    const { server, seen, end } = await run(contract, { polls: 3 }, given)
    expect(seen[1]?.pollError?.kind).toBe(kind)
    expect(seen[1]?.operation?.status).toBe('PENDING')
    expect(end?.status).toBe('COMPLETED')
    expect(server.submissions()).toBe(1)
  })
})

test.each(
  allContracts.filter(({ canMoveUrl }) => canMoveUrl).map((contract) => ({ contract, name: contract.name })),
)('$name: a status URL that moves is followed', async ({ contract }) => {
  const { server, end } = await run(contract, { polls: 3, movesUrl: true })
  expect(end?.status).toBe('COMPLETED')
  const asked = server.log.filter(({ method }) => method === 'GET').map(({ url }) => url)
  expect(new Set(asked).size).toBe(asked.length)
})
