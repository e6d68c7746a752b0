import { SubmissionError } from '../../protocol/errors.ts'
import { isGone } from '../../protocol/failure.ts'
import { isRecord, readField, readText, readTexts } from '../../protocol/json.ts'

const METHODS = ['POST', 'PUT', 'PATCH', 'DELETE'] as const

/** The request of one intent as it is sent: validated plain JSON, identical on every attempt with its key. */
export interface PreparedRequest {
  readonly api?: string | undefined
  readonly method: (typeof METHODS)[number]
  /** Path below the API's `baseUrl`, starting with `/`. */
  readonly path: string
  readonly headers?: Readonly<Record<string, string>> | undefined
  /** The serialized JSON body. */
  readonly body?: string | undefined
  readonly kind: string
  readonly label?: string | undefined
  readonly hint?: Readonly<Record<string, string>> | undefined
  readonly resourceId?: string | undefined
  readonly takesIdempotencyKey: boolean
}

/** Headers that belong to the client or the network. A single request must not set them. */
const FOREIGN_HEADER = /^(?:authorization|cookie|host|proxy-.*|x-submission-id)$/i
const HEADER_NAME = /^[\w!#$%&'*+.^`|~-]+$/
/** No control characters, which rules out header injection. */
const HEADER_VALUE = /^[\t\x20-\x7e\x80-\xff]*$/

/**
 * True for a request that is safe to send. New and stored requests pass the same check, because both are sent
 * with the credentials of the current user. The path must stay below `baseUrl` however it is parsed: browsers
 * treat a backslash as a slash and drop line breaks and tabs, and some servers decode `%2e` and `%2f` before
 * they resolve dot segments.
 */
export function isSendable({ path, headers = {} }: Pick<PreparedRequest, 'path' | 'headers'>): boolean {
  // oxlint-disable-next-line no-control-regex -- These are the characters to reject.
  if (!/^\/(?!\/)[^\\#\x00-\x1f\x7f]*$/.test(path)) return false
  const decoded = path
    .replace(/\?.*/, '')
    .replace(/%2e/gi, '.')
    .replace(/%(?:2f|5c)/gi, '/')
  return (
    !/\/\.{1,2}(?:\/|$)/.test(decoded) &&
    Object.entries(headers).every(
      ([name, value]) => HEADER_NAME.test(name) && !FOREIGN_HEADER.test(name) && HEADER_VALUE.test(value),
    )
  )
}

/** Reads a stored request; `undefined` if it is not valid. */
export function readPreparedRequest(value: unknown): PreparedRequest | undefined {
  const given = readText(value, 'method')
  const method = METHODS.find((one) => one === given)
  // Not truncated: nothing else may be sent with its key.
  const path = readField(value, 'path')
  const kind = readText(value, 'kind')
  const body = readField(value, 'body')
  const headers = readTexts(value, 'headers')
  if (!method || !kind || typeof path !== 'string' || !isSendable({ path, headers })) return undefined
  // If some headers were dropped, it would be a different request.
  if (JSON.stringify(headers) !== JSON.stringify(readField(value, 'headers'))) return undefined
  if (body !== undefined && typeof body !== 'string') return undefined
  return {
    api: readText(value, 'api'),
    method,
    path,
    headers,
    body,
    kind,
    label: readText(value, 'label'),
    hint: readTexts(value, 'hint'),
    resourceId: readText(value, 'resourceId'),
    takesIdempotencyKey: readField(value, 'takesIdempotencyKey') === true,
  }
}

/** Calls `prepare`, and returns what it throws as an error instead. */
export async function prepareSafely(
  prepare: () => Promise<PreparedRequest>,
): Promise<PreparedRequest | { readonly error: SubmissionError }> {
  try {
    return await prepare()
  } catch (thrown) {
    return { error: toSubmissionError(thrown, 'refused', undefined) }
  }
}

/**
 * @param outcome for anything but a SubmissionError: `refused` before anything was sent, because nothing can
 * have been created
 */
export function toSubmissionError(
  thrown: unknown,
  outcome: 'refused' | 'unclear',
  idempotencyKey: string | undefined,
): SubmissionError {
  if (thrown instanceof SubmissionError) return thrown
  const kind = outcome === 'refused' ? 'refused' : 'contract'
  return new SubmissionError(outcome, { kind, message: String(thrown) }, 0, idempotencyKey)
}

/** True if the server rejected the last attempt. An earlier attempt may still have been accepted. */
export function wasRejected({ failure }: SubmissionError): boolean {
  return failure.kind === 'refused' || isGone(failure)
}

/** The same failure as `refused`, now that it is known that nothing was created. */
export function toRefused({ failure, attempts, idempotencyKey }: SubmissionError): SubmissionError {
  return new SubmissionError('refused', failure, attempts, idempotencyKey)
}

const validated = new WeakSet<object>()

/** Marks an input that a form has just validated by the endpoint's own rules, and returns it. */
export function markValidated<TInput>(input: TInput): TInput {
  if (isRecord(input)) validated.add(input)
  return input
}

/** True for an input of {@link markValidated}: sending it does not validate it again. */
export function isValidated(input: unknown): boolean {
  return isRecord(input) && validated.has(input)
}
