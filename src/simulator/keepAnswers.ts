import type { Account, KeptAnswer } from './Account.ts'
import { ApiFailure, invalidFields } from './ApiFailure.ts'
import { toProblem } from './checkField.ts'
import type { Settings } from './SimulatorOptions.ts'

/** Life of an Idempotency-Key (API pages): 24 h, per account and region. */
export const KEY_LIFE_MS = 24 * 60 * 60 * 1000

const KEY = /^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$/

/** Throws a 400 for a key that has not the shape of a UUID. */
export function checkKey(key: string): void {
  if (!KEY.test(key)) throw invalidFields(20_001, [toProblem(['Idempotency-Key'], 'must be a UUID', key)])
}

/**
 * The answer kept under a key, if it is still alive. Throws a 409 when the settings refuse the key for another request
 * than its first one.
 */
export function findKeptAnswer(
  account: Account,
  key: string,
  request: string,
  now: number,
  settings: Settings,
): KeptAnswer | null {
  forgetOld(account, now)
  const kept = account.keptAnswers.get(key.toLowerCase())
  if (!kept) return null
  if (kept.request === request || settings.sameKeyOtherBody === 'replay') return kept
  throw new ApiFailure(409, 20_409, 'This Idempotency-Key came with another request before. Send a new key.')
}

/** Keeps an answer under its key. */
export function keepAnswer(account: Account, key: string, kept: KeptAnswer): void {
  account.keptAnswers.set(key.toLowerCase(), kept)
}

/** Keys are in the order in which they came, so that the old ones are in front. */
function forgetOld({ keptAnswers }: Account, now: number): void {
  for (const [key, { at }] of keptAnswers) {
    if (now - at < KEY_LIFE_MS) break
    keptAnswers.delete(key)
  }
}
