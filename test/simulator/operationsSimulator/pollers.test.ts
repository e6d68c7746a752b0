// Clients written by hand from the public specifications, which know no code of ours, follow the simulator.
import { createOperationsSimulator } from 'react-accepted/simulator'
import type { ContractName, OperationEnd } from 'react-accepted/simulator'
import { afterEach, expect, test, vi } from 'vitest'

import type { Ending, Submission } from '../../contracts/contract.ts'
import type { Poller } from '../../contracts/pollers.ts'
import { followToEnd, inHeader, pick } from '../../contracts/pollers.ts'
import { findPoller } from '../../contracts/pollersByName.ts'

afterEach(() => void vi.unstubAllGlobals())

const API = 'https://api.test'
const RESULT = { rows: 12 }
const ENDS: Record<Ending, OperationEnd> = {
  completed: { status: 'COMPLETED', result: RESULT },
  failed: { status: 'FAILED', error: { title: 'Full', detail: 'The shelf is full.', code: 9, status: 409 } },
  cancelled: { status: 'CANCELLED' },
}

/** What the simulator is to say of a report, and how its URLs are found by hand. */
interface Row {
  readonly contract: ContractName
  readonly poller: Poller
  readonly submit: Submission
  /** What is told of the ends besides the state. */
  readonly completed: object
  readonly failed: object
  readonly progress?: readonly number[]
  readonly endings?: readonly Ending[]
}

const DOCK =
  '/subscriptions/0b1f6471-1bf0-4dda-aec3-cb9272f09590/resourceGroups/harbor/providers/Microsoft.Harbor/docks/north'
const QUARTERS = [25, 50, 75]
const body = { month: '2026-01' }
const azureFailure = { problem: { code: '9', detail: 'The shelf is full.' } }

/** Reads a pod as a person would: it runs until it is Running. */
const pod: Poller = {
  where: inHeader('location'),
  read({ body: resource }) {
    const word = pick(resource, 'status.phase')
    if (word === 'Failed') return { state: 'failed', problem: { detail: pick(resource, 'status.message') } }
    return word === 'Running'
      ? { state: 'completed', result: { rows: pick(resource, 'status.rows') } }
      : { state: 'running', word }
  },
}

const rows: readonly Row[] = [
  {
    contract: 'azure',
    poller: findPoller('Azure data plane, POST'),
    submit: { method: 'POST', path: '/harbor/reports?api-version=2024-05-01', body },
    completed: { result: RESULT },
    failed: azureFailure,
    progress: QUARTERS,
  },
  {
    contract: 'azure',
    poller: findPoller('Azure Resource Manager, PUT with a status header'),
    submit: { method: 'PUT', path: `${DOCK}?api-version=2024-05-01`, body },
    completed: {
      result: { rows: 12, id: DOCK, name: 'north', properties: { provisioningState: 'Succeeded' } },
    },
    failed: azureFailure,
    progress: QUARTERS,
  },
  {
    contract: 'google',
    poller: findPoller('Google AIP-151'),
    submit: { method: 'POST', path: '/v1/projects/harbor/reports', body },
    completed: { result: { '@type': 'type.googleapis.com/simulator.v1.Result', rows: 12 } },
    failed: { problem: { code: 9, detail: 'The shelf is full.' } },
    progress: QUARTERS,
  },
  {
    contract: 'location',
    poller: findPoller('Location, 202 until a 303'),
    submit: { method: 'POST', path: '/reports', body },
    completed: { result: RESULT },
    failed: { problem: { title: 'Full', detail: 'The shelf is full.' } },
    endings: ['completed', 'failed'],
  },
  {
    contract: 'batches',
    poller: findPoller('OpenAI batches'),
    submit: { method: 'POST', path: '/v1/batches', body: { input_file_id: 'file-1' } },
    completed: { word: 'completed' },
    failed: { problem: { code: '9', detail: 'The shelf is full.' } },
    progress: QUARTERS,
  },
  {
    contract: 'predictions',
    poller: findPoller('Replicate'),
    submit: { method: 'POST', path: '/v1/predictions', body: { input: body } },
    completed: { result: RESULT },
    failed: { problem: { detail: 'The shelf is full.' } },
  },
  {
    contract: 'statusUrl',
    poller: findPoller('Twilio Orchestrator'),
    submit: { method: 'POST', path: '/reports', body },
    completed: { word: 'COMPLETED' },
    failed: { problem: { code: 9, detail: 'The shelf is full.', title: 'Full' } },
  },
  {
    contract: 'resource',
    poller: pod,
    submit: { method: 'POST', path: '/api/v1/pods', body: { metadata: { name: 'north' } } },
    completed: { result: RESULT },
    failed: { problem: { detail: 'The shelf is full.' } },
    endings: ['completed', 'failed'],
  },
]

/** A simulator whose time moves by a quarter of an operation before each poll. */
function simulate(contract: ContractName, outcome: OperationEnd) {
  const simulator = createOperationsSimulator({
    contract,
    outcome,
    operationMs: 4_000,
    progress: [0, 25, 50, 75],
    clock: 'virtual',
  })
  vi.stubGlobal('fetch', (url: string, init: RequestInit = {}) => {
    if (init.method === 'GET') simulator.advance(1_000)
    return simulator.fetch(url, init)
  })
  return simulator
}

const cases = rows.flatMap((row) =>
  (row.endings ?? (['completed', 'failed', 'cancelled'] as const)).map((ending) => ({
    ...row,
    ending,
    name: `${row.contract}, ${row.submit.method}`,
  })),
)

test.each(cases)(
  '$name: a client written by hand sees it $ending',
  async ({ contract, ending, poller, progress, submit, ...told }) => {
    const simulator = simulate(contract, ENDS[ending])
    const seen = await followToEnd(poller, API, submit)
    expect({ ...seen.end, result: seen.result ?? seen.end.result }).toMatchObject({
      state: ending,
      ...(ending === 'completed' && told.completed),
      ...(ending === 'failed' && told.failed),
    })
    expect(progress && seen.progress).toEqual(progress)
    const calls = simulator.log().map(({ call }) => call)
    expect(calls.filter((call) => call === 'operations.create')).toHaveLength(1)
    expect(calls.filter((call) => call === 'operations.get')).toHaveLength(4)
  },
)

test('a batch says what it is doing in the words of batches', async () => {
  simulate('batches', { status: 'COMPLETED' })
  const seen = await followToEnd(findPoller('OpenAI batches'), API, {
    method: 'POST',
    path: '/v1/batches',
    body: {},
  })
  expect(pick(seen.first.body, 'status')).toBe('validating')
  expect(seen.words).toEqual(['in_progress', 'in_progress', 'in_progress'])
  const file = await fetch(`${API}/v1/files/${String(seen.end.resourceId)}/content`)
  expect(await file.json()).toEqual({ id: expect.stringMatching(/^result_/), input: {} })
})
