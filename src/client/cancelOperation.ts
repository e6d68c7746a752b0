import type { CancelRequest } from '../protocol/cancelling.ts'
import { toCancelRequest } from '../protocol/cancelling.ts'
import { dialectOf } from '../protocol/dialectParts.ts'
import { RequestError } from '../protocol/errors.ts'
import { isFinal, toOperationKey, toShownId } from '../protocol/operation.ts'
import type { OperationSnapshot } from '../protocol/snapshot.ts'
import { createSnapshot } from '../protocol/snapshot.ts'
import type { ClientEngine, OperationRef, OperationsClient } from './createOperationsClient.ts'
import { engineOf, toSeed } from './createOperationsClient.ts'
import { abortable } from './http/abort.ts'
import { apiOf } from './http/clientContext.ts'
import { sendRequest } from './http/sendRequest.ts'

/** Cancellations in flight, by operation, of each session of a client. */
const underWay = new WeakMap<AbortSignal, Map<string, Promise<OperationSnapshot>>>()

/**
 * Asks the server to cancel an operation, and resolves once the server has agreed. The operation stays PENDING,
 * with `isCancelling`, until the server says how it ended: usually CANCELLED, but COMPLETED and FAILED are
 * possible too. Sends nothing if it has ended, or if the server has already agreed. Called twice at once, it
 * sends one request. Never retries.
 *
 * @throws RequestError if the server refused or could not be reached, or the API cannot cancel this operation
 * @throws the signal's reason, if the caller aborted; the request itself continues
 * @throws an `AbortError` if the user signs out meanwhile
 */
export async function cancelOperation(
  client: OperationsClient,
  ref: OperationRef,
  { signal }: { readonly signal?: AbortSignal | undefined } = {},
): Promise<OperationSnapshot> {
  signal?.throwIfAborted()
  const engine = engineOf(client)
  const known = toKnown(client, ref)
  const key = toOperationKey(known)
  const session = engine.gate.session()
  const all = underWay.get(session) ?? new Map<string, Promise<OperationSnapshot>>()
  underWay.set(session, all)
  const cancelling = all.get(key) ?? cancel(engine, known).finally(() => all.delete(key))
  all.set(key, cancelling)
  return signal ? abortable(cancelling, signal) : cancelling
}

/** True if a request can cancel the operation now: it is open, and its API says how. */
export function canCancel(client: OperationsClient, ref: OperationRef): boolean {
  return toRequest(engineOf(client), toKnown(client, ref)) !== undefined
}

function toKnown(client: OperationsClient, ref: OperationRef): OperationSnapshot {
  const { context } = engineOf(client)
  return client.peek(ref) ?? toSeed(ref) ?? createSnapshot(client.identify(ref), context.now())
}

/** The operations whose cancellation the server has agreed to. A sign-out begins another set. */
function toAgreed({ context }: ClientEngine): Set<string> {
  return (context.cancelling ??= new Set())
}

function toRequest({ context }: ClientEngine, known: OperationSnapshot): CancelRequest | undefined {
  const api = context.apis.find((one) => one.api === known.api)
  const hasEnded = known.operation && isFinal(known.operation.status)
  const dialect = api && dialectOf(api)
  return dialect && !hasEnded ? toCancelRequest(known, api, dialect.cancel) : undefined
}

async function cancel(engine: ClientEngine, known: OperationSnapshot): Promise<OperationSnapshot> {
  const { context, gate } = engine
  const { operation } = known
  if (operation?.isCancelling || (operation && isFinal(operation.status))) return known
  const request = toRequest(engine, known)
  if (!request)
    throw new RequestError({
      kind: 'refused',
      message: `Operation ${toShownId(known.operationId)} was not cancelled: nothing says how. Set "cancel" of its API.`,
    })
  const { url, method, body } = request
  const headers = body === null ? {} : { 'content-type': 'application/json' }
  const { response, failure } = await sendRequest(context, apiOf(context, known.api), {
    url,
    init: { method, body, headers },
    // After a sign-out, it would be sent with another user's credentials.
    signal: gate.session(),
  })
  // Any 2xx, also with an empty body.
  if (!response?.ok && failure) throw new RequestError(failure)
  return noteCancelling(engine, known)
}

/** Marks an operation as being cancelled, until it ends. Returns its new snapshot. */
export function noteCancelling(engine: ClientEngine, known: OperationSnapshot): OperationSnapshot {
  const { gate } = engine
  // The response to an earlier poll may still arrive.
  toAgreed(engine).add(toOperationKey(known))
  const now = gate.peek(known) ?? known
  const { api, operationId } = now
  const operation = now.operation ?? { api, operationId, status: 'PENDING', rawStatus: 'PENDING' }
  return isFinal(operation.status)
    ? now
    : gate.learn({ ...now, operation: { ...operation, isCancelling: true } })
}
