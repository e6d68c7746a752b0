import type { DialectAnswer, Reading } from '../dialect.ts'
import { defineDialect } from '../dialect.ts'
import { readAt, readId, readText } from '../json.ts'
import type { Dialect } from '../operation.ts'
import { readLastSegment, readRefusal } from './bodyReaders.ts'

/** The API is known to end with a redirect, so a 200 means that it is still running. */
const UNTIL_REDIRECT = 'untilRedirect'

/**
 * The asynchronous request-reply pattern (RFC 9110, section 15.3.3): the 202 has `Location` or
 * `Content-Location`, and the HTTP status of that URL says how it is doing.
 *
 * - Running: a 202, a 200 with `Retry-After`, and each 200 of JSON:API (by its media type or `data.links.self`).
 * - Completed: any other 2xx, whose body is the result, and a redirect, whose target is the result.
 * - Failed: a 4xx other than 404, 408 and 410, which only say that nothing could be read.
 *
 * A 200, 201 or 204 to the submission itself means that it has completed at once.
 */
export const locationDialect: Dialect = /* @__PURE__ */ defineDialect({
  name: 'location',
  readAcceptance(answer) {
    const { status, headers, body } = answer
    if (status < 300 && status !== 202)
      return {
        status: 'COMPLETED',
        rawStatus: String(status),
        resourceId: readResourceId(body),
        result: body,
      }
    const isUntilRedirect = isJsonApi(answer)
    const url = (isUntilRedirect ? null : headers.get('location')) ?? headers.get('content-location')
    const statusUrl = url ?? headers.get('location') ?? readText(readAt(body, 'data.links'), 'self', Infinity)
    if (status !== 202 || !statusUrl) return undefined
    return { statusUrl, ...(isUntilRedirect && { mode: UNTIL_REDIRECT }) }
  },
  readOperation(answer, { mode }): Reading | undefined {
    const { status, headers, body } = answer
    const location = headers.get('location') ?? undefined
    const word = readText(body, 'status') ?? readText(readAt(body, 'data.attributes'), 'status')
    const rawStatus = word ?? String(status)
    const isRunning = status === 202 || mode === UNTIL_REDIRECT || headers.get('retry-after') !== null
    if (status < 300 && isRunning) return { status: 'PENDING', rawStatus, statusUrl: location }
    if (status < 300)
      return { status: 'COMPLETED', rawStatus, resourceId: readResourceId(body), result: body }
    if (status < 400)
      return { status: 'COMPLETED', rawStatus, resultUrl: location, resourceId: readLastSegment(location) }
    const refusal = readRefusal(answer)
    return refusal && { ...refusal, rawStatus }
  },
})

function isJsonApi({ headers, body }: DialectAnswer): boolean {
  const isMedia = /^application\/vnd\.api\+json/i.test(headers.get('content-type') ?? '')
  return isMedia || readAt(body, 'data.links.self') !== undefined
}

/** The ID of the resource that is the result. */
function readResourceId(body: unknown): string | undefined {
  return readId(body, 'id') ?? readId(readAt(body, 'data'), 'id')
}
