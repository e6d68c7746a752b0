import type { OrchestratorRoute } from './orchestratorRoutes.ts'
import { readJsonClaim } from './readJsonClaim.ts'
import { Refusal } from './Refusal.ts'

/** The shape of a UUID, of any version: of an Idempotency-Key (Conversations v2), and of our own submission IDs. */
const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** If-Match has at most 100 characters (Memory v1). */
const ifMatch = /^[\x20-\x7e]{1,100}$/

/** The request headers that go on to Twilio: these, and no other. */
export function forwardedHeaders(request: Request, route: OrchestratorRoute): Record<string, string> {
  const headers: Record<string, string> = { Accept: 'application/json' }
  if (route.method === 'GET') return headers
  if (route.hasBody) {
    if (readJsonClaim(request.headers.get('Content-Type')) === 'other') {
      const detail = 'The API takes JSON in UTF-8 only.'
      throw new Refusal(415, 'not-json', 'Unsupported media type', detail)
    }
    headers['Content-Type'] = 'application/json'
  }
  copyHeader(request, headers, 'Idempotency-Key', uuid, 'the shape of a UUID')
  copyHeader(request, headers, 'If-Match', ifMatch, 'at most 100 visible characters')
  return headers
}

/**
 * The ID by which the proxy knows a write without an Idempotency-Key again when the browser repeats it. It goes no
 * further. `undefined` for a request that needs none.
 */
export function readSubmissionId(request: Request, { method }: OrchestratorRoute): string | undefined {
  if (method === 'GET' || request.headers.has('Idempotency-Key')) return undefined
  return readHeader(request, 'X-Submission-Id', uuid, 'the shape of a UUID')?.toLowerCase()
}

function copyHeader(
  request: Request,
  headers: Record<string, string>,
  name: string,
  pattern: RegExp,
  form: string,
): void {
  const value = readHeader(request, name, pattern, form)
  if (value !== undefined) headers[name] = value
}

function readHeader(request: Request, name: string, pattern: RegExp, form: string): string | undefined {
  const value = request.headers.get(name)
  if (value === null) return undefined
  if (!pattern.test(value)) {
    throw new Refusal(400, 'invalid-header', 'Invalid request header', `${name} must have ${form}.`)
  }
  return value
}
