import { RequestError, SubmissionError } from '../protocol/errors.ts'
import { late } from './late.ts'
import { toSignedOutError } from './sentIntent.ts'
import type { submitRequest, SubmitOptions } from './submitRequest.ts'

/** Loaded before the first request of a vendor's recipe is made. */
export const lateSending = late(() => import('./sendingParts.ts'))

/** Sends a request, once that is loaded. Throws as `submitRequest`. */
export const sendLate: typeof submitRequest = async (request, client, options) => {
  const isThere = lateSending.now() !== undefined
  const { submitRequest: submit } = await load(options)
  // Whoever began it may have signed out in another tab meanwhile.
  if (!isThere && options?.mayGoOn && !(await options.mayGoOn())) {
    const { idempotencyKey: key, isUnclear } = options
    const error = toSignedOutError(key)
    throw isUnclear ? new SubmissionError('unclear', error.failure, 0, key) : error
  }
  return submit(request, client, options)
}

async function load({ isUnclear, idempotencyKey }: SubmitOptions = {}) {
  try {
    return await lateSending.load()
  } catch (error) {
    throw toUnsentError(error, isUnclear ? 'unclear' : 'refused', idempotencyKey)
  }
}

/** What is thrown if a part that sends could not be loaded: nothing has left. Any other error stays what it is. */
export function toUnsentError(
  error: unknown,
  outcome: 'refused' | 'unclear' = 'refused',
  idempotencyKey?: string,
): unknown {
  return error instanceof RequestError
    ? new SubmissionError(outcome, error.failure, 0, idempotencyKey)
    : error
}
