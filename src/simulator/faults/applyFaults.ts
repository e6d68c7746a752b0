import { isJsonObject, readJson } from '../http/answers.ts'
import { httpDate } from '../state/clock.ts'
import type { AnswerFault, RetryAfterValue } from './Fault.ts'

/** A response as it is sent. */
export interface Delivery {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  /** Number of bytes after which the body is cut off; null if it is sent whole. */
  readonly breakAt: number | null
}

/** Applies faults to a response, in order. `now`: when it is sent, epoch ms. */
export function applyFaults(delivery: Delivery, faults: readonly AnswerFault[], now: number): Delivery {
  return faults.reduce((changed, fault) => applyFault(changed, fault, now), delivery)
}

/** The text of a `Retry-After` header. */
export function writeRetryAfter(value: RetryAfterValue, now: number): string {
  return typeof value === 'object' ? httpDate(now + value.afterSeconds * 1000, value.form) : String(value)
}

function applyFault(delivery: Delivery, fault: AnswerFault, now: number): Delivery {
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
      return Object.entries(fault.set).reduce(
        (changed, [name, value]) => setHeader(changed, name, value),
        delivery,
      )
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

/** Statuses whose responses have no body (Fetch standard: null body status). */
const BODILESS: ReadonlySet<number> = new Set([204, 205, 304])

/** Creates the `Response`. Reading a body that is cut off rejects midway. */
export function toResponse({ status, headers, text, breakAt }: Delivery): Response {
  if (BODILESS.has(status)) return new Response(null, { status, headers })
  return new Response(breakAt === null ? text : brokenStream(text, breakAt), { status, headers })
}

function brokenStream(text: string, breakAt: number): ReadableStream<Uint8Array> {
  const start = new TextEncoder().encode(text).slice(0, breakAt)
  let sent = false
  return new ReadableStream({
    async pull(controller) {
      if (!sent && start.byteLength > 0) controller.enqueue(start)
      else {
        await nextTask()
        controller.error(new TypeError('terminated'))
      }
      sent = true
    },
  })
}

/** Gives a server time to send the first part. Not a timer, because tests may have faked timers. */
function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel()
    port1.addEventListener('message', () => {
      port1.close()
      resolve()
    })
    port1.start()
    port2.postMessage(null)
  })
}
