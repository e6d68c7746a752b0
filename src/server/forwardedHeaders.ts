import { isJsonContentType } from './isJsonContentType.ts'
import type { OrchestratorRoute } from './orchestratorRoutes.ts'
import { Refusal } from './Refusal.ts'

/** Idempotency-Key has the shape of a UUID, of any version (Conversations v2). */
const idempotencyKey = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** If-Match has at most 100 characters (Memory v1). */
const ifMatch = /^[\x20-\x7e]{1,100}$/

/** The request headers that go on to Twilio: these, and no other. */
export function forwardedHeaders(request: Request, route: OrchestratorRoute): Record<string, string> {
  const headers: Record<string, string> = { Accept: 'application/json' }
  if (route.method === 'GET') return headers
  if (route.hasBody) {
    if (!isJsonContentType(request.headers.get('Content-Type'))) {
      const detail = 'The API takes application/json in UTF-8 only.'
      throw new Refusal(415, 'not-json', 'Unsupported media type', detail)
    }
    headers['Content-Type'] = 'application/json'
  }
  copyHeader(request, headers, 'Idempotency-Key', idempotencyKey, 'the shape of a UUID')
  copyHeader(request, headers, 'If-Match', ifMatch, 'at most 100 visible characters')
  return headers
}

function copyHeader(
  request: Request,
  headers: Record<string, string>,
  name: string,
  pattern: RegExp,
  form: string,
): void {
  const value = request.headers.get(name)
  if (value === null) return
  if (!pattern.test(value)) {
    throw new Refusal(400, 'invalid-header', 'Invalid request header', `${name} must have ${form}.`)
  }
  headers[name] = value
}
