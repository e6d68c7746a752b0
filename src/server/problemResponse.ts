import type { Refusal } from './Refusal.ts'

/** The refusal as `application/problem+json` (RFC 9457): `type`, `title`, `status`, `detail`. */
export function problemResponse(refusal: Refusal): Response {
  const { status, kind, title, detail } = refusal
  const headers = new Headers(refusal.headers)
  headers.set('Content-Type', 'application/problem+json')
  return new Response(JSON.stringify({ type: `urn:react-accepted:proxy:${kind}`, title, status, detail }), {
    status,
    headers,
  })
}
