import type { DialectAnswer, Reading, SubmittedRequest } from '../dialect.ts'
import { defineDialect } from '../dialect.ts'
import { readAt, readId, readText } from '../json.ts'
import type { Dialect, OperationStatus } from '../operation.ts'
import { readLastSegment, readRefusal, readError, readWordAt } from './bodyReaders.ts'

/** The API is known to end with a redirect, so a 200 means that it is still running. */
const UNTIL_REDIRECT = 'untilRedirect'

/**
 * The asynchronous request-reply pattern (RFC 9110, section 15.3.3): the 202 has `Location` or
 * `Content-Location`, and the HTTP status of that URL says how it is doing.
 *
 * - Running: a 202, a 200 with `Retry-After`, and each 200 of JSON:API (by its media type or `data.links.self`).
 * - Completed: any other 2xx, whose body is the result, and a redirect, whose target is the result.
 * - Failed: a 4xx other than 404, 408 and 410, which only say that nothing could be read.
 *
 * A 200, 201 or 204 to the submission itself means that it has completed at once.
 */
export const locationDialect: Dialect = /* @__PURE__ */ defineDialect({
  name: 'location',
  readAcceptance(answer) {
    const { status, headers, body } = answer
    if (status < 300 && status !== 202)
      return {
        status: 'COMPLETED',
        rawStatus: String(status),
        resourceId: readResourceId(body),
        result: body,
      }
    const isUntilRedirect = isJsonApi(answer)
    const url = (isUntilRedirect ? null : headers.get('location')) ?? headers.get('content-location')
    const statusUrl = url ?? headers.get('location') ?? readText(readAt(body, 'data.links'), 'self', Infinity)
    if (status !== 202 || !statusUrl) return undefined
    return { statusUrl, ...(isUntilRedirect && { mode: UNTIL_REDIRECT }) }
  },
  readOperation(answer, { mode }): Reading | undefined {
    const { status, headers, body } = answer
    const location = headers.get('location') ?? undefined
    const word = readText(body, 'status') ?? readText(readAt(body, 'data.attributes'), 'status')
    const rawStatus = word ?? String(status)
    const isRunning = status === 202 || mode === UNTIL_REDIRECT || headers.get('retry-after') !== null
    if (status < 300 && isRunning) return { status: 'PENDING', rawStatus, statusUrl: location }
    if (status < 300)
      return { status: 'COMPLETED', rawStatus, resourceId: readResourceId(body), result: body }
    if (status < 400)
      return { status: 'COMPLETED', rawStatus, resultUrl: location, resourceId: readLastSegment(location) }
    const refusal = readRefusal(answer)
    return refusal && { ...refusal, rawStatus }
  },
})

function isJsonApi({ headers, body }: DialectAnswer): boolean {
  const isMedia = /^application\/vnd\.api\+json/i.test(headers.get('content-type') ?? '')
  return isMedia || readAt(body, 'data.links.self') !== undefined
}

/** The ID of the resource that is the result. */
function readResourceId(body: unknown): string | undefined {
  return readId(body, 'id') ?? readId(readAt(body, 'data'), 'id')
}

/** When a resource is ready, and where it says more. Paths are dotted: `status.phase`. */
export interface ResourceDialectOptions {
  /**
   * Whether the resource is ready: true, false, or a status. Called with the body of each response. What it throws
   * means "not yet" for the first one, which may be incomplete, and breaks the contract for later ones.
   */
  readonly until: (resource: unknown) => boolean | OperationStatus
  /** Its own word for its state. Default: `status`. */
  readonly status?: string
  /** Why it failed: a text, an object or a list. Default: the resource itself. */
  readonly error?: string
  /** Its ID, also for an API with `operationPath`. Default: `id`. */
  readonly id?: string
}

/** The resource is being deleted. */
const UNTIL_GONE = 'untilGone'

/**
 * The dialect of an API that has no operations: the resource itself is read until it is ready, and is the result.
 * Its URL is the `Location` of the first response, or the requested URL of a PUT or PATCH. A DELETE has completed
 * when the resource is gone: a 404 or 410 with JSON or without a body.
 *
 * @example
 * resourceDialect({ until: (pod) => podSchema.parse(pod).status.phase === 'Running', status: 'status.phase' })
 */
export function resourceDialect(options: ResourceDialectOptions): Dialect {
  const { until, status: statusPath = 'status', error, id = 'id' } = options

  function readResource(body: unknown): Reading {
    const told = until(body)
    const status = typeof told === 'string' ? told : told ? 'COMPLETED' : 'PENDING'
    const rawStatus = readWordAt(body, statusPath) ?? status
    const reason = error === undefined ? body : readAt(body, error)
    const problem = status === 'FAILED' ? readError(reason, rawStatus) : undefined
    return { status, rawStatus, problem, resourceId: readWordAt(body, id), result: body }
  }

  function readFirst({ headers, body }: DialectAnswer, { method, url }: SubmittedRequest): Reading {
    if (method === 'DELETE') return { statusUrl: url, mode: UNTIL_GONE }
    const statusUrl = headers.get('location') ?? (method === 'POST' ? undefined : url)
    return { ...readEarly(body), statusUrl, operationId: readWordAt(body, id) }
  }

  function readEarly(body: unknown): Reading {
    try {
      return body === undefined ? {} : readResource(body)
    } catch {
      return {}
    }
  }

  function readDeletion({ status, body }: DialectAnswer): Reading | undefined {
    if (status === 404 || status === 410) return { status: 'COMPLETED', rawStatus: String(status) }
    return status < 300 ? { status: 'PENDING', rawStatus: readWordAt(body, statusPath) } : undefined
  }

  return defineDialect({
    name: 'resource',
    readAcceptance: (answer, request) => (answer.status < 300 ? readFirst(answer, request) : undefined),
    readOperation(answer, { mode }) {
      if (mode === UNTIL_GONE) return readDeletion(answer)
      return answer.status < 300 ? readResource(answer.body) : undefined
    },
  })
}
