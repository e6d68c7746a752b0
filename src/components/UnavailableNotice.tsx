'use client'

import type { OperationWords } from '../hooks/messages.ts'
import type { Failure } from '../protocol/failure.ts'
import { isGone } from '../protocol/failure.ts'
import type { CheckNowButtonProps } from './CheckNowButton.tsx'
import { CheckNowButton } from './CheckNowButton.tsx'
import { Notice } from './Notice.tsx'
import { useOperationWords } from './useOperationWords.ts'

export interface UnavailableNoticeProps extends CheckNowButtonProps {
  readonly pollError: Failure
}

/** Says that a status cannot be read any more, what that does and does not mean, and lets the person ask again. */
export function UnavailableNotice({ pollError, refresh }: UnavailableNoticeProps) {
  const words = useOperationWords()
  return (
    <Notice
      tone="calm"
      part="unavailable"
      title={words.unavailableTitle}
      actions={<CheckNowButton refresh={refresh} />}
    >
      <p className="ra-text">{words[reason(pollError)]}</p>
    </Notice>
  )
}

function reason(failure: Failure): Extract<keyof OperationWords, `unavailable${string}`> {
  if (isGone(failure)) return 'unavailableNotFound'
  return failure.kind === 'untrusted' ? 'unavailableUntrusted' : 'unavailableOther'
}
