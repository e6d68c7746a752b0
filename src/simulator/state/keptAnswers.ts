import type { Answer } from '../http/answers.ts'

/** A response stored under its Idempotency-Key. */
export interface KeptAnswer {
  readonly at: number
  /** Method, path and body of the request. */
  readonly request: string
  readonly answer: Answer
  readonly operationId: string
}

/** The responses that a repeated Idempotency-Key gets again. */
export interface KeptAnswers {
  /** The response under a key, unless the key has expired. `now`: epoch ms. */
  find(key: string, now: number): KeptAnswer | null
  keep(key: string, kept: KeptAnswer): void
}

/** Lifetime of an Idempotency-Key (Twilio's API pages): 24 h. */
const KEY_LIFE_MS = 24 * 60 * 60 * 1000

/** Keeps nothing yet, and never more than `most` responses: the oldest go first. */
export function createKeptAnswers(most = Infinity): KeptAnswers {
  // A map keeps insertion order, so the oldest keys come first.
  const kept = new Map<string, KeptAnswer>()
  return {
    find(key, now) {
      for (const [old, { at }] of kept) {
        if (now - at < KEY_LIFE_MS) break
        kept.delete(old)
      }
      return kept.get(key) ?? null
    },
    keep(key, answer) {
      kept.set(key, answer)
      const [oldest] = kept.size > most ? kept.keys() : []
      if (oldest !== undefined) kept.delete(oldest)
    },
  }
}
