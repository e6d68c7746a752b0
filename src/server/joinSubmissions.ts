import type { CleanAnswer } from './cleanAnswer.ts'
import { fairMap } from './fairMap.ts'
import type { ProxySettings } from './proxySettings.ts'
import { Refusal } from './Refusal.ts'
import { DeadlinePassed, withinDeadline } from './withinDeadline.ts'

/** A write that the browser has named, because no Idempotency-Key makes it one at the API. */
export interface Submission {
  readonly tenant: string
  readonly id: string
  /** The same for the same method, path and body. */
  readonly what: string
}

/** Sends a submission once: who comes again is given what the first was given. */
export type JoinSubmission = (
  submission: Submission,
  send: () => Promise<CleanAnswer>,
) => Promise<CleanAnswer>

interface Known {
  readonly what: string
  readonly recall: () => Promise<CleanAnswer>
}

/** A browser repeats at once, and a person who reloads within minutes. */
const keptMs = 10 * 60_000
/** An answer to a write is a few kilobytes. */
const maxLetters = 65_536
/** Of an entry, beside its answer: IDs, digest, headers. */
const letters = 1_000

/**
 * Keeps what came of each submission, in this process. A browser repeats a POST by itself when a kept connection ends
 * without an answer, and the page does not know: one `fetch` then arrives twice. The second joins the first while it
 * is under way, and is given its answer for ten minutes after. Kept is also what nobody knows the outcome of (502,
 * 504). Not kept is an answer by which the API says that it has done nothing and may be asked again.
 */
export function joinSubmissions({
  now,
  timeoutMs,
}: Pick<ProxySettings, 'now' | 'timeoutMs'>): JoinSubmission {
  const known = fairMap<Known>({ maxEntries: 2_000, maxLetters: 8_000_000, now })

  return async ({ tenant, id, what }, send) => {
    const before = known.get(tenant, id)
    if (before === undefined) return begin({ tenant, id, what }, send)
    if (before.what === what) return join(before.recall)
    const detail = 'Another request has had this X-Submission-Id. Nothing was sent to the API.'
    throw new Refusal(422, 'submission-differs', 'Another submission', detail)
  }

  async function begin(
    { tenant, id, what }: Submission,
    send: () => Promise<CleanAnswer>,
  ): Promise<CleanAnswer> {
    const keep = (recall: Known['recall'], length: number): void =>
      known.set(tenant, id, { what, recall }, { ttlMs: keptMs + timeoutMs, letters: letters + length })
    const sending = send()
    keep(() => sending, 0)
    try {
      const answer = await sending
      if (isUndone(answer.status)) known.delete(tenant, id)
      else if (answer.text.length <= maxLetters) keep(() => Promise.resolve(answer), answer.text.length)
      else keep(() => Promise.reject(tooLong()), 0)
      return answer
    } catch (error) {
      if (!(error instanceof Refusal) || isUndone(error.status)) known.delete(tenant, id)
      else {
        const same = error.withoutCause()
        keep(() => Promise.reject(same), 0)
      }
      throw error
    }
  }

  async function join(recall: Known['recall']): Promise<CleanAnswer> {
    try {
      // In Workers what was begun dies with the request that began it, and would never end.
      return await withinDeadline(timeoutMs, recall)
    } catch (error) {
      if (error instanceof Refusal) throw error.withoutCause()
      if (!(error instanceof DeadlinePassed)) throw error
      const detail =
        `The same request is under way, and was not answered within ${timeoutMs} ms. It is not known whether the API ` +
        'has accepted it.'
      throw new Refusal(504, 'upstream-timeout', 'Gateway timeout', detail)
    }
  }
}

/** Nobody was signed in, or it was too early or too much (RFC 9110, RFC 6585, RFC 8470): the API has done nothing. */
function isUndone(status: number): boolean {
  return status === 401 || status === 403 || status === 425 || status === 429
}

function tooLong(): Refusal {
  const detail =
    'The same request was answered before. Its answer is too long to be kept, and it is not sent twice.'
  return new Refusal(502, 'answer-not-kept', 'Bad gateway', detail)
}
