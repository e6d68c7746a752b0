import type { DialectAnswer, Reading, SubmittedRequest } from '../dialect.ts'
import { defineDialect } from '../dialect.ts'
import { readAt } from '../json.ts'
import type { Dialect, OperationStatus } from '../operation.ts'
import { readError, readWordAt } from './bodyReaders.ts'

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
