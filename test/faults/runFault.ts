import { setTimeout as sleep } from 'node:timers/promises'

import { createOperationsClient } from 'react-accepted/client'
import type { OperationSnapshot } from 'react-accepted/client'

import { toAsyncOperation } from '../../src/hooks/asyncOperation.ts'
import { describeView } from './describeView.ts'
import type { Expected, FaultRow } from './faultRow.ts'
import { NOW, OPERATION_ID } from './faultRow.ts'
import { LATE_MS, playFaults } from './playFaults.ts'

/** The result of a run, with counts that are checked for every run. */
export interface FaultRun extends Expected {
  /** Requests sent before their deadline or after the final status. */
  readonly early: number
  /** Requests that went to another path or host. */
  readonly strays: number
  /** Requests that the row's server received. */
  readonly arrived: number
}

/** Plays a row in Node: real HTTP, and a clock that jumps from deadline to deadline. */
export async function runFault(row: FaultRow): Promise<FaultRun> {
  const { answers, person, acceptedAgoMs = 0, requestTimeoutMs = 10_000 } = row
  const server = await playFaults(row)
  let clock = NOW
  let sent = 0
  let early = 0
  const client = createOperationsClient({
    baseUrl: server.baseUrl,
    operationPath: '/operations/{operationId}',
    statusWords: { Succeeded: 'COMPLETED' },
    requestTimeoutMs,
    now: () => clock,
    random: () => 0,
    fetch: (...request) => {
      sent += 1
      return fetch(...request)
    },
  })
  const ref = {
    api: 'default',
    operationId: OPERATION_ID,
    acceptedAt: NOW - acceptedAgoMs,
    nextPollAt: NOW,
  }
  const views = ['PENDING']
  const waits: number[] = []
  let askedMs: number | undefined
  const look = async (): Promise<OperationSnapshot> => {
    // Snapshots are sent to other tabs, so they must be plain data: `structuredClone` throws otherwise.
    const snapshot = structuredClone(await client.check(ref))
    const view = describeView(toAsyncOperation(snapshot))
    if (view !== views.at(-1)) views.push(view)
    askedMs = snapshot.pollError?.retryAfterMs ?? askedMs
    await server.onSent(sent)
    return snapshot
  }
  const lookInVain = async (at: number) => {
    const before = sent
    clock = at
    await look()
    early += sent - before
  }
  const goesOn = ({ wake }: OperationSnapshot) => wake === 'timer' || (person && wake !== 'never')
  try {
    let snapshot = await look()
    while (goesOn(snapshot)) {
      if (sent > answers.length + 5) throw new Error(`It does not end: ${views.join(' → ')}`)
      waits.push((snapshot.nextPollAt - clock) / 1_000)
      await lookInVain(snapshot.nextPollAt - 1)
      clock = snapshot.nextPollAt
      snapshot = await look()
    }
    if (answers.some(({ how }) => how === 'late')) await sleep(LATE_MS)
    if (snapshot.wake === 'never') await lookInVain(clock + 86_400_000)
    askedMs ??= snapshot.serverRetryAfterMs
    const asked = askedMs === undefined ? {} : { asked: Math.ceil(askedMs / 1_000) }
    return {
      sees: views.join(' → '),
      polls: sent,
      waits,
      ...asked,
      early,
      strays: server.strays(),
      arrived: server.polls(),
    }
  } finally {
    await server.close()
  }
}
