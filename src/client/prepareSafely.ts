import { SubmissionError } from '../protocol/errors.ts'
import type { PreparedRequest } from './preparedRequest.ts'

/** Makes a request; what that throws is an answer too. */
export async function prepareSafely(
  prepare: () => Promise<PreparedRequest>,
): Promise<PreparedRequest | { readonly error: SubmissionError }> {
  try {
    return await prepare()
  } catch (thrown) {
    return { error: toSubmissionError(thrown, undefined) }
  }
}

/** Anything else comes from the recipe's own code, before anything was sent. */
export function toSubmissionError(thrown: unknown, idempotencyKey: string | undefined): SubmissionError {
  if (thrown instanceof SubmissionError) return thrown
  return new SubmissionError('refused', { kind: 'refused', message: String(thrown) }, 0, idempotencyKey)
}
