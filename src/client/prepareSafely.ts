import { SubmissionError } from '../protocol/errors.ts'
import { isGone } from '../protocol/failure.ts'
import type { PreparedRequest } from './preparedRequest.ts'

/** Makes a request; what that throws is an answer too. */
export async function prepareSafely(
  prepare: () => Promise<PreparedRequest>,
): Promise<PreparedRequest | { readonly error: SubmissionError }> {
  try {
    return await prepare()
  } catch (thrown) {
    return { error: toSubmissionError(thrown, 'refused', undefined) }
  }
}

/** @param outcome what anything else that was thrown means: before anything has left, nothing can have been made */
export function toSubmissionError(
  thrown: unknown,
  outcome: 'refused' | 'unclear',
  idempotencyKey: string | undefined,
): SubmissionError {
  if (thrown instanceof SubmissionError) return thrown
  const kind = outcome === 'refused' ? 'refused' : 'contract'
  return new SubmissionError(outcome, { kind, message: String(thrown) }, 0, idempotencyKey)
}

/** The server said no, though an attempt before may have been accepted. */
export function isClearNo({ failure }: SubmissionError): boolean {
  return failure.kind === 'refused' || isGone(failure)
}

/** The same failure, by now known to have made nothing. */
export function toRefused({ failure, attempts, idempotencyKey }: SubmissionError): SubmissionError {
  return new SubmissionError('refused', failure, attempts, idempotencyKey)
}
