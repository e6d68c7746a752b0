import type { AcceptedOperation } from '../protocol/acceptedOperation.ts'
import type { PollAnswer } from '../protocol/advance.ts'
import { BodyError, HttpError } from '../protocol/errors.ts'
import { readOperation } from '../protocol/operation.ts'
import type { OperationIdentity } from '../protocol/operationIdentity.ts'
import type { OperationsApi } from '../protocol/operationsApi.ts'
import type { Pace } from '../protocol/pace.ts'
import { createPace } from '../protocol/pace.ts'
import { toPollError } from '../protocol/pollError.ts'
import type { WatchedRecipe } from '../protocol/recipeDefinition.ts'
import { readRetryAfter } from '../protocol/retryAfter.ts'
import type { OperationSnapshot } from '../protocol/snapshot.ts'
import { toSnapshot } from '../protocol/snapshot.ts'
import { isOperationId, readStatusUrl, toOperationUrl } from '../protocol/statusUrl.ts'
import type { OperationRecipe } from './defineOperation.ts'
import { createPollGate } from './pollGate.ts'
import type { Answer, OutgoingRequest, RequestHeaders } from './sendRequest.ts'
import { sendRequest } from './sendRequest.ts'

/** Anything that names an operation: what `submit` gave, an identity, its status URL, or its bare ID. */
export type OperationRef = AcceptedOperation | OperationIdentity | { readonly statusUrl: string } | string

/** What every client may be given. */
export interface ClientOptions extends Partial<Pace> {
  /** Default: the global `fetch`. */
  readonly fetch?: typeof globalThis.fetch
  /** Sent with every request; a function is asked each time. */
  readonly headers?: RequestHeaders
  /** The clock, epoch ms. Default: `Date.now`. */
  readonly now?: () => number
  /** Chance for jitter, 0 to 1. Default: `Math.random`. */
  readonly random?: () => number
  /** Longest wait for one answer, in ms. Default 30 000, as the vendor's own client. */
  readonly requestTimeoutMs?: number
  /** Polls under way at once, per API. Default 6, as many connections as a browser opens to one host. */
  readonly maxConcurrentPolls?: number
  /** Recipes whose operations may be met without having been submitted here, for instance after a reload. */
  readonly recipes?: readonly WatchedRecipe[]
}

/** A client for one API, or for several that share it. */
export type OperationsClientOptions = ClientOptions &
  (Omit<OperationsApi, 'api'> | { readonly apis: readonly OperationsApi[] })

/** Submits operations and reads their status. Has no state but what it knows of operations; make one per application. */
export interface OperationsClient {
  readonly pace: Pace
  readonly now: () => number
  /**
   * Sends one intent, retrying by itself where that is safe.
   *
   * @throws SubmissionError saying whether it was refused, blocked, or may have been accepted
   */
  submit: <TInput>(
    recipe: OperationRecipe<TInput>,
    input: TInput,
    options?: {
      idempotencyKey?: string | undefined
      signal?: AbortSignal | undefined
      onAttempt?: (attempt: number) => void
    },
  ) => Promise<AcceptedOperation>
  /**
   * What is known of an operation, asked of the server only when its time has come. Never rejects for what the server
   * does: that is in the answer.
   *
   * @throws UntrustedUrlError for a status URL elsewhere
   */
  check: (
    ref: OperationRef,
    options?: { signal?: AbortSignal | undefined; known?: OperationSnapshot | undefined },
  ) => Promise<OperationSnapshot>
  /** What is known, without asking. */
  peek: (ref: OperationRef) => OperationSnapshot | undefined
  /** @throws UntrustedUrlError for a status URL elsewhere */
  identify: (ref: OperationRef) => OperationIdentity
  recipeOf: (kind: string | undefined) => WatchedRecipe | undefined
  /** Reads JSON from `baseUrl` + `path`. Throws HttpError, ConnectionError, BodyError. */
  read: (
    path: string,
    options?: { api?: string | undefined; signal?: AbortSignal | undefined },
  ) => Promise<Answer>
}

/** An operation is a few kilobytes. */
const MAX_OPERATION_BYTES = 1_048_576
/** A full page of configurations, each with every capture rule it may have. */
const MAX_READ_BYTES = 33_554_432

/** @throws RangeError for a pace that makes no sense */
export function createOperationsClient(options: OperationsClientOptions): OperationsClient {
  const apis = 'apis' in options ? options.apis : [{ ...toApi(options), api: 'default' }]
  const pace = createPace(options)
  const now = options.now ?? Date.now
  const random = options.random ?? Math.random
  const pageOrigin = globalThis.location?.origin === 'null' ? undefined : globalThis.location?.origin
  const recipes = new Map<string, WatchedRecipe>(
    (options.recipes ?? []).map((recipe) => [recipe.kind, recipe]),
  )
  const transport = {
    // Looked up at each call, so that a fetch that tests or tracing replace later is used.
    fetch: options.fetch ?? ((input: RequestInfo | URL, init?: RequestInit) => globalThis.fetch(input, init)),
    headers: options.headers,
    requestTimeoutMs: options.requestTimeoutMs ?? 30_000,
    now,
  }
  const gate = createPollGate({
    ask,
    ruleOf: (snapshot) => {
      const recipe = recipeOf(snapshot.accepted?.kind)
      return recipe && (recipe.resource ?? null)
    },
    now,
    random,
    pace,
    maxConcurrentPolls: options.maxConcurrentPolls ?? 6,
  })

  function recipeOf(kind: string | undefined): WatchedRecipe | undefined {
    return kind === undefined ? undefined : recipes.get(kind)
  }

  function apiOf(name: string | undefined): OperationsApi {
    const api = name === undefined ? apis[0] : apis.find((candidate) => candidate.api === name)
    if (!api)
      throw new RangeError(
        `This client has no API named ${JSON.stringify(name)}. It has: ${apis.map((one) => one.api).join(', ')}.`,
      )
    return api
  }

  function identify(ref: OperationRef): OperationIdentity {
    if (typeof ref !== 'string' && 'operationId' in ref) return { api: ref.api, operationId: ref.operationId }
    if (typeof ref === 'string' && isOperationId(ref) && apiOf(undefined).operationPath !== undefined) {
      return { api: apiOf(undefined).api, operationId: ref }
    }
    return readStatusUrl(typeof ref === 'string' ? ref : ref.statusUrl, apis, pageOrigin)
  }

  async function ask(snapshot: OperationSnapshot): Promise<PollAnswer> {
    let headers: Headers | undefined
    try {
      const find = snapshot.resource && recipeOf(snapshot.accepted?.kind)?.resource?.find
      if (find) {
        const candidates = await find(
          snapshot.accepted?.hint ?? {},
          async (path) => (await read(path, { api: snapshot.api })).body,
        )
        return { candidates }
      }
      const answer = await sendRequest(transport, {
        method: 'GET',
        url: toOperationUrl(snapshot, apis),
        maxBytes: MAX_OPERATION_BYTES,
      })
      headers = answer.headers
      const operation = readOperation(orThrow(answer.body), snapshot, apiOf(snapshot.api).statusWords)
      return { operation, retryAfterMs: readRetryAfter(answer.headers, now()) }
    } catch (error) {
      const retryAfterMs =
        error instanceof HttpError ? error.retryAfterMs : headers && readRetryAfter(headers, now())
      return { error: toPollError(error), retryAfterMs }
    }
  }

  async function read(
    path: string,
    { api, signal }: { api?: string | undefined; signal?: AbortSignal | undefined } = {},
  ): Promise<Answer> {
    const request: OutgoingRequest = {
      method: 'GET',
      url: apiOf(api).baseUrl.replace(/\/+$/, '') + path,
      signal,
      maxBytes: MAX_READ_BYTES,
    }
    const answer = await sendRequest(transport, request)
    orThrow(answer.body)
    return answer
  }

  return {
    pace,
    now,
    identify,
    recipeOf,
    read,
    peek: (ref) => gate.peek(identify(ref)),
    async check(ref, { signal, known } = {}) {
      signal?.throwIfAborted()
      const seed = known ?? (typeof ref !== 'string' && 'acceptedAt' in ref ? toSnapshot(ref) : undefined)
      const passed = gate.pass(identify(ref), seed)
      return signal ? Promise.race([passed, rejectOnAbort(signal)]) : passed
    },
    async submit(recipe, input, { idempotencyKey, signal, onAttempt } = {}) {
      recipes.set(recipe.kind, recipe)
      const context = { apis, api: apiOf(recipe.api), pageOrigin, pace, random, transport }
      const accepted = await recipe.send(input, context, { idempotencyKey, signal, onAttempt })
      gate.learn(toSnapshot(accepted))
      return accepted
    },
  }
}

function toApi({
  baseUrl,
  operationPath,
  ownOrigins,
  statusWords,
}: Omit<OperationsApi, 'api'>): Omit<OperationsApi, 'api'> {
  return {
    baseUrl,
    ...(operationPath !== undefined && { operationPath }),
    ...(ownOrigins !== undefined && { ownOrigins }),
    ...(statusWords !== undefined && { statusWords }),
  }
}

function orThrow(body: unknown): unknown {
  if (body instanceof BodyError) throw body
  return body
}

function rejectOnAbort(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  })
}
