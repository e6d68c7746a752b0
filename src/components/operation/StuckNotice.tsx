'use client'

import { engineOf } from '../../client/createOperationsClient.ts'
import type { AsyncOperation } from '../../hooks/asyncOperation.ts'
import { useOperationsContext } from '../../hooks/OperationsContext.ts'
import { CopyButton } from '../elements/CopyButton.tsx'
import { Notice } from '../elements/Notice.tsx'
import { useOperationMessages } from '../messages/useOperationMessages.ts'
import { toSupportBundle } from './supportBundle.ts'

interface StuckNoticeProps {
  readonly operation: AsyncOperation
  readonly supportUrl?: string | undefined
}

/** Says calmly that an operation is taking longer than usual, and offers the details that Support needs. */
export function StuckNotice({ operation, supportUrl }: StuckNoticeProps) {
  const messages = useOperationMessages()
  const { apis } = engineOf(useOperationsContext('StuckNotice').observers.client).context
  const api = apis.find(({ api: name }) => name === operation.accepted?.api)
  return (
    <Notice
      tone="warning"
      part="stuck"
      title={messages.stuckTitle}
      actions={
        <>
          <CopyButton text={() => toSupportBundle(operation, Date.now(), api)}>
            {messages.copySupportBundle}
          </CopyButton>
          {supportUrl && (
            <a className="ra-link" href={supportUrl} target="_blank" rel="noreferrer">
              {messages.contactSupport}
            </a>
          )}
        </>
      }
    >
      <p className="ra-text">{messages.stuckBody}</p>
    </Notice>
  )
}
