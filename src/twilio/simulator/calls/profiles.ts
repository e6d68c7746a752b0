import { readBody } from './Context.ts'
import type { CallHandler } from './Context.ts'
import { accept } from './operations.ts'
import { profilesCheck } from './storePartChecks.ts'
import { inStore, needStore } from './stores.ts'

/**
 * PUT up to 1000 profiles: 202. They are not stored, because the simulator has no call that reads them. The 202
 * also has `operationId` and `createdAt` (twilio 6.3.1, BulkInstance). Where Twilio serves the operation is not
 * documented; here it is where all operations of Memory are.
 */
export const updateProfilesBulk: CallHandler = (context) => {
  const { id } = needStore(context)
  readBody(context, profilesCheck)
  return accept(context, {
    message: 'Profile batch accepted for processing.',
    namesOperation: true,
    effect: inStore(context, id, () => null),
  })
}
