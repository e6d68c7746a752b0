import type { Decorator } from '@storybook/react-vite'
import { OperationsProvider } from 'react-accepted'
import { createOperationsClient, jobDialect } from 'react-accepted/client'

import { languageOf } from './languages.ts'

/** What the server says of a job, and what it answers when asked to cancel it. */
interface Job {
  readonly percent: number
  readonly step: string
  readonly refusal?: string
}

/** Wraps a story in a provider of an API whose jobs say how far they are, and can be cancelled. */
export function withJobs({ refusal, ...job }: Job): Decorator {
  const client = createOperationsClient({
    baseUrl: 'https://jobs.example',
    operationPath: '/exports/{operationId}',
    dialect: jobDialect({ progress: 'percent', message: 'step', cancel: { suffix: '/cancel' } }),
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
