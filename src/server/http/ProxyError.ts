/**
 * Thrown for a request or a response that the proxy does not pass on. It becomes a problem document
 * (RFC 9457). Every word in it is ours, never the caller's or the upstream's, so nothing can be reflected or
 * leaked.
 */
export class ProxyError extends Error {
  override readonly name = 'ProxyError'
  readonly status: number
  readonly kind: string
  readonly title: string
  readonly detail: string
  readonly headers: Headers

  constructor(
    status: number,
    kind: string,
    title: string,
    detail: string,
    more: { cause?: unknown; headers?: ConstructorParameters<typeof Headers>[0] } = {},
  ) {
    super(`${title}. ${detail}`, 'cause' in more ? { cause: more.cause } : undefined)
    this.status = status
    this.kind = kind
    this.title = title
    this.detail = detail
    this.headers = new Headers(more.headers)
  }

  /** A copy for callers that waited for the same result. Only the first caller's refusal logs the cause. */
  withoutCause(): ProxyError {
    return new ProxyError(this.status, this.kind, this.title, this.detail, { headers: this.headers })
  }
}

/** A 500 for an error of our own. It tells the browser nothing about the cause. */
export function internalError(cause: unknown): ProxyError {
  return new ProxyError(500, 'internal', 'Internal error', 'The proxy failed to handle the request.', {
    cause,
  })
}

/** The refusal as `application/problem+json` (RFC 9457): `type`, `title`, `status`, `detail`. */
export function problemResponse(refusal: ProxyError): Response {
  const { status, kind, title, detail } = refusal
  const headers = new Headers(refusal.headers)
  headers.set('Content-Type', 'application/problem+json')
  return new Response(JSON.stringify({ type: `urn:react-accepted:proxy:${kind}`, title, status, detail }), {
    status,
    headers,
  })
}
