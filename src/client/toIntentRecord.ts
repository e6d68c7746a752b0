import { defined } from '../protocol/defined.ts'
import type { KnownRecipe } from './defineOperation.ts'
import { createIdempotencyKey } from './idempotencyKey.ts'
import type { IntentRecord } from './journalRecord.ts'
import type { PreparedRequest } from './preparedRequest.ts'

/** A new intent, under a key of its own. Where the endpoint takes no key, it still names the record. */
export function toIntentRecord(
  { kind, api, label, hint, resourceId, takesIdempotencyKey }: PreparedRequest,
  { version, isDestructive = false }: KnownRecipe,
  now: number,
): IntentRecord {
  const idempotencyKey = createIdempotencyKey()
  const own = { idempotencyKey, kind, version, api, label, hint, resourceId, takesIdempotencyKey }
  return defined({ ...own, isDestructive, createdAt: now, state: 'sending' as const })
}
