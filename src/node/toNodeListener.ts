import type { IncomingMessage, ServerResponse } from 'node:http'

/** Options of `toNodeListener`. */
export interface NodeListenerOptions {
  /**
   * Called with what the handler threw. It may return the response, or end the connection itself
   * (`response.destroy()`); otherwise the response is a 500 without details.
   */
  readonly onError?: (
    error: unknown,
    response: ServerResponse,
  ) => Response | undefined | void | Promise<Response | undefined | void>
}

/**
 * Turns a fetch handler into a listener for `http.createServer`, Express, Connect or Vite's
 * `middlewares.use`. Under a mount point the handler gets the whole path (`req.originalUrl`). A request that
 * a URL parser would change, or that a `Request` cannot represent (dot segments, backslashes, an absolute
 * target, a bad Host, CONNECT, TRACE), is refused with a 400 or 501 before the handler runs, so the handler
 * checks exactly what was sent. If other middleware has read the body, the request's `bodyUsed` is true. The
 * listener never throws.
 */
export function toNodeListener(
  handler: (request: Request) => Response | Promise<Response>,
  options: NodeListenerOptions = {},
): (req: IncomingMessage, res: ServerResponse) => void {
  // Imported lazily: the adapter needs node:net, and the entry point that re-exports this function must also
  // load in Workers.
  const adapter = import('@remix-run/node-fetch-server')
  adapter.catch(() => undefined)

  return (req, res) => {
    void adapter
      .then(({ createRequestListener, sendResponse }) => {
        const target = targetOf(req)
        const refusal = refusalOf(req, target)
        if (refusal !== undefined) return sendResponse(res, problem(...refusal))
        const listener = createRequestListener(
          async (request: Request) => {
            if (isRead(req)) void request.body?.cancel().catch(() => undefined)
            res.once('finish', () => discardRest(request, req))
            return handler(request)
          },
          {
            onError: (error) => answerOf(error, res, options),
          },
        )
        const mounted = req.url
        req.url = target
        listener(req, res)
        if (mounted !== undefined) req.url = mounted
        return undefined
      })
      .catch(() => res.destroy())
  }
}

function targetOf(req: IncomingMessage): string {
  const original: unknown = Reflect.get(req, 'originalUrl')
  return typeof original === 'string' ? original : (req.url ?? '/')
}

function refusalOf(req: IncomingMessage, target: string): [status: number, title: string] | undefined {
  if (/^(?:CONNECT|TRACE|TRACK)$/i.test(req.method ?? '')) return [501, 'Not implemented']
  if (!isOneHost(req)) return [400, 'Bad Host header']
  const path = target.split('?', 1)[0] ?? ''
  const url = `http://localhost${path}`
  return URL.canParse(url) && new URL(url).pathname === path ? undefined : [400, 'Bad request target']
}

/** RFC 9112, 3.2 forbids several Host headers: Node uses the first, and a proxy in front may use the last. */
function isOneHost(req: IncomingMessage): boolean {
  const names = req.rawHeaders.filter((name, index) => index % 2 === 0 && /^host$/i.test(name))
  const host = req.headers.host ?? 'localhost'
  const isPlain = /^[A-Za-z0-9._-]+(?::[0-9]{1,5})?$|^\[[0-9a-fA-F:.]+\](?::[0-9]{1,5})?$/.test(host)
  return names.length <= 1 && isPlain && URL.canParse(`http://${host}`)
}

/** Whether other middleware, such as a body parser, has read the body. A second read would wait forever. */
function isRead(req: IncomingMessage): boolean {
  return req.readableDidRead || req.readableEnded
}

async function answerOf(
  error: unknown,
  res: ServerResponse,
  options: NodeListenerOptions,
): Promise<Response> {
  try {
    return (await options.onError?.(error, res)) ?? problem(500, 'Internal error')
  } catch {
    return problem(500, 'Internal error')
  }
}

/** A body that the handler did not read would block the keep-alive connection: the adapter has paused it. */
function discardRest(request: Request, req: IncomingMessage): void {
  void request.body?.cancel().catch(() => undefined)
  req.resume()
}

/** RFC 9457: `about:blank` means that the status says everything. */
export function problem(status: number, title: string, detail?: string): Response {
  const body = JSON.stringify({ type: 'about:blank', title, status, detail })
  return new Response(body, { status, headers: { 'Content-Type': 'application/problem+json' } })
}
