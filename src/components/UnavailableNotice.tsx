'use client'

import { useState } from 'react'

import type { OperationWords } from '../hooks/messages.ts'
import type { Failure } from '../protocol/failure.ts'
import { isGone } from '../protocol/failure.ts'
import { Notice } from './Notice.tsx'
import { useOperationWords } from './useOperationWords.ts'

export interface UnavailableNoticeProps {
  readonly pollError: Failure
  /** Asks the server once more. */
  readonly refresh: () => Promise<void>
}

/** Says that a status cannot be read any more, what that does and does not mean, and lets the person ask again. */
export function UnavailableNotice({ pollError, refresh }: UnavailableNoticeProps) {
  const words = useOperationWords()
  const [isChecking, setIsChecking] = useState(false)

  async function check() {
    setIsChecking(true)
    await refresh().finally(() => setIsChecking(false))
  }

  return (
    <Notice
      tone="calm"
      part="unavailable"
      title={words.unavailableTitle}
      actions={
        <button
          type="button"
          className="ra-button"
          data-part="check-now"
          aria-disabled={isChecking}
          onClick={() => !isChecking && void check()}
        >
          {isChecking ? words.checking : words.checkNow}
        </button>
      }
    >
      <p className="ra-text">{words[reason(pollError)]}</p>
    </Notice>
  )
}

function reason(failure: Failure): Extract<keyof OperationWords, `unavailable${string}`> {
  if (isGone(failure)) return 'unavailableNotFound'
  if (failure.kind === 'expired') return 'unavailableExpired'
  return failure.kind === 'untrusted' ? 'unavailableUntrusted' : 'unavailableOther'
}
