import type { Job, ModelApi, Reply } from './api.ts'
import { FILE_PATH, ORIGIN, SUBMIT_PATH, toPath } from './api.ts'
import type { Entry, Kept, ModelPage } from './book.ts'
import {
  createEntry,
  noteResult,
  refuseCancel,
  refuseFile,
  refusePoll,
  toChecked,
  toSaid,
  toStatusPath,
  toWait,
} from './book.ts'
import type { Chance } from './chance.ts'
import { toFault, toFileReply, toResponse } from './replies.ts'

const FINAL: readonly unknown[] = ['COMPLETED', 'FAILED', 'CANCELLED']

/** A server of one API that answers by chance, and records everything that a client must not do. */
export function createModelServer(api: ModelApi, chance: Chance, hasResult: boolean) {
  const violations: string[] = []
  const reached = new Set<string>()
  const jobs: Job[] = []
  const kept = new Map<string, Kept>()
  let isHealthy = false

  function accept(id: string, key: string): { job: Job; retryAfter: string | undefined } {
    const { place, payload, endsAtOnce, retryAfter } = chance.plans.next().value
    const job: Job = {
      id,
      key,
      status: (api.canEndAtOnce && endsAtOnce) || 'PENDING',
      progress: undefined,
      isCancelling: false,
      hop: 0,
      place: api.places[place % api.places.length] ?? 'inline',
      payload,
    }
    jobs.push(job)
    return { job, retryAfter }
  }

  async function poll(entry: Entry, page: ModelPage, signal: AbortSignal | null | undefined) {
    const { job } = entry
    const drawn = chance.answers.next().value
    const { takesMs, how, retryAfter, progress } = isHealthy
      ? { ...drawn, takesMs: 0, how: 'COMPLETED' }
      : drawn
    if (how !== 'lost') job.hop += 1
    if (job.status === 'PENDING') {
      if (how === 'COMPLETED' || how === 'FAILED' || how === 'CANCELLED') job.status = how
      job.progress = progress
    }
    const isWhole = how === 'PENDING' || FINAL.includes(how) || (how === 'noStatus' && api.isByHttpStatus)
    const said = { ...job }
    const reply = isWhole ? api.say(job) : toFault(how)
    const isEnd = isWhole && job.status !== 'PENDING'
    // Next to a 200, it means that the operation is still running.
    const wait = isEnd && api.isByHttpStatus ? undefined : retryAfter
    return respond(entry, page, { takesMs, isLost: how === 'lost', signal, reply, wait }, (isThere) => {
      entry.isBusy = false
      entry.isGone = isThere && (how === 404 || how === 410)
      // After a refusal, the user asks again: not before the server's own Retry-After, but before the dialect's.
      const restMs = entry.isGone || (isThere && how === 401) ? undefined : api.restMs
      entry.nextAt = Date.now() + toWait(entry, isThere ? wait : undefined, restMs)
      if (entry.isStored && entry.isGone) entry.result = { state: 'unreadable' }
      if (!isThere || !isWhole) return
      if (!entry.isStored) entry.status = toSaid(api, said.status)
      // Only a response that says that it is still running names the next URL.
      if (!isEnd) entry.hop = said.hop
      const stored = kept.get(job.key)
      if (stored) stored.hop = entry.hop
      if (api.hasProgress && said.progress !== undefined && said.progress >= 0)
        entry.progress = Math.max(entry.progress ?? 0, Math.min(100, Math.floor(said.progress)))
      if (api.saysCancelling && said.isCancelling) entry.isCancelling = true
      if (isEnd) reached.add(entry.isCancelling ? `${entry.status} after it was cancelled` : entry.status)
      if (isEnd && hasResult) noteResult(api, entry, entry.isStored)
    })
  }

  async function readFile(entry: Entry, page: ModelPage, signal: AbortSignal | null | undefined) {
    const drawn = chance.files.next().value
    const { takesMs, how, retryAfter } = isHealthy ? { ...drawn, takesMs: 0, how: 'whole' as const } : drawn
    const { job } = entry
    const reply = toFileReply(how, job)
    const href = ORIGIN + toPath(api.resultPath ?? FILE_PATH, job)
    return respond(
      entry,
      page,
      { takesMs, isLost: how === 'lost', signal, reply, wait: retryAfter },
      (isThere) => {
        Object.assign(entry, { isBusy: false, mayReadFile: false })
        entry.nextAt = Date.now() + toWait(entry, isThere ? retryAfter : undefined)
        if (!isThere) return
        if (how === 'whole') entry.result = toChecked(job.payload)
        if (how === 'empty') entry.result = { state: 'invalid' }
        if (how === 'large' || how === 'csv' || how === 'moved') entry.result = { state: 'link', href }
        if (how === 404 || how === 409 || how === 410) entry.result = { state: 'unreadable' }
      },
    )
  }

  async function cancel(entry: Entry, page: ModelPage, signal: AbortSignal | null | undefined) {
    const { job } = entry
    const { takesMs, how, isDone } = chance.agreements.next().value
    const isAgreed = how === 200 || how === 202 || how === 204
    if (job.status === 'PENDING' && (isAgreed || isDone)) job.isCancelling = true
    const status = typeof how === 'number' ? how : 200
    const reply = { status, ...(status !== 204 && { body: { message: 'So be it.' } }) }
    Object.assign(entry, { isCancelBusy: true, mayCancel: false })
    reached.add('a request to cancel')
    return respond(
      entry,
      page,
      { takesMs, isLost: how === 'lost', signal, reply, wait: undefined },
      (isThere) => {
        entry.isCancelBusy = false
        const stored = kept.get(job.key)
        if (!isThere || !isAgreed) reached.add('a refusal to cancel')
        // If a poll has said meanwhile that it has ended, there is nothing left to cancel.
        else if (entry.status === 'PENDING') {
          entry.isCancelling = true
          if (stored) stored.isAgreed = true
        }
      },
    )
  }

  /** A response on its way. */
  interface Sent {
    readonly takesMs: number
    readonly isLost: boolean
    readonly signal: AbortSignal | null | undefined
    readonly reply: Reply
    readonly wait: string | undefined
  }

  /** Calls `note` as soon as the page has the response, or knows that it will not get one. */
  async function respond(
    entry: Entry,
    page: ModelPage,
    { takesMs, isLost, signal, reply, wait }: Sent,
    note: (isThere: boolean) => void,
  ): Promise<Response> {
    const { era } = page
    const isThere = (await onItsWay(takesMs, signal)) && !isLost
    if (!page.isOpen) return new Promise(() => undefined)
    if (era === page.era) {
      note(isThere)
      entry.changedAt = Date.now()
    } else reached.add('a response after a sign-out')
    if (!isThere) throw new TypeError('Failed to fetch')
    return toResponse(reply, wait)
  }

  function createFetch(page: ModelPage): typeof globalThis.fetch {
    return async (input, init) => {
      if (!page.isOpen) return new Promise(() => undefined)
      const { origin, pathname, search } = new URL(input instanceof Request ? input.url : input)
      const path = pathname + search
      const method = init?.method ?? 'GET'
      if (origin !== ORIGIN) violations.push(`a request to ${origin}`)
      const [, id = ''] = /^\/\w+\/(\d+)/.exec(path) ?? []
      const job = jobs.find((one) => one.id === id)
      if (!job) {
        const key = new Headers(init?.headers).get('idempotency-key') ?? ''
        if (method !== api.method || path !== toPath(SUBMIT_PATH, { id }))
          violations.push(`${method} ${path}`)
        return begin(page, accept(id, key))
      }
      const entry = page.entries.get(job.key)
      if (!entry) {
        violations.push(`${method} ${path} after a sign-out`)
        return new Promise(() => undefined)
      }
      const { signal } = init ?? {}
      if (api.cancel?.method === method && path.replace(/\?hop=\d+$/, '') === toPath(api.cancel.path, job))
        return askToCancel(entry, page, signal)
      const isFile = path === toPath(api.resultPath ?? FILE_PATH, job) && api.places.includes('url')
      const isStrange = method !== 'GET' && `${method} ${path}`
      const refused = isFile ? refuseFile(entry) : refusePoll(entry, path, toStatusPath(api, entry))
      if (isStrange || refused) violations.push(`${isStrange || refused} (operation ${id})`)
      entry.isBusy = true
      if (entry.isStored) reached.add('a result that is read again')
      return isFile ? readFile(entry, page, signal) : poll(entry, page, signal)
    }
  }

  function askToCancel(entry: Entry, page: ModelPage, signal: AbortSignal | null | undefined) {
    const refused = refuseCancel(entry, kept.get(entry.job.key)?.isAgreed === true)
    if (refused) violations.push(`${refused} (operation ${entry.job.id})`)
    return cancel(entry, page, signal)
  }

  function begin(page: ModelPage, { job, retryAfter }: ReturnType<typeof accept>) {
    const entry = createEntry(job, { status: toSaid(api, job.status) })
    const wait = job.status !== 'PENDING' ? undefined : retryAfter
    entry.nextAt = Date.now() + toWait(entry, wait, api.restMs)
    page.entries.set(job.key, entry)
    const { nextAt, hasWait } = entry
    kept.set(job.key, { job, nextAt, hasWait, isAgreed: false, ends: 0, hop: 0 })
    if (hasResult) noteResult(api, entry, false)
    return toResponse(api.accept(job), wait)
  }

  return {
    violations,
    reached,
    kept,
    createFetch,
    /** From now on, every response is whole and immediate. */
    heal: () => void (isHealthy = true),
    /** What a page knows when it opens. */
    open(): ModelPage {
      const entries = [...kept.values()].map(({ job, nextAt, hasWait, isAgreed, ends, hop }) => {
        const status = ends > 0 ? toSaid(api, job.status) : 'PENDING'
        const isUnread = status === 'COMPLETED' && hasResult
        const result = { state: isUnread ? ('unread' as const) : ('none' as const) }
        const isCancelling = isAgreed && status === 'PENDING'
        const isStored = ends > 0
        const at = isStored ? 0 : nextAt
        const fields = {
          status,
          result,
          nextAt: at,
          hasWait,
          isCancelling,
          isStored,
          hop: isStored ? hop : 0,
        }
        return [job.key, createEntry(job, fields)] as const
      })
      return { entries: new Map(entries), isOpen: true, era: 0 }
    },
    signOut(page: ModelPage) {
      page.era += 1
      page.entries.clear()
      kept.clear()
    },
  }
}

/** Resolves to false if the client gave up first. */
function onItsWay(ms: number, signal: AbortSignal | null | undefined): Promise<boolean> {
  if (ms === 0) return Promise.resolve(true)
  return new Promise((resolve) => {
    setTimeout(() => resolve(true), ms)
    signal?.addEventListener('abort', () => resolve(false))
  })
}
