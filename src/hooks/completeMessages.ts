import type { OperationMessages } from './messages.ts'

/**
 * All messages of one language: every word, and every group with every word of it. A word that is missing does not
 * compile.
 */
export type CompleteMessages = {
  readonly [TKey in keyof OperationMessages]: OperationMessages[TKey] extends (...parts: never[]) => string
    ? OperationMessages[TKey]
    : Required<OperationMessages[TKey]>
}
