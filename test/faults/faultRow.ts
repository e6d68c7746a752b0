/** One answer, as data; the server in `playFaults.ts` plays it. `{own}` and `{foreign}` in a header become origins. */
export interface ScriptedAnswer {
  /** Default: 200. */
  readonly status?: number
  /** Beside Content-Type, CORS and Date. An empty value leaves the header out. */
  readonly headers?: Readonly<Record<string, string | readonly string[]>>
  readonly body?: string
  /**
   * What is done to the answer. `refuse`: nobody listens. `reset`: the connection ends before the headers. `cut`: it ends
   * in mid-body. `silence`: no answer at all. `late`: it comes when nobody waits any more. `slow`: the body comes in pieces. `drip`: it never ends. `noise`: bytes
   * that are not HTTP. `gzip`, `badGzip`: the body, compressed or only said to be. `hints`: 103 comes first.
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

/** How long an answer is waited for that does not come: one that does comes sooner, however busy the machine is. */
export const PATIENCE_MS = 1_000

/** What must be seen. */
export interface Expected {
  /** Each view that differs from the one before it. */
  readonly sees: string
  /** Requests that left. */
  readonly polls: number
  /** Seconds from each answer to the next request. */
  readonly waits?: readonly number[]
  /** The wait that was read from Retry-After, in seconds, whether or not it was kept to. */
  readonly asked?: number
}

/** One fault of a server, and what a person sees of it. */
export interface FaultRow extends Expected {
  /** The end of a sentence that begins with "The server". */
  readonly does: string
  /** One for each request; the last is given again and again. */
  readonly answers: readonly ScriptedAnswer[]
  /** What the person does where nothing is asked by itself any more: presses a button, or comes back to the page. */
  readonly person?: 'asks' | 'returns'
  /** How long ago the 202 came. Default: just now. */
  readonly acceptedAgoMs?: number
  readonly requestTimeoutMs?: number
  /** Where a browser does not see what Node sees. */
  readonly chromium?: Expected & { readonly why: string }
}

/** The clock that both environments start at. */
export const NOW = Date.parse('2026-01-05T09:00:00Z')

export const OPERATION_ID = 'op_1'
export const OPERATION_PATH = `/operations/${OPERATION_ID}`

export const PENDING = said('PENDING')
export const COMPLETED = said('COMPLETED')

/** A good answer with a status word. */
export function said(
  status: string,
  more: Omit<ScriptedAnswer, 'body'> & { fields?: object } = {},
): ScriptedAnswer {
  const { fields, ...answer } = more
  return { ...answer, body: JSON.stringify({ operationId: OPERATION_ID, status, ...fields }) }
}

/** An answer that says no, with the usual problem. */
export function no(status: number, headers: Record<string, string> = {}): ScriptedAnswer {
  return { status, headers, body: '{"title":"No"}' }
}

/** The view of a poll that brought nothing, while others follow. */
export function retrying(reason: string): string {
  return `PENDING retrying (${reason})`
}

/** Views, one after the other, after the first: what a 202 alone tells. */
export function sees(...views: readonly string[]): string {
  return ['PENDING', ...views].join(' → ')
}

/** A row with one bad answer and then the end: the fault passes, and nothing is lost. */
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

/** A row whose first answer is as good as any other: nobody notices. */
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

/** A row with one answer that ends it. */
export function ends(
  does: string,
  answer: ScriptedAnswer,
  view: string,
  more: Partial<FaultRow> = {},
): FaultRow {
  return { does, answers: [answer], sees: sees(view), polls: 1, ...more }
}
