/** One response, as data; `playFaults.ts` plays it. `{own}` and `{foreign}` in a header become origins. */
export interface ScriptedAnswer {
  /** Default: 200. */
  readonly status?: number
  /** Besides Content-Type, CORS and Date. An empty value omits the header. */
  readonly headers?: Readonly<Record<string, string | readonly string[]>>
  readonly body?: string
  /**
   * What happens to the response. `refuse`: the connection is refused. `reset`: it ends before the headers.
   * `cut`: it ends in mid-body. `silence`: no response at all. `late`: it comes after the request timed out.
   * `slow`: the body comes in pieces. `drip`: the body never ends. `noise`: bytes that are not HTTP.
   * `gzip`, `badGzip`: the body is compressed, or only declared to be. `hints`: a 103 comes first.
   */
  readonly how?:
    | 'refuse'
    | 'reset'
    | 'cut'
    | 'silence'
    | 'late'
    | 'slow'
    | 'drip'
    | 'noise'
    | 'gzip'
    | 'badGzip'
    | 'hints'
}

/** The timeout for a response that does not come. One that does comes sooner, however busy the machine is. */
export const PATIENCE_MS = 1_000

/** The expected result of a run. */
export interface Expected {
  /** Each view that differs from the previous one. */
  readonly sees: string
  /** Requests sent. */
  readonly polls: number
  /** Seconds from each response to the next request. */
  readonly waits?: readonly number[]
  /** The wait read from Retry-After, in seconds, whether or not it was used. */
  readonly asked?: number
}

/** A server fault and what the user sees of it. */
export interface FaultRow extends Expected {
  /** The end of a sentence that begins with "The server". */
  readonly does: string
  /** One per request; the last one is repeated. */
  readonly answers: readonly ScriptedAnswer[]
  /** What the user does once automatic polling has stopped: press a button, or return to the page. */
  readonly person?: 'asks' | 'returns'
  /** How long ago the 202 arrived, in ms. Default: 0. */
  readonly acceptedAgoMs?: number
  readonly requestTimeoutMs?: number
  /** Set if the result in a browser differs from the one in Node. */
  readonly chromium?: Expected & { readonly why: string }
}

/** The time at which both environments start. */
export const NOW = Date.parse('2026-01-05T09:00:00Z')

export const OPERATION_ID = 'op_1'
export const OPERATION_PATH = `/operations/${OPERATION_ID}`

export const PENDING = said('PENDING')
export const COMPLETED = said('COMPLETED')

/** A valid response with a status word. */
export function said(
  status: string,
  more: Omit<ScriptedAnswer, 'body'> & { fields?: object } = {},
): ScriptedAnswer {
  const { fields, ...answer } = more
  return { ...answer, body: JSON.stringify({ operationId: OPERATION_ID, status, ...fields }) }
}

/** An error response with the usual problem. */
export function no(status: number, headers: Record<string, string> = {}): ScriptedAnswer {
  return { status, headers, body: '{"title":"No"}' }
}

/** The view after a failed poll that is retried. */
export function retrying(reason: string): string {
  return `PENDING retrying (${reason})`
}

/** The views in order, starting with PENDING, the view of a 202. */
export function sees(...views: readonly string[]): string {
  return ['PENDING', ...views].join(' → ')
}

/** A row with one bad response and then the final status: the fault passes, and nothing is lost. */
export function passes(
  does: string,
  answer: ScriptedAnswer,
  reason: string,
  more: Partial<FaultRow> = {},
): FaultRow {
  return {
    does,
    answers: [answer, COMPLETED],
    sees: sees(retrying(reason), 'COMPLETED'),
    waits: [1],
    polls: 2,
    ...more,
  }
}

/** A row whose first response is as good as any other: the user notices nothing. */
export function unnoticed(does: string, answer: ScriptedAnswer, more: Partial<FaultRow> = {}): FaultRow {
  return {
    does,
    answers: [answer, COMPLETED],
    sees: sees('COMPLETED'),
    waits: [1],
    polls: 2,
    ...more,
  }
}

/** A row with one response that ends the polling. */
export function ends(
  does: string,
  answer: ScriptedAnswer,
  view: string,
  more: Partial<FaultRow> = {},
): FaultRow {
  return { does, answers: [answer], sees: sees(view), polls: 1, ...more }
}
