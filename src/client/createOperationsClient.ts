import type { AcceptedOperation } from '../protocol/acceptedOperation.ts'
import type { PollAnswer } from '../protocol/advance.ts'
import { defined } from '../protocol/defined.ts'
import { untrustedFailure } from '../protocol/failure.ts'
import { readOperation } from '../protocol/operation.ts'
import type { OperationIdentity } from '../protocol/operationIdentity.ts'
import type { OperationsApi } from '../protocol/operationsApi.ts'
import type { Limits } from '../protocol/pace.ts'
import { createPace } from '../protocol/pace.ts'
import { readSentAt } from '../protocol/retryAfter.ts'
import type { OperationSnapshot } from '../protocol/snapshot.ts'
import { toSnapshot } from '../protocol/snapshot.ts'
import { isOperationId, readStatusUrl, toOperationUrl } from '../protocol/statusUrl.ts'
import { abortable } from './abortable.ts'
import type { ClientContext } from './clientContext.ts'
import type { KnownRecipe, OperationRecipe } from './defineOperation.ts'
import { locate } from './home.ts'
import type { PollGate } from './pollGate.ts'
import { createPollGate } from './pollGate.ts'
import type { PreparedRequest } from './preparedRequest.ts'
import type { RequestHeaders } from './sendRequest.ts'
import { sendRequest } from './sendRequest.ts'
import type { SubmitOptions } from './submitRequest.ts'

/** Anything that names an operation: what `submit` gave, an identity, its status URL, or its bare ID. */
export type OperationRef = AcceptedOperation | OperationIdentity | { readonly statusUrl: string } | string

/** What every client may be given. */
export interface ClientOptions extends Partial<Limits> {
  /** Default: the global `fetch`. */
  readonly fetch?: typeof globalThis.fetch
  /** Sent with every request; a function is asked each time. */
  readonly headers?: RequestHeaders
  /** The clock, epoch ms. Default: `Date.now`. */
  readonly now?: () => number
  /** Chance for jitter, 0 to 1. Default: `Math.random`. */
  readonly random?: () => number
  /**
   * What caches and journals file this client's operations under. Default: where its APIs are, as the browser sees it.
   * Give a client on the server the one of the browser, such as `/api/twilio/`, if both read the same operations.
   */
  readonly home?: string
  /** Recipes whose operations may be met without having been submitted here, for instance after a reload. */
  readonly recipes?: readonly KnownRecipe[]
}

/** A client for one API, or for several that share it. */
export type OperationsClientOptions = ClientOptions &
  (Omit<OperationsApi, 'api'> | { readonly apis: readonly OperationsApi[] })

/** Submits operations and reads their status. Has no state but what it knows of operations; make one per application. */
export interface OperationsClient {
  readonly context: ClientContext
  /**
   * Sends one intent, retrying by itself where that is safe. If its status is read from the URL that was sent to, or from
   * that of another submission, or of an operation that has ended, and this client knows of it, what is accepted is an
   * operation of its own: its ID ends in `#` and the key.
   *
   * @throws SubmissionError saying whether it was refused, blocked, or may have been accepted
   */
  readonly submit: <TInput>(
    recipe: KnownRecipe & Pick<OperationRecipe<TInput>, 'prepare'>,
    input: TInput,
    options?: SubmitOptions,
  ) => Promise<AcceptedOperation>
  /** Sends what a recipe has prepared before, as `submit` does. Throws as `submit`. */
  readonly send: (
    recipe: KnownRecipe,
    request: PreparedRequest,
    options?: SubmitOptions,
  ) => Promise<AcceptedOperation>
  /**
   * What is known of an operation, asked of the server only when its time has come. Whatever the server does is in the
   * answer: it rejects only with the signal's reason.
   */
  readonly check: (ref: OperationRef, options?: CheckOptions) => Promise<OperationSnapshot>
  /** What is known, without asking. */
  readonly peek: (ref: OperationRef) => OperationSnapshot | undefined
  /** A status URL elsewhere is named too, as `untrusted`; nothing is ever sent to it. */
  readonly identify: (ref: OperationRef) => OperationIdentity
  readonly recipeOf: (kind: string | undefined) => KnownRecipe | undefined
  /** The one gate of all polls. The provider stands beside it; applications have no need for it. */
  readonly gate: PollGate
}

/** Options of {@link OperationsClient.check}. */
export interface CheckOptions {
  /** Ends this wait; a request that is on its way goes on. */
  readonly signal?: AbortSignal | undefined
  /** What is known from elsewhere, such as a restored cache. */
  readonly known?: OperationSnapshot | undefined
}

/** @throws RangeError for a time or a number that makes no sense */
export function createOperationsClient(options: OperationsClientOptions): OperationsClient {
  const apis = 'apis' in options ? options.apis : [{ ...options, api: 'default' }]
  // What fetch itself resolves a relative baseUrl against. A worker has no document.
  const pageUrl = globalThis.document?.baseURI ?? globalThis.location?.href
  const pace = createPace(options)
  const context = {
    ...locate(apis, pageUrl),
    now: Date.now,
    random: Math.random,
    headers: undefined,
    // Looked up at each call, so that a fetch that tests or tracing replace later is used.
    fetch: (...request: Parameters<typeof fetch>) => fetch(...request),
    ...defined(options),
    apis,
    pageUrl,
    ...pace,
    pace,
  }
  const recipes = new Map<string | undefined, KnownRecipe>(
    options.recipes?.map((recipe) => [recipe.kind, recipe]),
  )
  const recipeOf = (kind: string | undefined) => recipes.get(kind)
  const gate = createPollGate({ ...context, ask, recipeOf })

  function identify(ref: OperationRef): OperationIdentity {
    if (typeof ref !== 'string' && 'operationId' in ref) return ref
    const url = typeof ref === 'string' ? ref : ref.statusUrl
    const first = apis[0]
    if (first?.operationPath && isOperationId(url)) return { api: first.api, operationId: url }
    return readStatusUrl(url, apis, context.pageUrl) ?? { api: 'untrusted', operationId: url }
  }

  async function ask(snapshot: OperationSnapshot): Promise<PollAnswer> {
    if (snapshot.resource) {
      return (
        recipeOf(snapshot.accepted?.kind)?.lookUp?.(snapshot, context) ?? { resource: { state: 'notFound' } }
      )
    }
    const api = apis.find((one) => one.api === snapshot.api)
    const url = api && toOperationUrl({ ...snapshot.accepted, ...snapshot }, api)
    if (!url) return { error: untrustedFailure(snapshot.operationId) }
    const { failure, response, body, retryAfterMs } = await sendRequest(context, api, { url })
    if (failure) return { error: failure }
    const operation = readOperation(body, snapshot, api)
    if (!('status' in operation)) return { error: { ...operation, retryAfterMs } }
    const ageMs = Number(readSentAt(response.headers, context.now())) - Date.parse(operation.createdAt ?? '')
    return { operation, retryAfterMs, ageMs }
  }

  function send(recipe: KnownRecipe, request: PreparedRequest, submitOptions?: SubmitOptions) {
    recipes.set(recipe.kind, recipe)
    return recipe.send(request, { context, gate }, submitOptions)
  }

  return {
    context,
    gate,
    identify,
    recipeOf,
    peek: (ref) => gate.peek(identify(ref)),
    async check(ref, { signal, known } = {}) {
      signal?.throwIfAborted()
      const passed = gate.pass(identify(ref), known ?? toSeed(ref))
      return signal ? abortable(passed, signal) : passed
    },
    send,
    submit: async (recipe, input, submitOptions) => send(recipe, await recipe.prepare(input), submitOptions),
  }
}

/** What the ref itself tells of the operation: that of a 202 says when to ask first. */
export function toSeed(ref: OperationRef): OperationSnapshot | undefined {
  return typeof ref !== 'string' && 'acceptedAt' in ref ? toSnapshot(ref) : undefined
}
