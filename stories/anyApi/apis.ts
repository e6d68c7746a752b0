import {
  azureDialect,
  createOperationsClient,
  defineOperation,
  googleDialect,
  jobDialect,
  locationDialect,
  resourceDialect,
  statusUrlDialect,
} from 'react-accepted/client'
import type { OperationsApi, OperationsClient } from 'react-accepted/client'
import { createOperationsSimulator } from 'react-accepted/simulator'
import type { ContractName, OperationsSimulator } from 'react-accepted/simulator'
import { z } from 'zod'

/** One API in memory, and the client that reads it. */
export interface DemoApi {
  readonly contract: ContractName
  readonly title: string
  /** How it says accepted, running and ended. */
  readonly summary: string
  /** What the client needs to know about it. */
  readonly code: string
  readonly canCancel: boolean
  readonly client: OperationsClient
  readonly simulator: OperationsSimulator
}

type Description = Omit<DemoApi, 'client' | 'simulator'> & { readonly api: Partial<OperationsApi> }

const batch = z.object({
  output_file_id: z.nullable(z.string()),
  request_counts: z.object({ completed: z.number() }),
})
const pod = z.object({ status: z.object({ phase: z.string() }) })

function readPhase(resource: unknown) {
  const { phase } = pod.parse(resource).status
  return phase === 'Failed' ? 'FAILED' : phase === 'Running'
}

function toFileUrl(job: unknown): string | undefined {
  const id = batch.parse(job).output_file_id
  return id === null ? undefined : `/files/${id}/content`
}

const DESCRIPTIONS: readonly Description[] = [
  {
    contract: 'azure',
    title: 'Azure',
    summary: '202 with Operation-Location. The operation says status, percentComplete and result.',
    code: 'dialect: azureDialect',
    canCancel: true,
    api: { dialect: azureDialect, cancel: { suffix: ':cancel' } },
  },
  {
    contract: 'google',
    title: 'Google',
    summary: '200 with the name of an operation, which is done in the end, with response or error.',
    code: 'dialect: googleDialect',
    canCancel: true,
    api: { dialect: googleDialect },
  },
  {
    contract: 'batches',
    title: 'OpenAI batches',
    summary: '200 with a job. It counts its requests, and names a file in the end.',
    code: "operationPath: '/reports/{operationId}', dialect: jobDialect({ … })",
    canCancel: true,
    api: {
      operationPath: '/reports/{operationId}',
      dialect: jobDialect({
        progress: (job) => batch.parse(job).request_counts.completed,
        error: 'errors.data',
        resultUrl: toFileUrl,
        cancel: { suffix: '/cancel' },
      }),
    },
  },
  {
    contract: 'predictions',
    title: 'Replicate',
    summary: '201 with a job that names the URLs of its status and of its cancellation.',
    code: "dialect: jobDialect({ statusUrl: 'urls.get', cancelUrl: 'urls.cancel', result: 'output' })",
    canCancel: true,
    api: { dialect: jobDialect({ statusUrl: 'urls.get', cancelUrl: 'urls.cancel', result: 'output' }) },
  },
  {
    contract: 'location',
    title: 'Location and 303',
    summary: '202 with Location. That URL answers 202 until a 303 leads to the result.',
    code: 'dialect: locationDialect',
    canCancel: false,
    api: { dialect: locationDialect },
  },
  {
    contract: 'statusUrl',
    title: 'Status URL',
    summary: '202 with statusUrl and Retry-After. The operation says status, then result or error.',
    code: '// no dialect',
    canCancel: true,
    api: { dialect: statusUrlDialect, cancel: { suffix: '/cancel' } },
  },
  {
    contract: 'resource',
    title: 'Kubernetes',
    summary: 'No operation at all: the resource has a phase, which becomes Running.',
    code: "dialect: resourceDialect({ until: …, status: 'status.phase' })",
    canCancel: false,
    api: {
      dialect: resourceDialect({
        until: readPhase,
        status: 'status.phase',
        error: 'status',
        id: 'metadata.name',
      }),
    },
  },
]

/** The same endpoint for each of them. */
export const exportReport = defineOperation({
  kind: 'report.export',
  path: '/reports',
  body: (input: { name: string }) => input,
  label: ({ name }) => name,
  takesIdempotencyKey: true,
  result: {},
})

/** Creates all APIs. Each has a host of its own. */
export function createApis(operationMs: number): readonly DemoApi[] {
  return DESCRIPTIONS.map(({ api, ...description }) => {
    const { contract } = description
    const simulator = createOperationsSimulator({
      contract,
      operationMs,
      retryAfterSeconds: 1,
      outcome: { status: 'COMPLETED', result: { rows: 1240, pages: 12 } },
      progress: [0, 10, 25, 40, 60, 75, 90],
    })
    const baseUrl = `https://${contract.toLowerCase()}.example`
    const endpoints = [exportReport]
    const client = createOperationsClient({ baseUrl, endpoints, fetch: simulator.fetch, ...api })
    return { ...description, client, simulator }
  })
}
