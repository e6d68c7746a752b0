import type { PollAnswer } from '../../protocol/advance.ts'
import { dialectOf } from '../../protocol/dialectParts.ts'
import { RequestError } from '../../protocol/errors.ts'
import type { RequestFailure } from '../../protocol/failure.ts'
import { isGone, contractFailure, untrustedFailure } from '../../protocol/failure.ts'
import { readAt, readField } from '../../protocol/json.ts'
import type { AcceptedOperation, Operation, OperationsApi } from '../../protocol/operation.ts'
import { readPoll } from '../../protocol/readPoll.ts'
import type { ResourceRule } from '../../protocol/resource.ts'
import { chooseResource } from '../../protocol/resource.ts'
import type { OperationResult, ResultRule } from '../../protocol/result.ts'
import { validateResult } from '../../protocol/result.ts'
import type { OperationSnapshot } from '../../protocol/snapshot.ts'
import { readNamedPath, toNamedUrl, toOperationUrl } from '../../protocol/statusUrl.ts'
import type { ClientContext } from '../http/clientContext.ts'
import { apiOf } from '../http/clientContext.ts'
import { readJson } from '../http/readJson.ts'
import type { OutgoingRequest } from '../http/sendRequest.ts'
import { sendRequest } from '../http/sendRequest.ts'
import { isDoneSubmission } from './idempotencyKey.ts'

/** Lookups in total, because a new resource may appear in lists a little after its operation completed. */
const MAX_LOOKS = 6

/**
 * Looks once for the resource that a completed operation created, if no response named it. A 404, 410 or
 * other refused request ends the search as `notFound`. Any other failure, including 401 and 403, counts as a
 * failed poll.
 */
export async function lookUpResource(
  snapshot: OperationSnapshot,
  { find, type }: ResourceRule,
  context: ClientContext,
  signal: AbortSignal,
): Promise<PollAnswer> {
  // The server's clock stamped both the operation and the resource. Ours may be wrong.
  const createdAt = Date.parse(snapshot.operation?.createdAt ?? '')
  const since = Number.isNaN(createdAt) ? (snapshot.accepted?.acceptedAt ?? 0) : createdAt
  const read = async (path: string) => (await readJson(context, path, { api: snapshot.api, signal })).body
  try {
    const candidates = (await find?.(snapshot.accepted?.hint ?? {}, read)) ?? []
    const isLastLook = (snapshot.looks ?? 0) + 1 >= MAX_LOOKS
    return { resource: chooseResource(candidates, { startedAt: since, type, isLastLook }) }
  } catch (error) {
    if (!(error instanceof RequestError)) return { error: { kind: 'contract', message: String(error) } }
    const isRejection = isGone(error.failure) || error.failure.kind === 'refused'
    return isRejection ? { resource: { state: 'notFound' } } : { error: error.failure }
  }
}

/** What the completed operation says, or why its result could not be read for now. */
type ResultAnswer = { readonly result: OperationResult } | { readonly error: RequestFailure }

type Known = Pick<OperationSnapshot, 'accepted'>

/** Of an operation that had ended in the first response. */
const ONLY_ONCE: RequestFailure = {
  kind: 'gone',
  message: 'The first response had the result, and named no URL: it cannot be read again.',
}

/**
 * Adds the result to the response that says that the operation has completed. If a URL has it, it is read
 * with the next request.
 *
 * @param body of the response
 */
export async function addResult(
  read: PollAnswer,
  body: unknown,
  { accepted }: Known,
  rule: ResultRule<unknown>,
): Promise<PollAnswer> {
  if (!('operation' in read) || read.operation.status !== 'COMPLETED') return read
  const { payload: told, operation } = read
  // If there is also a URL, `result` only names what is there.
  const inline = operation.resultUrl === undefined ? readField(body, 'result') : undefined
  const payload = rule.from === undefined ? (told ?? inline) : readAt(body, rule.from)
  const hasLink = toResultLink(operation, accepted) !== undefined
  return {
    ...read,
    result: payload === undefined && hasLink ? { state: 'reading' } : await validateResult(payload, rule),
  }
}

/**
 * Reads the result of a completed operation from its own URL; after a reload, from its status first.
 *
 * @throws the signal's reason, if it is aborted
 */
export async function lookUpResult(
  snapshot: OperationSnapshot,
  rule: ResultRule<unknown>,
  context: ClientContext,
  signal: AbortSignal,
): Promise<ResultAnswer> {
  const api = apiOf(context, snapshot.api)
  const statusUrl = toOperationUrl({ ...snapshot.accepted, ...snapshot, ...snapshot.operation }, api)
  if (!statusUrl)
    return toAnswer(isDoneSubmission(snapshot) ? ONLY_ONCE : untrustedFailure(snapshot.operationId))
  let { operation } = snapshot
  if (snapshot.result?.state === 'unread') {
    const answer = await sendRequest(context, api, { url: statusUrl, signal })
    const read = (dialectOf(api)?.readPoll ?? readPoll)(answer, snapshot, context, api, statusUrl)
    const told = await addResult(read, answer.body, snapshot, rule)
    if ('error' in told) return toAnswer(told.error)
    if (!('operation' in told) || !told.result) return { error: contractFailure('status', 'COMPLETED') }
    if (told.result.state !== 'reading') return { result: told.result }
    operation = told.operation
  }
  const link = toResultLink(operation, snapshot.accepted) ?? ''
  const path = readNamedPath({ link }, 'link', api, context.pageUrl, statusUrl)
  const url = path && toNamedUrl(path, api)
  return url ? readFrom({ url, signal }, api, rule, context) : toLink(link)
}

function toResultLink(operation: Operation | undefined, accepted: AcceptedOperation | undefined) {
  return operation?.resultLink ?? operation?.resultUrl ?? accepted?.resultPath
}

/** Reads it if it is JSON of up to 1 MiB. Anything larger, another format or a redirect is a link. */
async function readFrom(
  request: OutgoingRequest,
  api: OperationsApi,
  rule: ResultRule<unknown>,
  context: ClientContext,
): Promise<ResultAnswer> {
  const answer = await sendRequest(context, api, request)
  if (!answer.failure) return { result: await validateResult(answer.body, rule) }
  const { response, failure, detail } = answer
  const { status = 0, ok = false } = response ?? {}
  if (ok && detail === 'no body') return { result: await validateResult(undefined, rule) }
  const isOther = ok && (detail === 'no JSON' || detail?.includes('more than'))
  // Browsers report a redirect as status 0.
  const isRedirect = response !== undefined && (status === 0 || (status >= 300 && status < 400))
  return isOther || isRedirect ? toLink(request.url) : toAnswer(failure)
}

function toLink(href: string): ResultAnswer {
  return /^(?:https?:\/\/|\/(?!\/))/i.test(href)
    ? { result: { state: 'link', href } }
    : toAnswer(untrustedFailure(href))
}

/** A definite refusal ends it. Anything else counts as a failed poll. */
function toAnswer(failure: RequestFailure): ResultAnswer {
  const isClear = isGone(failure) || failure.kind === 'refused' || failure.kind === 'untrusted'
  return isClear ? { result: { state: 'unreadable', failure } } : { error: failure }
}
