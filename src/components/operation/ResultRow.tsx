'use client'

import type { ReactNode } from 'react'

import type { OperationRef } from '../../client/createOperationsClient.ts'
import { useOperationResult } from '../../hooks/useOperationResult.ts'
import type { OperationResult } from '../../protocol/result.ts'
import { useOperationMessages } from '../messages/useOperationMessages.ts'
import { DetailRow } from './detailRows.tsx'

/** How much of a result is shown, in characters, if the application does not render it. */
const MAX_SHOWN = 1_000

interface ResultRowProps {
  readonly operation: OperationRef | null | undefined
  readonly renderResult: ((result: unknown) => ReactNode) | undefined
}

/** What an operation returned, a link to it, or why it cannot be shown. */
export function ResultRow({ operation, renderResult }: ResultRowProps) {
  const messages = useOperationMessages()
  const result = useOperationResult(operation)
  if (!result || result.state === 'none') return null
  return (
    <DetailRow part="result" name={messages.fieldResult}>
      <ResultValue result={result} renderResult={renderResult} />
    </DetailRow>
  )
}

interface ResultValueProps extends Pick<ResultRowProps, 'renderResult'> {
  readonly result: OperationResult
}

function ResultValue({ result, renderResult = toText }: ResultValueProps) {
  const messages = useOperationMessages()
  switch (result.state) {
    case 'ready':
      return <div className="ra-result">{renderResult(result.value)}</div>
    case 'link':
      return (
        // It may lead to another host, which must not learn this page's address.
        <a className="ra-link" href={result.href} target="_blank" rel="noreferrer">
          {messages.openResult}
        </a>
      )
    case 'invalid':
      return <span className="ra-text">{messages.resultInvalid}</span>
    case 'unreadable':
      return <span className="ra-text">{messages.resultUnreadable}</span>
    default:
      return <span className="ra-quiet">{messages.resultReading}</span>
  }
}

/** A text as it is, anything else as JSON. */
function toText(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value, null, 2) ?? '')
  return text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}…` : text
}
