import { Refusal } from './Refusal.ts'

/** What the browser is told of a fault of ours: nothing. */
export function internalError(cause: unknown): Refusal {
  return new Refusal(500, 'internal', 'Internal error', 'The proxy could not do its work.', { cause })
}
