import type { AcceptanceContext } from '../protocol/acceptance.ts'
import { readAcceptance } from '../protocol/acceptance.ts'
import type { AcceptedOperation } from '../protocol/acceptedOperation.ts'
import {
  AcceptedError,
  BodyError,
  ConnectionError,
  ContractError,
  HttpError,
  InputError,
  SubmissionError,
} from '../protocol/errors.ts'
import type { Pace } from '../protocol/pace.ts'
import type { RecipeDefinition } from '../protocol/recipeDefinition.ts'
import { toWaitMs } from '../protocol/schedule.ts'
import { toFieldProblems } from '../protocol/standardSchema.ts'
import { createIdempotencyKey } from './idempotencyKey.ts'
import type { Transport } from './sendRequest.ts'
import { sendRequest } from './sendRequest.ts'
import { sleep } from './sleep.ts'

/** Retries after the first attempt, all under one key. */
const MAX_RETRIES = 4
/** A person waits at the form: a longer Retry-After is shown to them instead of slept through. */
const MAX_RETRY_WAIT_MS = 30_000
/** A 202 is a few hundred bytes. */
const MAX_ACCEPTANCE_BYTES = 1_048_576

/** What a submission is sent with. */
export interface SubmitContext extends Omit<AcceptanceContext, 'now' | 'random'> {
  readonly transport: Transport
  readonly pace: Pace
  readonly random: () => number
}

/** One intent. */
export interface SubmitOptions {
  /** A UUID; made where left out. Not sent where the endpoint takes none. */
  readonly idempotencyKey?: string | undefined
  readonly signal?: AbortSignal | undefined
  /** Told before each attempt leaves, counting from 1. */
  readonly onAttempt?: ((attempt: number) => void) | undefined
}

/**
 * Sends one intent until it is accepted or there is no sense in going on: retries by itself only under one key, and
 * only after failures that another attempt may mend.
 *
 * @throws SubmissionError saying whether it was refused, blocked, or may have been accepted
 */
export async function submitOperation<TInput>(
  recipe: RecipeDefinition<TInput>,
  input: TInput,
  context: SubmitContext,
  options: SubmitOptions,
): Promise<AcceptedOperation> {
  const { signal } = options
  const idempotencyKey = recipe.takesIdempotencyKey
    ? (options.idempotencyKey ?? createIdempotencyKey())
    : undefined
  const checked = await checkInput(recipe, input, idempotencyKey)
  const retries = idempotencyKey === undefined ? 0 : MAX_RETRIES
  let isUnclear = false
  for (let attempt = 1; ; attempt += 1) {
    options.onAttempt?.(attempt)
    try {
      return await attemptOnce(recipe, checked, context, { idempotencyKey, signal })
    } catch (thrown) {
      const error = toAcceptedError(thrown)
      const verdict = judge(error)
      // A clear no under the same key also answers for the attempts before it: had one been accepted, it would be replayed.
      isUnclear = verdict.outcome === 'refused' ? false : isUnclear || verdict.outcome === 'unclear'
      const waitMs = toRetryWaitMs(error, attempt, context)
      if (!verdict.mayRetry || attempt > retries || waitMs > MAX_RETRY_WAIT_MS || signal?.aborted) {
        throw new SubmissionError(isUnclear ? 'unclear' : verdict.outcome, attempt, idempotencyKey, error)
      }
      try {
        await sleep(waitMs, signal)
      } catch {
        throw new SubmissionError(isUnclear ? 'unclear' : verdict.outcome, attempt, idempotencyKey, error)
      }
    }
  }
}

async function checkInput<TInput>(
  recipe: RecipeDefinition<TInput>,
  input: TInput,
  key: string | undefined,
): Promise<TInput> {
  if (!recipe.schema) return input
  const result = await recipe.schema['~standard'].validate(input)
  if (!result.issues) return result.value
  const problem = { title: 'Some fields need attention', fields: toFieldProblems(result.issues) }
  throw new SubmissionError('refused', 0, key, new InputError(problem))
}

async function attemptOnce<TInput>(
  recipe: RecipeDefinition<TInput>,
  input: TInput,
  context: SubmitContext,
  { idempotencyKey, signal }: SubmitOptions,
): Promise<AcceptedOperation> {
  const { transport, api } = context
  const answer = await sendRequest(transport, {
    method: recipe.method,
    url: api.baseUrl.replace(/\/+$/, '') + recipe.path(input),
    body: recipe.body?.(input),
    headers: {
      ...recipe.headers?.(input),
      ...(idempotencyKey !== undefined && { 'idempotency-key': idempotencyKey }),
    },
    signal,
    maxBytes: MAX_ACCEPTANCE_BYTES,
  })
  if (answer.httpStatus !== 202)
    throw new ContractError('the status', `202 Accepted, not ${answer.httpStatus}`)
  const accepted = readAcceptance(answer, { ...context, now: transport.now(), random: context.random() })
  const label = recipe.label?.(input)
  const hint = recipe.hint?.(input)
  const resourceId = recipe.resourceId?.(input)
  return {
    ...accepted,
    kind: recipe.kind,
    ...(resourceId !== undefined && { resourceId }),
    ...(label !== undefined && { label }),
    ...(hint !== undefined && { hint }),
  }
}

function toAcceptedError(thrown: unknown): AcceptedError {
  if (thrown instanceof AcceptedError) return thrown
  return new ConnectionError('network', 'The request was stopped before its answer came.', { cause: thrown })
}

function judge(error: AcceptedError): { outcome: 'refused' | 'blocked' | 'unclear'; mayRetry: boolean } {
  if (error instanceof HttpError) {
    const { httpStatus } = error
    if (httpStatus === 408 || httpStatus >= 500) return { outcome: 'unclear', mayRetry: true }
    if (httpStatus === 425 || httpStatus === 429) return { outcome: 'blocked', mayRetry: true }
    return { outcome: httpStatus === 401 || httpStatus === 403 ? 'blocked' : 'refused', mayRetry: false }
  }
  // A cut or broken 202 may have been whole the first time it was sent; under the same key it is replayed.
  return {
    outcome: 'unclear',
    mayRetry:
      error instanceof ConnectionError || error instanceof BodyError || error instanceof ContractError,
  }
}

function toRetryWaitMs(error: AcceptedError, attempt: number, { pace, random }: SubmitContext): number {
  const retryAfterMs = error instanceof HttpError ? error.retryAfterMs : undefined
  return toWaitMs(
    {
      retryAfterMs,
      serverRetryAfterMs: undefined,
      unguided: 0,
      failures: attempt,
      slow: false,
      random: random(),
    },
    pace,
  )
}
