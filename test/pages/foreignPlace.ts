import type { IncomingMessage } from 'node:http'

const PATHS = /^\/(\w+)\/(api\/(things|notes|operations)(?:\/([\w.%-]+))?|told)?$/

/** Where a request goes, and who it comes from. */
export interface Place {
  readonly base: string
  /** By the cookie, or a header of that name; empty where nobody is signed in. */
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

/** Of what is to be made. */
export function readName(body: string): string {
  return /"name":"([^"]*)"/.exec(body)?.[1] ?? ''
}
