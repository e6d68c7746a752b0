import type { PollAnswer } from './advance.ts'
import type { RequestFailure } from './failure.ts'
import type { Operation, OperationsApi } from './operation.ts'
import { readOperation } from './operation.ts'
import { readSentAt } from './retryAfter.ts'
import type { OperationSnapshot } from './snapshot.ts'

/** A response as the client received it. */
export interface ReceivedAnswer {
  readonly response?: Pick<Response, 'status' | 'headers'> | undefined
  /** The JSON body, also of a failure. */
  readonly body?: unknown
  readonly retryAfterMs?: number | undefined
  /** Why it is not a 2xx with a JSON body. */
  readonly failure?: RequestFailure | undefined
  /** Of a failure: `no body` if it was empty, `no reason` if it was JSON; else why it could not be read. */
  readonly detail?: string | undefined
}

/** What a response is read with. */
export interface AnswerContext {
  readonly pageUrl?: string | undefined
  readonly now: () => number
  /** The keys of operations whose cancellation the server has agreed to. */
  readonly cancelling?: ReadonlySet<string>
}

/**
 * Reads the response to a poll.
 *
 * @param url where it was sent
 * @param operation what the body says, if a dialect has read it
 */
export type ReadPoll = (
  answer: ReceivedAnswer,
  known: OperationSnapshot,
  context: AnswerContext,
  api: OperationsApi,
  url: string,
  operation?: Operation,
) => PollAnswer

/** Reads it as an API without a dialect means it: an object with a `status`. */
export const readPoll: ReadPoll = (
  { body, failure, response, retryAfterMs },
  known,
  { now },
  api,
  _,
  read,
) => {
  const operation = read ?? failure ?? readOperation(body, known, api)
  if (!('status' in operation)) return { error: { retryAfterMs, ...operation } }
  const { createdAt } = operation
  // By the server's own times.
  const sentAt = createdAt && response && readSentAt(response.headers, now())
  return { operation, retryAfterMs, ageMs: Number(sentAt) - Date.parse(createdAt ?? '') }
}
