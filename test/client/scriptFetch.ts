/** One request as it was sent. */
export interface Sent {
  readonly method: string
  readonly url: string
  readonly headers: Headers
  readonly body: string | undefined
  readonly at: number
}

/** One step of a script: a response, an error to throw, or a function that handles the request. */
export type Step =
  | Response
  | Error
  | ((request: Sent, signal: AbortSignal | undefined) => Response | Promise<Response>)

/** A `fetch` that follows a script, repeats its last step, and records what was sent. */
export function scriptFetch(...steps: Step[]) {
  const sent: Sent[] = []
  let index = 0
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const request: Sent = {
      method: init?.method ?? 'GET',
      url: input instanceof Request ? input.url : input.toString(),
      headers: new Headers(init?.headers),
      body: typeof init?.body === 'string' ? init.body : undefined,
      at: Date.now(),
    }
    sent.push(request)
    const step = steps[Math.min(index, steps.length - 1)]
    index += 1
    if (step === undefined) throw new TypeError('Nothing is scripted')
    if (step instanceof Error) throw step
    if (step instanceof Response) return step.clone()
    return step(request, init?.signal ?? undefined)
  }
  return { fetch, sent }
}

export function json(body: unknown, status = 200, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json', ...headers },
  })
}

/** What `fetch` throws if there is no connection. */
export const OFFLINE = new TypeError('Failed to fetch')

/** Never responds, but rejects when the signal is aborted, like `fetch`. */
export function silence(_: Sent, signal: AbortSignal | undefined): Promise<Response> {
  return new Promise((_resolve, reject) => {
    const stop = () => reject(new DOMException('This operation was aborted', 'AbortError'))
    if (signal?.aborted) stop()
    signal?.addEventListener('abort', stop)
  })
}

/** A response whose body breaks off after `text`. */
export function cut(text: string, status: number, headers: Record<string, string> = {}): () => Response {
  return () => {
    let isSent = false
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        if (isSent) controller.error(new TypeError('terminated'))
        else controller.enqueue(new TextEncoder().encode(text))
        isSent = true
      },
    })
    return new Response(body, { status, headers })
  }
}
