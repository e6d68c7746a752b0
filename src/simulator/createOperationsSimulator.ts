import type { Contract } from './contracts/Contract.ts'
import { isOperationFault } from './faults/Fault.ts'
import { createScript } from './faults/script.ts'
import { ApiFailure, readJson } from './http/answers.ts'
import type { Answer, Json } from './http/answers.ts'
import { createRequestLog } from './log/requestLog.ts'
import type { OperationsSettings, OperationsSimulatorOptions } from './OperationsSimulatorOptions.ts'
import { readOperationsSettings } from './OperationsSimulatorOptions.ts'
import type { SubmittedOperation } from './operationsState.ts'
import { createOperationsState } from './operationsState.ts'
import type { ApiSimulator } from './runSimulator.ts'
import { runSimulator } from './runSimulator.ts'
import type { Arrival, Performed, ServingParts } from './serveRequest.ts'
import { serveRequest } from './serveRequest.ts'
import { createClock } from './state/clock.ts'
import { createKeptAnswers } from './state/keptAnswers.ts'
import type { OperationError, OperationFault, Outcome } from './state/Operation.ts'

/** A simulator of operations, and the controls to steer it. */
export type OperationsSimulator = ApiSimulator<OperationsCall | 'operations.*' | '*'>

const NAMES: readonly OperationsCall[] = [
  'operations.create',
  'operations.get',
  'operations.cancel',
  'resources.get',
]

/**
 * Creates an API in memory that answers as well-known APIs do when work takes longer than a request: Azure,
 * Google, OpenAI's batches, Replicate, HTTP's `Location`, and others.
 *
 * A POST, PUT, PATCH or DELETE to any path starts an operation; any JSON is accepted, and credentials are not
 * read. The URLs in the responses are below the path of the request. A repeated `Idempotency-Key` gets the first
 * response again for 24 hours; with another request, a 422.
 *
 * @throws TypeError if an option is not allowed; the message says what is
 *
 * @example
 * const simulator = createOperationsSimulator({ contract: 'azure', operationMs: 10_000 })
 */
export function createOperationsSimulator(options: OperationsSimulatorOptions): OperationsSimulator {
  const settings = readOperationsSettings(options)
  const parts = { clock: createClock(settings.clock), log: createRequestLog(), script: createScript() }
  return runSimulator({
    ...parts,
    ...createOperationsServer(settings, parts),
    calls: {
      names: NAMES,
      isAccepting: (call) => call === 'operations.create',
      operationFaults: toFaults(settings.contract),
    },
    controls: settings.controls,
  })
}

/** The faults of operations that such an API can show. */
function toFaults({ endings, hasWords }: Contract): OperationFault['kind'][] {
  const faults: OperationFault['kind'][] = ['stuck', 'takes', 'fail', 'hidden', 'expire']
  if (endings.includes('CANCELLED')) faults.push('cancel')
  if (hasWords) faults.push('word')
  return faults
}

/**
 * The calls of a simulator of operations, by the names that scripts and the log use. `operations.create`: any
 * request that starts an operation. `operations.get`: reads its status. `operations.cancel`: cancels it.
 * `resources.get`: reads what it has created, or its result.
 */
export type OperationsCall = 'operations.create' | 'operations.get' | 'operations.cancel' | 'resources.get'

/** What a request asks for, and of which operation. */
interface FoundCall {
  readonly call: OperationsCall | null
  readonly id: string | null
}

const STARTING_METHODS = ['POST', 'PUT', 'PATCH', 'DELETE']
const MAX_KEY_LENGTH = 255

/** Serves the requests to a simulator of operations. */
function createOperationsServer(settings: OperationsSettings, parts: ServingParts) {
  const { contract, maxBodyBytes, maxOperations } = settings
  const { cancelSuffix, keyParameter } = contract
  const idAt = new RegExp(`/(${contract.idPrefix}_[0-9a-z]{26})$`)
  let state = createOperationsState(settings)
  let keptAnswers = createKeptAnswers(maxOperations)

  function findCall(method: string, path: string): FoundCall {
    if (method === 'GET') {
      const owner = state.findByResource(path)
      const isPoll = owner === null || contract.statusPath(owner) === null
      const id = owner?.id ?? idAt.exec(path)?.[1] ?? null
      return { call: id === null ? null : isPoll ? 'operations.get' : 'resources.get', id }
    }
    const isCancel = method === 'POST' && cancelSuffix !== null && path.endsWith(cancelSuffix)
    const id = isCancel ? (idAt.exec(path.slice(0, -cancelSuffix.length))?.[1] ?? null) : null
    if (id !== null) return { call: 'operations.cancel', id }
    return { call: STARTING_METHODS.includes(method) ? 'operations.create' : null, id: null }
  }

  function create({ at, faults, request, url }: Arrival, path: string, text: string): Performed {
    const { headers, method } = request
    const fingerprint = `${method} ${path}${url.search}\n${text}`
    const named = keyParameter === undefined ? null : url.searchParams.get(keyParameter)
    const key = headers.get('idempotency-key') ?? named
    const kept = key === null ? null : keptAnswers.find(checkKey(key), at)
    if (kept !== null) {
      if (kept.request === fingerprint) return { ...kept, replayed: true }
      throw new ApiFailure(
        422,
        20_422,
        'This Idempotency-Key came with another request before. Send a new key.',
      )
    }
    const submission = { method, path, query: url.search, input: readInput(text, headers) }
    const operation = state.start(submission, faults.filter(isOperationFault), at)
    const operationId = operation.id
    const answer = contract.accept(state.view(operation, url.origin, at))
    if (key !== null) keptAnswers.keep(key, { at, request: fingerprint, answer, operationId })
    return { answer, operationId, replayed: false }
  }

  /** The response of a call that names an operation. */
  function answerCall(
    call: OperationsCall,
    operation: SubmittedOperation,
    path: string,
    at: number,
    origin: string,
  ) {
    const look = () => state.view(operation, origin, at)
    const statusPath = contract.statusPath(operation.submission)
    if (call === 'resources.get' || statusPath === null) return contract.readResource(look())
    if (!path.endsWith(call === 'operations.get' ? statusPath : `${statusPath}${cancelSuffix}`)) return null
    if (call === 'operations.get') return contract.readStatus(look())
    if (state.cancel(operation, at)) return contract.confirmCancel(look())
    throw new ApiFailure(409, 20_409, `The operation is ${operation.status} and cannot be cancelled.`)
  }

  return {
    serve(request: Request): Promise<Response> {
      const { method } = request
      const path = new URL(request.url).pathname.replace(/\/+$/, '')
      const { call, id } = findCall(method, path)
      let told: { readonly answer: Answer; readonly status: string } | undefined
      return serveRequest(parts, request, {
        call,
        isPoll: call === 'operations.get',
        account: null,
        operationId: id,
        maxBodyBytes,
        headers: {},
        perform(arrival, text) {
          const { at, url } = arrival
          if (call === 'operations.create') return create(arrival, path, text)
          if (call === null && method !== 'GET') throw notAllowed()
          const operation = id === null ? null : state.find(id, at)
          const answer = call && operation && answerCall(call, operation, path, at, url.origin)
          if (!answer) throw new ApiFailure(404, 20_404, `There is nothing at ${url.pathname}.`)
          told = { answer, status: operation.status }
          return { answer, operationId: id, replayed: false }
        },
        refuse: (failure) => ({
          status: failure.status,
          headers: failure.headers,
          body: contract.toError(failure),
        }),
        // A response that a fault has changed says something else, or nothing.
        readStatus: ({ status, text }) =>
          told?.answer.status === status && text === (JSON.stringify(told.answer.body) ?? '')
            ? told.status
            : null,
      })
    },
    settle: (id: string, status: Outcome, error: OperationError) =>
      contract.endings.includes(status) && state.settle(id, status, error, parts.clock.now()),
    forget() {
      state = createOperationsState(settings)
      keptAnswers = createKeptAnswers(maxOperations)
    },
  }
}

function notAllowed(): ApiFailure {
  const methods = ['GET', ...STARTING_METHODS].join(', ')
  return new ApiFailure(405, 20_004, `This method is not allowed here; allowed: ${methods}.`, {
    headers: { Allow: methods },
  })
}

function checkKey(key: string): string {
  if (key !== '' && key.length <= MAX_KEY_LENGTH) return key
  throw new ApiFailure(400, 20_001, `An Idempotency-Key must have 1 to ${MAX_KEY_LENGTH} characters.`)
}

/** The JSON of a body; null if there is none. Throws a 415 for another media type, and a 400 for broken JSON. */
function readInput(text: string, headers: Headers): Json {
  if (text === '') return null
  const mediaType = headers.get('content-type')?.split(';')[0]?.trim() ?? ''
  if (!/^application\/(?:[\w.-]+\+)?json$/i.test(mediaType))
    throw new ApiFailure(415, 20_415, `The body must be JSON, not ${mediaType || 'without a media type'}.`)
  const input = readJson(text)
  if (input === undefined) throw new ApiFailure(400, 20_400, 'The body is not JSON.')
  return input
}
