import type { ContractAnswer, ContractOptions, ContractRequest, Ending, OpenContract } from './contract.ts'

/** What an operation says at one moment. */
export interface Step {
  readonly state: 'running' | 'cancelling' | Ending
  /** The number of the poll, from 0; -1 for the submission. */
  readonly at: number
}

export interface Operation {
  readonly id: string
  /** What the answer to the submission says. */
  readonly begun: () => Step
  /** A poll. */
  readonly ask: () => Step
  /** Not a poll. */
  readonly look: () => Step
  /** False if the end has been told. */
  readonly cancel: () => boolean
  /** Follows a status URL that moves, from number `hop`. `undefined` if that URL is too old. */
  readonly follow: (hop: number) => number | undefined
}

export interface Operations {
  /**
   * A key that is known begins nothing and gives the first operation, or `undefined` if the content differs.
   *
   * @param id chosen by the client
   */
  readonly begin: (once?: Once, id?: string) => Operation | undefined
  readonly find: (id: string | undefined) => Operation | undefined
  /** Oldest first. */
  readonly all: () => readonly Operation[]
}

/** What makes a request the same one. */
export interface Once {
  readonly key: string | null
  readonly content: string
}

export interface Route {
  readonly method: string
  /** Of the whole path, as sent. */
  readonly path: RegExp
  /** `undefined` means 404. */
  readonly answer: (request: ContractRequest, place: Place) => ContractAnswer | undefined
}

export interface Place {
  /** The first group of the path. */
  readonly id: string | undefined
  readonly query: URLSearchParams
}

export interface Traits {
  readonly endingsAtOnce: readonly Ending[]
  /** From the number of the operation, which is 1 for the first. */
  readonly idOf: (number: number) => string
  /** After a cancel, one poll says that the operation is about to be cancelled. */
  readonly saysCancelling?: boolean
}

export function openContract(
  options: ContractOptions,
  traits: Traits,
  toRoutes: (operations: Operations) => readonly Route[],
): OpenContract {
  const log: ContractRequest[] = []
  const begun: Operation[] = []
  const known = new Map<string, { content: string; operation: Operation }>()
  let cancels = 0

  function begin(once?: Once, id = traits.idOf(begun.length + 1)): Operation | undefined {
    const earlier = known.get(once?.key ?? '')
    if (earlier) return earlier.content === once?.content ? earlier.operation : undefined
    const operation = createOperation(id, options, traits, () => {
      cancels += 1
    })
    begun.push(operation)
    if (once?.key) known.set(once.key, { content: once.content, operation })
    return operation
  }

  const routes = toRoutes({
    begin,
    find: (id) => begun.find((one) => one.id === id),
    all: () => begun,
  })
  return {
    handle(request) {
      log.push(request)
      const { pathname, searchParams: query } = new URL(request.url, options.origin)
      for (const { method, path, answer } of routes) {
        const match = method === request.method ? path.exec(pathname) : null
        if (match) return answer(request, { id: match[1], query }) ?? { status: 404 }
      }
      return { status: 404 }
    },
    log,
    submissions: () => begun.length,
    cancels: () => cancels,
  }
}

function createOperation(
  id: string,
  { ending, polls, movesUrl = false }: ContractOptions,
  { endingsAtOnce, saysCancelling = false }: Traits,
  onCancel: () => void,
): Operation {
  const endsAtOnce = polls === 0 && endingsAtOnce.includes(ending)
  let asked = 0
  let isEndTold = endsAtOnce
  /** How many polls have been answered since the cancel. */
  let sinceCancel: number | undefined
  let newestHop = 0

  const look = (): Step => {
    const at = asked
    if (sinceCancel === undefined) return { state: at < polls ? 'running' : ending, at }
    return { state: saysCancelling && sinceCancel === 0 ? 'cancelling' : 'cancelled', at }
  }
  return {
    id,
    begun: () => (endsAtOnce ? { state: ending, at: 0 } : { state: 'running', at: -1 }),
    look,
    ask() {
      const step = look()
      asked += 1
      if (sinceCancel !== undefined) sinceCancel += 1
      isEndTold ||= step.state !== 'running' && step.state !== 'cancelling'
      return step
    },
    cancel() {
      if (isEndTold || sinceCancel !== undefined) return false
      sinceCancel = 0
      onCancel()
      return true
    },
    follow(hop) {
      if (!movesUrl) return hop === 0 ? 0 : undefined
      if (hop > newestHop || hop < newestHop - 1) return undefined
      if (hop === newestHop) newestHop += 1
      return newestHop
    },
  }
}

/** The same method, URL and body. */
export function toContent({ method, url, body }: ContractRequest): string {
  return `${method} ${url} ${JSON.stringify(body)}`
}

/** The word of a running step: the first for the submission, the next for the first poll, and so on. */
export function toRunningWord(words: readonly string[], at: number): string {
  return words[Math.min(at + 1, words.length - 1)] ?? ''
}

/** One value for each running poll. */
export function duringPolls<T>({ polls }: ContractOptions, toValue: (at: number) => T): T[] {
  return Array.from({ length: polls }, (_, at) => toValue(at))
}

export function toPercent(at: number, { polls }: ContractOptions): number {
  return Math.round(((at + 1) / (polls + 1)) * 100)
}

/** @param seconds what the API sends */
export function toRetryAfter({ retryAfter }: ContractOptions, seconds: number): Record<string, string> {
  return { 'retry-after': String(retryAfter ?? seconds) }
}
