import { DeadlinePassed, withinDeadline } from '../http/body.ts'
import { ProxyError } from '../http/ProxyError.ts'
import type { ProxySettings } from '../settings/proxySettings.ts'
import { fairMap } from '../settings/statusStore.ts'
import type { SanitizedResponse } from '../upstream/sanitizeResponse.ts'

/** A write with an ID from the browser, because it has no Idempotency-Key that the API could recognize. */
export interface Submission {
  readonly tenant: string
  readonly id: string
  /** A digest of the method, URL, body and If-Match. */
  readonly what: string
}

/** Sends a submission once. A repeated request gets the response to the first. */
export type JoinSubmission = (
  submission: Submission,
  send: () => Promise<SanitizedResponse>,
) => Promise<SanitizedResponse>

interface Known {
  readonly what: string
  readonly recall: () => Promise<SanitizedResponse>
}

/** 10 minutes: a browser repeats a request at once, a user who reloads does so within minutes. */
const keptMs = 10 * 60_000
/** Longest response that is stored, in characters. A response to a write is a few kilobytes. */
const maxChars = 65_536
/** Size of an entry without its response text, in characters: IDs, digest, headers. */
const entryChars = 1_000

/**
 * Stores the outcome of each submission, in this process. A browser automatically repeats a POST if a
 * keep-alive connection closes without a response, and the page does not notice: one `fetch` arrives twice.
 * While the first request is in flight, the second joins it; afterwards it gets the same response, for 10
 * minutes plus `timeoutMs`. Unknown outcomes (502, 504) are stored too. Responses that say the API has done
 * nothing (401, 403, 425, 429) are not, so that the request can be sent again. Holds at most 2,000
 * submissions and 8,000,000 characters.
 */
export function joinSubmissions({
  now,
  timeoutMs,
}: Pick<ProxySettings, 'now' | 'timeoutMs'>): JoinSubmission {
  const known = fairMap<Known>({ maxEntries: 2_000, maxChars: 8_000_000, now })

  return async ({ tenant, id, what }, send) => {
    const before = known.get(tenant, id)
    if (before === undefined) return begin({ tenant, id, what }, send)
    if (before.what === what) return join(before.recall)
    const detail = 'A different request has already used this X-Submission-Id. Nothing was sent to the API.'
    throw new ProxyError(422, 'submission-differs', 'Different submission', detail)
  }

  async function begin(
    { tenant, id, what }: Submission,
    send: () => Promise<SanitizedResponse>,
  ): Promise<SanitizedResponse> {
    const keep = (recall: Known['recall'], length: number): void =>
      known.set(tenant, id, { what, recall }, { ttlMs: keptMs + timeoutMs, chars: entryChars + length })
    const sending = send()
    keep(() => sending, 0)
    try {
      const answer = await sending
      if (isUndone(answer.status)) known.delete(tenant, id)
      else if (answer.text.length <= maxChars) keep(() => Promise.resolve(answer), answer.text.length)
      else keep(() => Promise.reject(tooLong()), 0)
      return answer
    } catch (error) {
      if (!(error instanceof ProxyError) || isUndone(error.status)) known.delete(tenant, id)
      else {
        const same = error.withoutCause()
        keep(() => Promise.reject(same), 0)
      }
      throw error
    }
  }

  async function join(recall: Known['recall']): Promise<SanitizedResponse> {
    try {
      // In Workers, work dies with the request that started it, and its promise would never settle.
      return await withinDeadline(timeoutMs, recall)
    } catch (error) {
      if (error instanceof ProxyError) throw error.withoutCause()
      if (!(error instanceof DeadlinePassed)) throw error
      const detail =
        `The same request is in progress, and got no response within ${timeoutMs} ms. It is not known ` +
        'whether the API has accepted it.'
      throw new ProxyError(504, 'upstream-timeout', 'Gateway timeout', detail)
    }
  }
}

/** 401 and 403 (RFC 9110), 425 (RFC 8470) and 429 (RFC 6585): the API has done nothing. */
function isUndone(status: number): boolean {
  return status === 401 || status === 403 || status === 425 || status === 429
}

function tooLong(): ProxyError {
  const detail =
    'The same request already got a response, which was too long to store. The request is not sent twice.'
  return new ProxyError(502, 'answer-not-kept', 'Bad gateway', detail)
}
