'use client'

import type { AsyncOperation } from '../hooks/asyncOperation.ts'
import { CopyButton } from './CopyButton.tsx'
import { Notice } from './Notice.tsx'
import { toSupportBundle } from './toSupportBundle.ts'
import { useOperationWords } from './useOperationWords.ts'

export interface StuckNoticeProps {
  readonly operation: AsyncOperation
  readonly supportUrl?: string | undefined
}

/** Says calmly that an operation takes longer than usual, and hands over what Support needs to look into it. */
export function StuckNotice({ operation, supportUrl }: StuckNoticeProps) {
  const words = useOperationWords()
  return (
    <Notice
      tone="warning"
      part="stuck"
      title={words.stuckTitle}
      actions={
        <>
          <CopyButton text={() => toSupportBundle(operation, Date.now())}>
            {words.copySupportBundle}
          </CopyButton>
          {supportUrl && (
            <a className="ra-link" href={supportUrl} target="_blank" rel="noreferrer">
              {words.contactSupport}
            </a>
          )}
        </>
      }
    >
      <p className="ra-text">{words.stuckBody}</p>
    </Notice>
  )
}
