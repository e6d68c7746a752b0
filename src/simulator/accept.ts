import type { Answer } from './Answer.ts'
import type { Context } from './Context.ts'
import type { Effect, Operation } from './Operation.ts'
import { operationPath } from './operationBody.ts'

/** What a call that answers 202 wants to have done. */
export interface Undertaking {
  /** Done when the operation completes; may still refuse. */
  readonly effect: Effect
  readonly related?: Readonly<Record<string, string>>
  readonly result?: { readonly id: string; readonly path: string | null }
  readonly claim?: { readonly id: string; readonly displayName: string }
  /** Memory only: the sentence of the 202. */
  readonly message?: string
}

/** Starts the operation and answers 202 with `Operation-Id`, `Location` and `Retry-After`. */
export function accept(context: Context, undertaking: Undertaking): Answer {
  const { account, api, course, ids, now, origin, settings } = context
  const operation: Operation = {
    id: ids.next('proc_job', now),
    api,
    createdAt: now,
    settlesAt: now + course.takesMs,
    course,
    effect: undertaking.effect,
    related: undertaking.related ?? null,
    result: undertaking.result ?? null,
    claim: undertaking.claim ?? null,
    status: 'PENDING',
    completedAt: null,
    error: null,
  }
  account.operations.start(operation)
  const statusUrl = `${origin}${operationPath(operation)}`
  const shown = course.related === 'both' || course.related === 'accepted'
  return {
    status: 202,
    headers: {
      'Operation-Id': operation.id,
      Location: statusUrl,
      ...(settings.retryAfterSeconds !== null && { 'Retry-After': String(settings.retryAfterSeconds) }),
    },
    body:
      api === 'memory'
        ? { message: undertaking.message ?? 'The request was accepted.', statusUrl }
        : { statusUrl, related: shown ? operation.related : null },
  }
}
