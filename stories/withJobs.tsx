import type { Decorator } from '@storybook/react-vite'
import { OperationsProvider } from 'react-accepted'
import { createOperationsClient, defineOperation, jobDialect } from 'react-accepted/client'
import type { AcceptedOperation } from 'react-accepted/client'
import { z } from 'zod'

import { languageOf } from './languages.ts'

/** What the server says of a job, and what it answers when asked to cancel it. */
interface Job {
  readonly status?: 'running' | 'done'
  readonly percent?: number
  readonly step?: string
  /** What it returned, or where that is. */
  readonly output?: unknown
  readonly download?: string
  readonly refusal?: string
}

const exportReport = defineOperation({
  kind: 'report.export',
  path: '/exports',
  takesIdempotencyKey: true,
  result: { schema: z.object({ rows: z.number(), months: z.array(z.string()) }) },
})

/** A job of that API. */
export const JOB: AcceptedOperation = {
  api: 'default',
  operationId: 'export-1',
  kind: exportReport.kind,
  label: 'Q3 report',
  acceptedAt: Date.parse('2026-01-15T09:30:00Z'),
  nextPollAt: Date.parse('2026-01-15T09:30:00Z'),
}

/** Wraps a story in a provider of an API whose jobs say how far they are, and can be cancelled. */
export function withJobs({ refusal, ...job }: Job): Decorator {
  const client = createOperationsClient({
    baseUrl: 'https://jobs.example',
    operationPath: '/exports/{operationId}',
    endpoints: [exportReport],
    dialect: jobDialect({
      progress: 'percent',
      message: 'step',
      cancel: { suffix: '/cancel' },
      ...(job.download === undefined ? { result: 'output' } : { resultUrl: 'download' }),
    }),
    fetch: (_, init) => Promise.resolve(init?.method === 'POST' ? answerCancel(refusal) : answerPoll(job)),
  })
  return function JobsProvider(Story, { globals }) {
    return (
      <OperationsProvider client={client} messages={languageOf(globals).messages}>
        <Story />
      </OperationsProvider>
    )
  }
}

function answerPoll(job: object): Response {
  return Response.json({ status: 'running', ...job }, { headers: { 'retry-after': '60' } })
}

function answerCancel(refusal: string | undefined): Response {
  return refusal === undefined
    ? new Response(null, { status: 204 })
    : Response.json({ title: 'Conflict', detail: refusal }, { status: 409 })
}
