import type { Job, ModelApi, Status } from './api.ts'
import { toPath, toResultUrl } from './api.ts'

/** What a page must show of a result. */
export interface Expected {
  readonly state: 'none' | 'reading' | 'unread' | 'ready' | 'invalid' | 'link' | 'unreadable'
  readonly value?: unknown
  readonly href?: string
}

/** What one page was told about one operation, by its own responses and by what an earlier page has stored. */
export interface Entry {
  readonly job: Job
  status: Status
  /** The highest that any response said. */
  progress: number | undefined
  isCancelling: boolean
  result: Expected
  /** What it becomes as soon as a visible page looks: a link needs no request. */
  soon: Expected | undefined
  /** No request is allowed before this time. */
  nextAt: number
  /** True if any response had a `Retry-After`. */
  hasWait: boolean
  isBusy: boolean
  /** It was stored as ended, so its status may be read again, if a component asks for the result. */
  isStored: boolean
  isAsked: boolean
  /** The status was just read again, so the result may be read now. */
  mayReadFile: boolean
  isCancelBusy: boolean
  /** The user has asked, and nothing was sent for that yet. */
  mayCancel: boolean
  /** When a response last arrived: what is shown may lag behind for a moment. */
  changedAt: number
  /** The last response said that nothing is there. */
  isGone: boolean
  /** The `hop` of the newest status URL. */
  hop: number
}

/** What is stored in the browser: the operations of the user who is signed in. */
export interface Kept {
  readonly job: Job
  readonly nextAt: number
  hasWait: boolean
  isAgreed: boolean
  /** How often its end was reported. */
  ends: number
  /** The `hop` of the newest status URL. */
  hop: number
}

/** One page of the browser. */
export interface ModelPage {
  readonly entries: Map<string, Entry>
  isOpen: boolean
  /** Counts the sign-outs. */
  era: number
}

export function createEntry(job: Job, fields: Partial<Entry>): Entry {
  return {
    job,
    status: 'PENDING',
    progress: undefined,
    isCancelling: false,
    result: { state: 'none' },
    soon: undefined,
    nextAt: 0,
    hasWait: false,
    isBusy: false,
    isStored: false,
    isAsked: false,
    mayReadFile: false,
    isCancelBusy: false,
    mayCancel: false,
    changedAt: Date.now(),
    isGone: false,
    hop: 0,
    ...fields,
  }
}

/** The wait that a response asks for. */
export function toWait(entry: Entry, retryAfter: string | undefined, restMs = 1_000): number {
  const isNumber = /^\d+$/.test(retryAfter ?? '')
  entry.hasWait ||= isNumber
  if (isNumber) return Math.max(1_000, Number(retryAfter) * 1_000)
  return entry.hasWait ? 1_000 : restMs
}

/** How the API says a status. */
export function toSaid({ cancelsAsFailed }: ModelApi, status: Status): Status {
  return status === 'CANCELLED' && cancelsAsFailed ? 'FAILED' : status
}

/** The status URL that the page must use, as path and query. */
export function toStatusPath({ statusPath, isMoving }: ModelApi, { job, hop }: Entry): string {
  return toPath(statusPath, job) + (isMoving ? `?hop=${hop}` : '')
}

/** What the endpoint's schema makes of a payload: written by hand, not with the schema. */
export function toChecked(payload: object | undefined): Expected {
  const { rows, name }: { rows?: unknown; name?: unknown } = payload ?? {}
  const isValid = typeof rows === 'number' && typeof name === 'string'
  return isValid ? { state: 'ready', value: { rows, name } } : { state: 'invalid' }
}

/** What is known of the result once a response has said that the operation has completed. */
export function noteResult(api: ModelApi, entry: Entry, isAgain: boolean): void {
  const { job, status } = entry
  const url = toResultUrl(job, api.resultPath)
  if (status !== 'COMPLETED') return
  if (url === undefined) {
    entry.result = toChecked(job.payload)
    return
  }
  const end: Expected = job.place === 'unsafe' ? { state: 'unreadable' } : { state: 'link', href: url }
  if (job.place === 'url') {
    entry.mayReadFile = true
    if (!isAgain) entry.result = { state: 'reading' }
  } else if (isAgain) entry.result = end
  else Object.assign(entry, { result: { state: 'reading' }, soon: end })
}

/** Why no poll of the status may be sent now, if none may. */
export function refusePoll(entry: Entry, url: string, expectedUrl: string): string | undefined {
  const { isBusy, status, isStored, isAsked, result, nextAt } = entry
  if (isBusy) return 'two requests at once'
  if (url !== expectedUrl) return `polled ${url}, not ${expectedUrl}`
  if (status !== 'PENDING' && !(isStored && result.state === 'unread')) return 'a poll after the end'
  if (isStored && !isAsked) return 'a result read that no component asked for'
  return Date.now() < nextAt ? 'a poll before its deadline' : undefined
}

/** Why the result may not be read now, if it may not. */
export function refuseFile({ isBusy, status, result, mayReadFile, nextAt }: Entry): string | undefined {
  if (isBusy) return 'two requests at once'
  if (status !== 'COMPLETED') return `the result of an operation that is ${status}`
  if (result.state !== 'reading' && !(result.state === 'unread' && mayReadFile))
    return `a result read that is ${result.state}`
  return !mayReadFile && Date.now() < nextAt ? 'a result read before its deadline' : undefined
}

/** Why no request to cancel may be sent now, if none may. */
export function refuseCancel(entry: Entry, isAgreed: boolean): string | undefined {
  if (entry.isCancelBusy) return 'two requests to cancel at once'
  if (isAgreed) return 'a request to cancel after the server has agreed'
  if (!entry.mayCancel) return 'a request to cancel that the user did not ask for'
  return entry.status === 'PENDING' ? undefined : 'a request to cancel after the end'
}
