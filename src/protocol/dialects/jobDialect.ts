import type { DialectAnswer, Reading } from '../dialect.ts'
import { defineDialect } from '../dialect.ts'
import { readAt } from '../json.ts'
import type { CancelRule, Dialect } from '../operation.ts'
import type { StatusVocabulary } from './bodyReaders.ts'
import { createWordReader, readDateAt, readError, readWordAt } from './bodyReaders.ts'

/** Where a job says what. Paths are dotted: `status.state`, `errors.data`. */
export interface JobDialectOptions {
  /** Its ID, for an API with `operationPath`. Default: `id`. */
  readonly id?: string
  /** The URL of its status, such as `urls.get`. Default: the response's `Location` or `Operation-Location`. */
  readonly statusUrl?: string
  /** Its status: a word in any letter case, or a boolean. Default: `status`. */
  readonly status?: string
  /**
   * The API's own words for final states: `{ JobComplete: 'COMPLETED', true: 'COMPLETED' }`. Common ones
   * (succeeded, done, failed, error, canceled, …) are known. All others are PENDING.
   */
  readonly words?: StatusVocabulary
  /**
   * How much is done: where its percentage is, or a function of the job that returns it. A function also gets the
   * first response, which may be empty. `NaN`, and what it throws, mean that nothing is known.
   */
  readonly progress?: string | ((job: unknown) => number | undefined)
  /** What the field `progress` has at the end, more than 0: 1 for a fraction. Default: 100. */
  readonly progressTotal?: number
  /** What it is doing, in the server's words. */
  readonly message?: string
  /** Why it failed: a text, an object or a list. Default: `error`, else the job itself. */
  readonly error?: string
  /** Its result. Default: `result`. */
  readonly result?: string
  /**
   * Instead of the result: where its URL is, such as `urls.result`, or a function of the job that makes it. What it
   * throws before the job has completed means that there is none yet.
   */
  readonly resultUrl?: string | ((job: unknown) => string | undefined)
  /** How a job is cancelled: a request to its URL with a suffix, such as `{ suffix: '/cancel' }`. */
  readonly cancel?: CancelRule
  /** Instead of a suffix: the URL that cancels it, such as `urls.cancel`. */
  readonly cancelUrl?: string
  /** The ID of the resource that it created. */
  readonly resourceId?: string
  /** When it was created: ISO 8601, or epoch seconds. */
  readonly createdAt?: string
  readonly completedAt?: string
}

/**
 * The dialect of an API whose operations are jobs: any 2xx to the submission is the job, and reading the job
 * gives its status. A redirect means that it has completed. A job that has ended at once is not polled.
 *
 * @example
 * jobDialect({ status: 'state', progress: 'percent', words: { Expired: 'FAILED' } })
 */
export function jobDialect(options: JobDialectOptions = {}): Dialect {
  const { id = 'id', status: statusPath = 'status', error = 'error', words } = options
  const { progress, progressTotal = 100 } = options
  const { result = 'result', resultUrl } = options
  const readWord = createWordReader(words)

  function readJob(body: unknown): Reading {
    const word = readWordAt(body, statusPath)
    const status = word === undefined ? undefined : readWord(word)
    return {
      status,
      rawStatus: word,
      progress: readPercent(body),
      message: textAt(body, options.message),
      problem: status === 'FAILED' ? readError(readAt(body, error) ?? body, word ?? 'FAILED') : undefined,
      resourceId: textAt(body, options.resourceId),
      result: resultUrl === undefined ? readAt(body, result) : undefined,
      resultUrl: readResultUrl(body, status === 'COMPLETED'),
      cancelUrl: textAt(body, options.cancelUrl),
      isCancelling: status === 'PENDING' && /^cancell?ing$/i.test(word ?? ''),
      createdAt: options.createdAt && readDateAt(body, options.createdAt),
      completedAt: options.completedAt && readDateAt(body, options.completedAt),
    }
  }

  function readPercent(body: unknown): number | undefined {
    if (typeof progress !== 'function')
      return progress === undefined
        ? undefined
        : (Number(readAt(body, progress) ?? Number.NaN) / progressTotal) * 100
    try {
      return progress(body)
    } catch {
      // A percentage is never worth an operation.
      return undefined
    }
  }

  function readResultUrl(body: unknown, isLast: boolean): string | undefined {
    try {
      return typeof resultUrl === 'function' ? resultUrl(body) : textAt(body, resultUrl)
    } catch (reason) {
      if (isLast) throw reason
      return undefined
    }
  }

  function readUrl({ headers, body }: DialectAnswer): string | undefined {
    const header = () => headers.get('operation-location') ?? headers.get('location')
    return textAt(body, options.statusUrl) ?? header() ?? undefined
  }

  return defineDialect({
    name: 'job',
    ...(options.cancel && { cancel: options.cancel }),
    readAcceptance(answer) {
      const { status, body } = answer
      const statusUrl = readUrl(answer)
      const operationId = readWordAt(body, id)
      if (status >= 300) return undefined
      const job = readJob(body)
      const canRead = statusUrl !== undefined || operationId !== undefined
      // A job that has its result already is not read again. A 202 says that it has only begun.
      const isWhole = status !== 202 && job.status === 'COMPLETED' && job.result !== undefined
      return canRead || isWhole ? { ...job, statusUrl, operationId } : undefined
    },
    readOperation({ status, body }) {
      if (status >= 400) return undefined
      return status < 300 ? readJob(body) : { status: 'COMPLETED', rawStatus: String(status) }
    },
  })
}

function textAt(body: unknown, path: string | undefined): string | undefined {
  return path === undefined ? undefined : readWordAt(body, path)
}
