import type { Delivery } from './bendAnswer.ts'

/** Statuses whose responses have no body (Fetch standard: null body status). */
const BODILESS: ReadonlySet<number> = new Set([204, 205, 304])

/** Writes an answer as a `Response`; a body that breaks off rejects its reader midway. */
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

/** Gives a server the time to put the beginning on the wire. No timer: tests may have stopped those. */
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
