import type { OperationsApi } from 'react-accepted/client'

export const ORIGIN = 'https://api.test'
/** Part of every result and of every signed link: whatever is stored must not contain it. */
export const SECRET = 'q3-payroll'
export const VALUE = { rows: 3, name: SECRET }

export type Status = 'PENDING' | 'COMPLETED' | 'FAILED' | 'CANCELLED'

/** Where a result is: in the response, at a URL of its own, on another host, or at a URL that no page may open. */
export type Place = 'inline' | 'url' | 'elsewhere' | 'unsafe'

/** An operation as its server stores it. */
export interface Job {
  readonly id: string
  readonly key: string
  status: Status
  progress: number | undefined
  isCancelling: boolean
  /** Counts the responses: some APIs name another status URL in each. */
  hop: number
  readonly place: Place
  /** What it returns. */
  readonly payload: object | undefined
}

/** A response, without its `Retry-After`. */
export interface Reply {
  readonly status?: number
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

/** How one API speaks. Written from its documentation, without the code of the dialect. */
export interface ModelApi {
  readonly name: string
  readonly options: Pick<OperationsApi, 'dialect' | 'operationPath' | 'cancel'>
  readonly method: 'POST' | 'PUT'
  readonly accept: (job: Job) => Reply
  /** The response to a poll, for `hop` and each state. */
  readonly say: (job: Job) => Reply
  /** The path that says the status of an operation. */
  readonly statusPath: string
  /** Each response names another status URL. */
  readonly isMoving?: boolean
  readonly cancel?: { readonly method: string; readonly path: string }
  /** It has no word for CANCELLED, and says that the operation failed. */
  readonly cancelsAsFailed?: boolean
  readonly places: readonly Place[]
  /** The path that the result is read from, if it has a URL of its own. */
  readonly resultPath?: string
  readonly canEndAtOnce?: boolean
  /** A body without a status means nothing here, because the HTTP status says it all. */
  readonly isByHttpStatus?: boolean
  readonly hasProgress?: boolean
  /** It says that it is cancelling. */
  readonly saysCancelling?: boolean
  /** The wait that its documentation asks for if no response had a `Retry-After`. */
  readonly restMs?: number
}

/** A path of an API, with the ID of an operation. */
export function toPath(template: string, { id }: Pick<Job, 'id'>): string {
  return template.replace('{id}', id)
}

export const SUBMIT_PATH = '/things/{id}'
export const FILE_PATH = `/files/{id}?sig=${SECRET}`

/** The URL of a result; `undefined` if it is in the response. */
export function toResultUrl(job: Job, template = FILE_PATH): string | undefined {
  const urls: Record<Place, string | undefined> = {
    inline: undefined,
    url: toPath(template, job),
    elsewhere: `https://files.elsewhere.test/${job.id}.csv?sig=${SECRET}`,
    unsafe: 'javascript:alert(1)',
  }
  return urls[job.place]
}

/** What a completed operation returns in its response. */
export function toInline({ status, place, payload }: Job): object | undefined {
  return status === 'COMPLETED' && place === 'inline' ? payload : undefined
}

/** The URL of the result of a completed operation. */
export function toEndUrl(job: Job): string | undefined {
  return job.status === 'COMPLETED' ? toResultUrl(job) : undefined
}
