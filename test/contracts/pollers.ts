import type { Ending, Submission } from './contract.ts'
import { isRecord } from './contract.ts'

/** A whole answer, as plain `fetch` gives it. */
export interface Answer {
  readonly status: number
  readonly headers: Headers
  /** Parsed JSON, the text if it is no JSON, `undefined` if empty. */
  readonly body: unknown
}

/** What one answer says. */
export interface Reading {
  readonly state: 'running' | 'cancelling' | Ending
  readonly word?: unknown
  readonly progress?: unknown
  readonly result?: unknown
  /** Where the result is to be read, on this server. */
  readonly resultAt?: string | undefined
  readonly resultLink?: unknown
  readonly resourceId?: unknown
  readonly problem?: unknown
  /** Where to ask next. */
  readonly next?: string | undefined
}

/** How one family is polled, by hand. */
export interface Poller {
  /** The end in the first answer. */
  readonly atOnce?: (first: Answer, url: string) => Reading | undefined
  readonly where: (first: Answer, url: string) => string
  readonly read: (answer: Answer, url: string, first: Answer) => Reading
}

/** The value at `errors.data.0.code`. */
export function pick(value: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((inner, name) => {
    if (Array.isArray(inner)) return inner[Number(name)]
    return isRecord(inner) ? inner[name] : undefined
  }, value)
}

export async function ask(url: string, { method, headers, body }: Partial<Submission> = {}): Promise<Answer> {
  const response = await fetch(url, {
    method: method ?? 'GET',
    headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    redirect: 'manual',
  })
  const given = await response.text()
  const { status, headers: got } = response
  if (given === '') return { status, headers: got, body: undefined }
  const isJson = /json/.test(got.get('content-type') ?? '')
  const parsed: unknown = isJson ? JSON.parse(given) : given
  return { status, headers: got, body: parsed }
}

/** The problem of a body that has a code and a message somewhere; `undefined` if there is none. */
export function toProblem(body: unknown, code: string, detail: string, title = 'none'): unknown {
  const problem = { code: pick(body, code), detail: pick(body, detail), title: pick(body, title) }
  return Object.values(problem).every((part) => part === undefined) ? undefined : problem
}

/** What a word means. Any other word is running. */
export function toState(
  word: unknown,
  meanings: Readonly<Record<string, Reading['state']>>,
): Reading['state'] {
  return meanings[String(word)] ?? 'running'
}

/** The header that says where to ask. */
export function inHeader(name: string): Poller['where'] {
  return ({ headers }, url) => new URL(headers.get(name) ?? '/no-header', url).href
}

/** The field that says where to ask. */
export function inBody(path: string): Poller['where'] {
  return ({ body }, url) => new URL(String(pick(body, path)), url).href
}

/** Everything that following one operation to its end has shown. */
export interface Seen {
  readonly first: Answer
  readonly last: Answer
  readonly words: readonly unknown[]
  readonly progress: readonly unknown[] | undefined
  readonly end: Reading
  readonly result: unknown
}

const MOST_POLLS = 20

/** Submits, polls to the end without waiting, and reads the result. */
export async function followToEnd(poller: Poller, url: string, submit: Submission): Promise<Seen> {
  const first = await ask(`${url}${submit.path}`, submit)
  return follow(poller, url, first)
}

/** Polls to the end, from the first answer on. */
export async function follow(poller: Poller, url: string, first: Answer): Promise<Seen> {
  const words: unknown[] = []
  const progress: unknown[] = []
  let end = poller.atOnce?.(first, url)
  let last = first
  let where = end ? '' : poller.where(first, url)
  for (let polls = 0; !end && polls < MOST_POLLS; polls += 1) {
    last = await ask(where)
    const reading = poller.read(last, url, first)
    const { state, word, next } = reading
    if (state !== 'running' && state !== 'cancelling') end = reading
    else {
      if (word !== undefined) words.push(word)
      if (reading.progress !== undefined) progress.push(reading.progress)
      if (next !== undefined) where = next
    }
  }
  if (!end) throw new Error(`No end after ${MOST_POLLS} polls`)
  const result = end.resultAt === undefined ? end.result : (await ask(end.resultAt)).body
  return { first, last, words, progress: progress.length > 0 ? progress : undefined, end, result }
}
