import type { PollAnswer } from '../protocol/advance.ts'
import type { LibraryView } from '../protocol/dialectParts.ts'
import { dialectOf } from '../protocol/dialectParts.ts'
import { untrustedFailure } from '../protocol/failure.ts'
import { defined } from '../protocol/json.ts'
import type { AcceptedOperation, OperationIdentity, OperationsApi } from '../protocol/operation.ts'
import type { ClientLimits } from '../protocol/pace.ts'
import { createPace } from '../protocol/pace.ts'
import { readPoll } from '../protocol/readPoll.ts'
import type { OperationSnapshot } from '../protocol/snapshot.ts'
import { toSnapshot } from '../protocol/snapshot.ts'
import { isOperationId, readStatusUrl, toOperationUrl } from '../protocol/statusUrl.ts'
import { abortable } from './http/abort.ts'
import type { ClientContext } from './http/clientContext.ts'
import { locate } from './http/clientContext.ts'
import type { RequestHeaders } from './http/sendRequest.ts'
import { sendRequest } from './http/sendRequest.ts'
import { warnOfContract } from './http/warnOfContract.ts'
import type { PollGate } from './polling/pollGate.ts'
import { createPollGate } from './polling/pollGate.ts'
import { toDefinedEndpoint } from './request/endpoint.ts'
import type { AnyEndpoint, Endpoint, DefinedEndpoint } from './request/endpoint.ts'
import type { PreparedRequest } from './request/preparedRequest.ts'
import type { SubmitOptions } from './request/submitRequest.ts'

/** Anything that identifies an operation: what `submit` returns, an identity, its status URL, or its ID. */
export type OperationRef<TResult = unknown> =
  | AcceptedOperation<TResult>
  | OperationIdentity
  | { readonly statusUrl: string }
  | string

/** Options of every client. */
export interface ClientOptions extends Partial<ClientLimits> {
  /** Default: the global `fetch`. */
  readonly fetch?: typeof globalThis.fetch
  /** Sent with every request. A function is called for each one. */
  readonly headers?: RequestHeaders
  /** The clock, epoch ms. Default: `Date.now`. */
  readonly now?: () => number
  /** Random numbers for jitter, 0 to 1. Default: `Math.random`. */
  readonly random?: () => number
  /**
   * The key under which caches and journals store this client's operations. Default: the base URLs of its
   * APIs, as the browser sees them. If a client on the server reads the same operations as the browser, give
   * it the browser's value, such as `/api/twilio/`.
   */
  readonly home?: string
  /** Endpoints whose operations may appear without being submitted here, for instance after a reload. */
  readonly endpoints?: readonly AnyEndpoint[]
}

/** Options of a client for one API, or for several APIs. */
export type OperationsClientOptions = ClientOptions &
  (Omit<OperationsApi, 'api'> | { readonly apis: readonly OperationsApi[] })

/** Submits operations, reads their status, and keeps what it knows of them. Create one per application. */
export interface OperationsClient {
  /**
   * Sends one intent. Retries automatically if that is safe: up to 4 times, after waits of at most 30
   * seconds, and only under an `Idempotency-Key`. If the status URL is the requested URL itself, or this
   * client knows that it belongs to another submission or to an operation that has ended, the accepted
   * operation is a separate one: its ID ends in `#` and the key.
   *
   * @throws SubmissionError that says whether it was refused, blocked, or may have been accepted
   * @throws an `AbortError` if the user has signed out before it is sent
   */
  readonly submit: <TInput, TResult>(
    endpoint: Endpoint<TInput, TResult>,
    input: TInput,
    options?: SubmitOptions,
  ) => Promise<AcceptedOperation<TResult>>
  /**
   * Returns the known state of an operation, and polls the server only if a poll is due. Failures are part
   * of the snapshot: it rejects only with the signal's reason.
   */
  readonly check: (ref: OperationRef, options?: CheckOptions) => Promise<OperationSnapshot>
  /** Returns the known state, without a request. */
  readonly peek: (ref: OperationRef) => OperationSnapshot | undefined
  /** A status URL of no known API is identified too, as `untrusted`. Nothing is ever sent to it. */
  readonly identify: (ref: OperationRef) => OperationIdentity
  readonly endpointOf: (kind: string | undefined) => AnyEndpoint | undefined
  /** Set by `createOperationsClient`, for the library only. */
  readonly '~internal': object
}

/** A client as the library sees it. */
export interface ClientEngine {
  readonly context: ClientContext
  /** The gate that all polls pass through. */
  readonly gate: PollGate
  readonly endpointOf: (kind: string | undefined) => DefinedEndpoint | undefined
  /** Sends a request that its endpoint has already prepared, like `submit`. Throws like `submit`. */
  readonly send: (
    endpoint: DefinedEndpoint,
    request: PreparedRequest,
    options?: SubmitOptions,
  ) => Promise<AcceptedOperation>
}

interface CreatedClient extends OperationsClient {
  readonly '~internal': ClientEngine
}

/** The library's view of a client, which a copy such as `{ ...client }` has too. */
export const engineOf: LibraryView<OperationsClient, ClientEngine> = (client: CreatedClient) =>
  client['~internal']

/** Options of {@link OperationsClient.check}. */
export interface CheckOptions {
  /** Ends this wait. A request in flight continues. */
  readonly signal?: AbortSignal | undefined
  /** A snapshot from elsewhere, such as a restored cache. */
  readonly known?: OperationSnapshot | undefined
}

/**
 * Creates a client.
 *
 * @throws RangeError if a limit is not above 0, or if `minPollMs` is `Infinity` or exceeds `maxRetryAfterMs`
 * @throws TypeError if a `baseUrl` cannot be resolved to a URL, or an endpoint is not from `defineOperation`
 */
export function createOperationsClient(options: OperationsClientOptions): OperationsClient {
  const apis = 'apis' in options ? options.apis : [{ ...options, api: 'default' }]
  // The base that fetch itself resolves a relative baseUrl against. A worker has no document.
  const pageUrl = globalThis.document?.baseURI ?? globalThis.location?.href
  const pace = createPace(options)
  const context = {
    ...locate(apis, pageUrl),
    now: Date.now,
    random: Math.random,
    ...defined(options),
    apis,
    pageUrl,
    ...pace,
    pace,
  }
  const endpoints = new Map<string | undefined, DefinedEndpoint>(
    options.endpoints?.map((endpoint) => [endpoint.kind, toDefinedEndpoint(endpoint)]),
  )
  const endpointOf = (kind: string | undefined) => endpoints.get(kind)
  const gate = createPollGate({ ...context, ask, endpointOf })

  function identify(ref: OperationRef): OperationIdentity {
    const named = typeof ref === 'string' ? { statusUrl: ref } : ref
    if ('operationId' in named) return named
    const { statusUrl: url } = named
    const first = apis[0]
    if (first?.operationPath && isOperationId(url)) return { api: first.api, operationId: url }
    return readStatusUrl(url, apis, context.pageUrl) ?? { api: 'untrusted', operationId: url }
  }

  async function ask(snapshot: OperationSnapshot, signal: AbortSignal): Promise<PollAnswer> {
    const { lookUp, addResult } = endpointOf(snapshot.accepted?.kind)?.['~internal'] ?? {}
    if (snapshot.resource) return lookUp?.(snapshot, context, signal) ?? { resource: { state: 'notFound' } }
    const api = apis.find(({ api: name }) => name === snapshot.api)
    const { operationId, operation, accepted } = snapshot
    // The server may have moved it.
    const statusPath = operation?.statusPath ?? snapshot.statusPath ?? accepted?.statusPath
    const url = api && toOperationUrl({ operationId, statusPath }, api)
    if (!url) return { error: untrustedFailure(operationId) }
    const answer = await sendRequest(context, api, { url, signal })
    const read = (dialectOf(api)?.readPoll ?? readPoll)(answer, snapshot, context, api, url)
    warnOfContract(read, 'GET', url, answer)
    return addResult?.(read, answer.body, snapshot) ?? read
  }

  function send(
    endpoint: DefinedEndpoint,
    request: PreparedRequest,
    submitOptions?: SubmitOptions,
    session = gate.session(),
  ) {
    endpoints.set(endpoint.kind, endpoint)
    return endpoint['~internal'].send(request, { context, gate, session }, submitOptions)
  }

  // The endpoint's schema gives the result its type.
  async function submit<TInput, TResult>(
    endpoint: Endpoint<TInput, TResult>,
    input: TInput,
    submitOptions?: SubmitOptions,
  ): Promise<AcceptedOperation<TResult>>
  async function submit<TInput>(endpoint: Endpoint<TInput>, input: TInput, submitOptions?: SubmitOptions) {
    const session = gate.session()
    const definedEndpoint = toDefinedEndpoint(endpoint)
    const request = await definedEndpoint['~internal'].prepare(endpoint, input)
    return send(definedEndpoint, request, submitOptions, session)
  }

  return {
    '~internal': { context, gate, endpointOf, send } satisfies ClientEngine,
    identify,
    endpointOf,
    peek: (ref) => gate.peek(identify(ref)),
    async check(ref, { signal, known } = {}) {
      signal?.throwIfAborted()
      const passed = gate.pass(identify(ref), known ?? toSeed(ref))
      return signal ? abortable(passed, signal) : passed
    },
    submit,
  }
}

/** The snapshot that a ref itself contains: an accepted operation says when the first poll is due. */
export function toSeed(ref: OperationRef): OperationSnapshot | undefined {
  return typeof ref !== 'string' && 'acceptedAt' in ref ? toSnapshot(ref) : undefined
}
