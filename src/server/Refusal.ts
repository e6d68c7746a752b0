/**
 * A request or an answer the proxy will not pass on. Becomes a problem document (RFC 9457); every word in it
 * is ours, never the caller's or the upstream's, so nothing can be reflected or leaked.
 */
export class Refusal extends Error {
  override readonly name = 'Refusal'
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
    more: { cause?: unknown; headers?: HeadersInit } = {},
  ) {
    super(`${title}. ${detail}`, 'cause' in more ? { cause: more.cause } : undefined)
    this.status = status
    this.kind = kind
    this.title = title
    this.detail = detail
    this.headers = new Headers(more.headers)
  }

  /** The same for who has waited for it: its cause is told to the log only once, by the one who asked. */
  withoutCause(): Refusal {
    return new Refusal(this.status, this.kind, this.title, this.detail, { headers: this.headers })
  }
}
