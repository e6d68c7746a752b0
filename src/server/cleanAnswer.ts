import type { UpstreamAnswer } from './askUpstream.ts'
import type { OrchestratorRoute } from './orchestratorRoutes.ts'
import { toJson } from './parseJsonObject.ts'
import { passedHeaders } from './passedHeaders.ts'
import { Refusal } from './Refusal.ts'
import type { UrlSettings } from './rerootUrl.ts'
import { rewriteUrls } from './rewriteUrls.ts'

/** An answer of the API that may go to the browser. `text` is its JSON, empty for a 204. */
export interface CleanAnswer {
  readonly status: number
  readonly headers: Headers
  readonly text: string
}

/**
 * The API's answer as the browser gets it: its JSON written anew with our own URLs, its status, and the few
 * headers of the list.
 *
 * @throws {Refusal} when it is not JSON, holds a foreign URL, or holds the credentials in any spelling.
 */
export function cleanAnswer(
  answer: UpstreamAnswer,
  route: OrchestratorRoute,
  settings: UrlSettings,
  secrets: readonly string[],
): CleanAnswer {
  const { body, location } = rewriteUrls(answer, route, settings)
  const { status } = answer
  const headers = passedHeaders(answer.headers)
  if (location !== undefined) headers.set('Location', location)
  // A 204 and a 205 have no body (RFC 9110, 15.3.5 and 15.3.6), whatever has come with them.
  const isEmpty = status === 204 || status === 205
  const text = body === undefined || isEmpty ? '' : toJson(body)
  const outgoing = [text, ...headers.values()]

  if (secrets.some((secret) => outgoing.some((part) => part.includes(secret)))) {
    const detail = 'The answer of the API held the credentials of this proxy and is not passed on.'
    throw new Refusal(502, 'upstream-leak', 'Bad gateway', detail)
  }
  if (isEmpty && route.method !== 'GET') return { status: 204, headers, text }
  if (body === undefined || isEmpty) throw notJson(status, headers)
  headers.set('Content-Type', contentTypeOf(answer))
  return { status, headers, text }
}

function contentTypeOf(answer: UpstreamAnswer): string {
  const isProblem = /^application\/problem\+json/i.test(answer.headers.get('Content-Type') ?? '')
  return isProblem ? 'application/problem+json' : 'application/json'
}

/** A status that means failure is kept, with its Retry-After: a 429 or 503 of a gateway is often HTML. */
function notJson(status: number, headers: Headers): Refusal {
  const detail = `The API answered ${status} with something that is not a JSON object, or with a broken body.`
  return status >= 400
    ? new Refusal(status, 'upstream-not-json', 'The API answered without JSON', detail, { headers })
    : new Refusal(502, 'upstream-not-json', 'Bad gateway', detail, { headers })
}
