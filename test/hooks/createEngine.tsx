import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { OperationsProvider } from 'react-accepted'
import type { AcceptedOperation, OperationsClientOptions } from 'react-accepted/client'
import { createOperationsClient } from 'react-accepted/client'
import { vi } from 'vitest'

export const START = Date.parse('2026-01-05T09:00:00Z')
export const HOUR = 3_600_000

/** The server's response to one poll of one operation. */
export type Respond = (operationId: string, poll: number) => Response | Promise<Response>

/** A response with a status and a Retry-After. */
export function says(status: string, retryAfterSeconds = 2): Response {
  return Response.json({ status }, { headers: { 'retry-after': String(retryAfterSeconds) } })
}

/** A server that answers with `respond`, and a page's two providers, on fake timers. */
export function createEngine(respond: Respond, options: Partial<OperationsClientOptions> = {}) {
  vi.useFakeTimers({ now: START })
  /** The operation of each poll, and when the poll was sent. */
  const polls: { id: string; at: number }[] = []
  const count = new Map<string, number>()
  const fetch: typeof globalThis.fetch = async (input) => {
    const id =
      new URL(input instanceof Request ? input.url : input, globalThis.document?.baseURI).pathname
        .split('/')
        .at(-1) ?? ''
    const poll = (count.get(id) ?? 0) + 1
    count.set(id, poll)
    polls.push({ id, at: Date.now() })
    return respond(id, poll)
  }
  const createClient = (more: Partial<OperationsClientOptions> = {}) =>
    createOperationsClient({
      baseUrl: 'https://api.test',
      operationPath: '/jobs/{operationId}',
      fetch,
      random: () => 0,
      now: () => Date.now(),
      ...options,
      ...more,
    })
  const client = createClient()
  const queryClient = new QueryClient()
  function Wrapper({ children }: { children: ReactNode }) {
    return (
      <QueryClientProvider client={queryClient}>
        <OperationsProvider client={client}>{children}</OperationsProvider>
      </QueryClientProvider>
    )
  }
  /** When each poll was sent, in ms after `START`. */
  const times = () => polls.map(({ at }) => at - START)
  return { polls, times, count, createClient, client, queryClient, Wrapper }
}

/** The 202 of an operation that may be polled after `waitMs`, by default two seconds. */
export function acceptedNow(operationId: string, waitMs = 2_000): AcceptedOperation {
  const now = Date.now()
  return { api: 'default', operationId, acceptedAt: now, nextPollAt: now + waitMs, retryAfterMs: waitMs }
}
