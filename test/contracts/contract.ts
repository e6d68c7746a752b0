/** One request as it arrives at the server of a contract. */
export interface ContractRequest {
  readonly method: string
  /** Path and query. */
  readonly url: string
  readonly headers: { readonly get: (name: string) => string | null }
  /** Parsed JSON, the text if it is no JSON, `undefined` if empty. */
  readonly body: unknown
}

export interface ContractAnswer {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  /** JSON; `undefined` is an empty body. */
  readonly body?: unknown
  /** A body that is not JSON. */
  readonly text?: string
}

/** How an operation ends. */
export type Ending = 'completed' | 'failed' | 'cancelled'

export interface ContractOptions {
  /** `http://127.0.0.1:1234`, for absolute URLs. */
  readonly origin: string
  /** Another origin of the same server, for APIs whose status URL is on another host. */
  readonly elsewhere?: string | undefined
  readonly ending: Ending
  /** How many polls say "running". With 0, the first answer is the end if `endingsAtOnce` has it. */
  readonly polls: number
  /** Each answer names a new status URL. The one before stays valid, older ones answer 404. */
  readonly movesUrl?: boolean | undefined
  /** Seconds, in place of what the API sends. Only where it sends a Retry-After at all. */
  readonly retryAfter?: number | undefined
}

export interface Submission {
  readonly method: 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly path: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: unknown
}

/** What a client knows in the end, about the first operation. */
export interface Expected {
  /** The API's own words. Empty if HTTP statuses say it all. */
  readonly rawWords: {
    /** One for each running poll. */
    readonly running: readonly string[]
    readonly completed?: string
    readonly failed?: string
    readonly cancelled?: string
  }
  /** The JSON at completion, wherever it is: in the operation, or at the end of a link on the same host. */
  readonly result?: unknown
  /** A link to the result, as sent. */
  readonly resultLink?: string | undefined
  readonly resourceId?: string | undefined
  readonly problem?:
    | { readonly title?: string; readonly detail?: string; readonly code?: string | number }
    | undefined
  /** One for each running poll, 0 to 100. */
  readonly progress?: readonly number[]
}

/** The server of one contract, as a state machine without a clock. */
export interface OpenContract {
  readonly handle: (request: ContractRequest) => ContractAnswer
  /** Every request, in order. */
  readonly log: readonly ContractRequest[]
  /** How often work began: a repeated request with the same key does not count. */
  readonly submissions: () => number
  /** How many operations were really cancelled by a request. */
  readonly cancels: () => number
}

export interface Contract {
  readonly name: string
  readonly submit: Submission
  readonly endings: readonly Ending[]
  /** The ends that the first answer may already be. */
  readonly endingsAtOnce: readonly Ending[]
  /** `movesUrl` has an effect. */
  readonly canMoveUrl: boolean
  readonly canCancel: boolean
  /** Where the status is in a polled body; `undefined` if HTTP statuses say it, or if it may be left out. */
  readonly statusAt: readonly string[] | undefined
  readonly expected: (options: ContractOptions) => Expected
  readonly open: (options: ContractOptions) => OpenContract
}

export type JsonObject = Readonly<Record<string, unknown>>

export const STARTED_AT = '2026-01-15T09:30:00Z'
export const ENDED_AT = '2026-01-15T09:31:00Z'

export function isRecord(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
