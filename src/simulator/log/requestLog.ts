/** One request and its outcome. Plain JSON; times are epoch ms on the simulator's clock. */
export interface LogEntry {
  readonly at: number
  /** When the response was sent or the connection was cut; null while the request is in progress. */
  readonly answeredAt: number | null
  /** User name of the credentials; null if they are missing or rejected. */
  readonly account: string | null
  readonly method: string
  readonly path: string
  /** Includes the `?`, or is empty. */
  readonly query: string
  /** Null if the API does not have this path or method. */
  readonly call: string | null
  /** Whether it reads the status of an operation. */
  readonly isPoll: boolean
  /** The operation that was started, replayed or polled. */
  readonly operationId: string | null
  /** The status of the polled operation in the response. */
  readonly operationStatus: string | null
  readonly idempotencyKey: string | null
  readonly ifMatch: string | null
  /** The first 4096 characters; null if there is no body. */
  readonly requestBody: string | null
  /** Null if the connection was cut, or the caller aborted, before a response. */
  readonly status: number | null
  /** True if this is the stored response to an earlier request with the same Idempotency-Key. */
  readonly replayed: boolean
  /** The `Retry-After` header of the response, as sent. */
  readonly retryAfter: string | null
  /** The `Date` header of the response, as sent. */
  readonly date: string | null
  /** How much of the response was sent. */
  readonly delivered: 'whole' | 'partly' | 'never'
}

/** The log of a simulator. */
export interface RequestLog {
  /** Adds a request; the returned line adds the rest later. */
  open(
    first: Pick<
      LogEntry,
      'at' | 'method' | 'path' | 'query' | 'call' | 'isPoll' | 'idempotencyKey' | 'ifMatch'
    >,
  ): LogLine
  entries(): LogEntry[]
  clear(): void
}

/** The log entry of one request. */
export interface LogLine {
  note(more: Partial<LogEntry>): void
}

const MAX_ENTRIES = 50_000
const MAX_BODY_LENGTH = 4096

/** Creates an empty log. It keeps the latest 50 000 requests. */
export function createRequestLog(): RequestLog {
  let entries: { current: LogEntry }[] = []
  return {
    open(first) {
      const line: { current: LogEntry } = {
        current: {
          ...first,
          answeredAt: null,
          account: null,
          operationId: null,
          operationStatus: null,
          requestBody: null,
          status: null,
          replayed: false,
          retryAfter: null,
          date: null,
          delivered: 'never',
        },
      }
      entries.push(line)
      if (entries.length >= MAX_ENTRIES * 2) entries = entries.slice(-MAX_ENTRIES)
      return {
        note(more) {
          line.current = { ...line.current, ...more }
        },
      }
    },
    entries: () => entries.slice(-MAX_ENTRIES).map(({ current }) => ({ ...current })),
    clear() {
      entries = []
    },
  }
}

/** The first 4096 characters of a body; null if it is empty. */
export function boundBody(text: string): string | null {
  return text === '' ? null : text.slice(0, MAX_BODY_LENGTH)
}

/** The arrival of a request, or the end of its response. */
interface LogMoment {
  readonly entry: LogEntry
  readonly isAnswer: boolean
}

/** Requests and responses in order of arrival and departure. Responses that never left come last. */
export function logMoments(log: readonly LogEntry[]): LogMoment[] {
  return log
    .flatMap((entry) => [
      { entry, isAnswer: false, at: entry.at },
      { entry, isAnswer: true, at: entry.answeredAt ?? Infinity },
    ])
    .toSorted((a, b) => (a.at === b.at ? 0 : a.at - b.at))
}
