import type { IncomingMessage } from 'node:http'

const PATHS = /^\/(\w+)\/(api\/(things|notes|operations)(?:\/([\w.%-]+))?|told)?$/

/** Where a request goes, and which session it comes from. */
export interface Place {
  readonly base: string
  /** From the `sid` cookie or header; empty if no user is signed in. */
  readonly session: string
  readonly kind: string
  readonly id: string
  readonly search: URLSearchParams
}

export function readPlace({ url = '', headers }: IncomingMessage, origin: string): Place | undefined {
  const { pathname, searchParams: search } = new URL(url, origin)
  const [, base, rest = '', kind = rest, id = ''] = PATHS.exec(pathname) ?? []
  const { sid, cookie = '' } = headers
  const session = typeof sid === 'string' ? sid : (/(?:^|;\s*)sid=([\w.]+)/.exec(cookie)?.[1] ?? '')
  return base === undefined ? undefined : { base, session, kind, id: decodeURIComponent(id), search }
}

/** The name in the body of a submission. */
export function readName(body: string): string {
  return /"name":"([^"]*)"/.exec(body)?.[1] ?? ''
}
