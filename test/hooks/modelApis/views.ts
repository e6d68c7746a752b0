import type { AsyncOperation } from 'react-accepted'

import type { ModelApi } from './api.ts'
import type { Entry, Expected } from './book.ts'
import type { View } from './page.tsx'

export function isFinal(status: string): boolean {
  return status === 'COMPLETED' || status === 'FAILED' || status === 'CANCELLED'
}

/** What is wrong with what a page shows of an operation, if anything is. */
export function judgeView(
  { operation, cancellation }: View,
  entry: Entry,
  api: ModelApi,
): string | undefined {
  const { status } = operation
  const isOpen = !isFinal(status)
  if (isOpen ? entry.status !== 'PENDING' : entry.status !== status) return `${status}, not ${entry.status}`
  if (status === 'UNAVAILABLE' && !entry.isGone) return 'UNAVAILABLE, but the server is there'
  const { progress } = operation.operation ?? {}
  if (!entry.isStored && progress !== undefined && progress !== entry.progress)
    return `${progress} %, not ${entry.progress} %`
  const isCancelling = status === 'PENDING' && entry.isCancelling
  if (cancellation.isCancelling !== isCancelling) return `isCancelling: ${cancellation.isCancelling}`
  if (cancellation.isSending !== (isOpen && entry.isCancelBusy)) return `isSending: ${cancellation.isSending}`
  const isPossible = isOpen && status !== 'LOADING' && !entry.isCancelling && !entry.isCancelBusy
  if (cancellation.canCancel !== (isPossible && api.cancel !== undefined))
    return `${status} and canCancel: ${cancellation.canCancel}`
  return cancellation.error && !isOpen ? 'why it was not cancelled, after its end' : undefined
}

/** What is wrong with the result that a page shows, if anything is. */
export function judgeResult(operation: AsyncOperation, { result, soon }: Entry): string | undefined {
  if (operation.status !== 'COMPLETED') return undefined
  const shown = JSON.stringify(toExpected(operation.result))
  const allowed = [result, soon].map((one) => JSON.stringify(one))
  return allowed.includes(shown) ? undefined : `the result ${shown}, not ${allowed.join(' or ')}`
}

/** What is wrong with a report of an end, if anything is. */
export function judgeReport(operation: AsyncOperation, entry: Entry): string | undefined {
  const { status } = operation
  if (!isFinal(status) || status !== entry.status) return `${status}, not ${entry.status}`
  if (operation.status !== 'COMPLETED') return undefined
  const { state } = operation.result
  if (state === 'reading' || state === 'unread') return `a result that is ${state}`
  return judgeResult(operation, entry)
}

function toExpected(result: { readonly state: Expected['state']; value?: unknown; href?: string }): Expected {
  const { state, value, href } = result
  return { state, ...(value !== undefined && { value }), ...(href !== undefined && { href }) }
}
