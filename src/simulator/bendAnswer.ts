import type { AnswerFault, RetryAfterValue } from './Fault.ts'
import { httpDate } from './httpDate.ts'
import { isJsonObject, readJson } from './Json.ts'

/** An answer as it goes over the wire. */
export interface Delivery {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  /** Bytes after which the body breaks off; null: it does not. */
  readonly breakAt: number | null
}

/** Applies the faults of an answer to it, in order. `now` is when it leaves (epoch ms). */
export function bendAnswer(delivery: Delivery, faults: readonly AnswerFault[], now: number): Delivery {
  return faults.reduce((bent, fault) => bend(bent, fault, now), delivery)
}

/** A `Retry-After` as text. */
export function writeRetryAfter(value: RetryAfterValue, now: number): string {
  return typeof value === 'object' ? httpDate(now + value.afterSeconds * 1000, value.form) : String(value)
}

function bend(delivery: Delivery, fault: AnswerFault, now: number): Delivery {
  const { text } = delivery
  switch (fault.kind) {
    case 'retryAfter':
      return setHeader(
        delivery,
        'Retry-After',
        fault.value === null ? null : writeRetryAfter(fault.value, now),
      )
    case 'contentType':
      return setHeader(delivery, 'Content-Type', fault.value)
    case 'headers':
      return Object.entries(fault.set).reduce((bent, [name, value]) => setHeader(bent, name, value), delivery)
    case 'json': {
      const body = readJson(text)
      if (!isJsonObject(body)) return delivery
      const kept = Object.entries({ ...body, ...fault.set }).filter(([key]) => !fault.remove?.includes(key))
      return { ...delivery, text: JSON.stringify(Object.fromEntries(kept)) }
    }
    case 'huge': {
      const body = readJson(text)
      return isJsonObject(body)
        ? { ...delivery, text: JSON.stringify({ ...body, padding: 'x'.repeat(fault.bytes) }) }
        : delivery
    }
    case 'malformed':
      return { ...delivery, text: fault.text ?? '<html><body>Bad gateway</body></html>' }
    case 'truncated':
      return {
        ...delivery,
        breakAt: fault.bytes ?? Math.floor(new TextEncoder().encode(text).byteLength / 2),
      }
    default:
      return delivery
  }
}

function setHeader(delivery: Delivery, name: string, value: string | null): Delivery {
  const headers = new Headers(delivery.headers)
  if (value === null) headers.delete(name)
  else headers.set(name, value)
  return { ...delivery, headers }
}
