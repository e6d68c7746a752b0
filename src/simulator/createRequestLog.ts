import type { Call } from './findCall.ts'

/** One request and what became of it. Plain JSON; instants are epoch ms of the simulator's clock. */
export interface LogEntry {
  readonly at: number
  /** When the answer left, or the connection was cut; null while the request is being answered. */
  readonly answeredAt: number | null
  /** User name of the credentials; null without any that are accepted. */
  readonly account: string | null
  readonly method: string
  readonly path: string
  /** With its `?`, or empty. */
  readonly query: string
  /** Null for a path or method the API does not have. */
  readonly call: Call | null
  /** The operation that was started, replayed or asked for. */
  readonly operationId: string | null
  /** What the answer said of the operation that was asked for. */
  readonly operationStatus: string | null
  readonly idempotencyKey: string | null
  readonly ifMatch: string | null
  /** At most 4096 characters. */
  readonly requestBody: string | null
  /** Null when the connection was cut, or the caller left, before an answer. */
  readonly status: number | null
  /** The answer was an earlier one, kept under its Idempotency-Key. */
  readonly replayed: boolean
  /** Headers of the answer, as sent. */
  readonly retryAfter: string | null
  readonly date: string | null
  /** How much of the answer was sent. */
  readonly delivered: 'whole' | 'partly' | 'never'
}

/** The log of a simulator. */
export interface RequestLog {
  /** Notes a request; the answer notes more about it later. */
  open(
    first: Pick<LogEntry, 'at' | 'method' | 'path' | 'query' | 'call' | 'idempotencyKey' | 'ifMatch'>,
  ): LogLine
  entries(): LogEntry[]
  clear(): void
}

/** One request being noted. */
export interface LogLine {
  note(more: Partial<LogEntry>): void
}

const MAX_ENTRIES = 50_000
const MAX_BODY_LENGTH = 4096

/** Makes an empty log. It keeps the latest 50 000 requests. */
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

/** Cut to what the log keeps. */
export function boundBody(text: string): string | null {
  return text === '' ? null : text.slice(0, MAX_BODY_LENGTH)
}
