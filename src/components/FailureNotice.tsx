'use client'

import type { ReactNode } from 'react'

import type { Problem } from '../protocol/problem.ts'
import { Notice } from './Notice.tsx'
import { useOperationWords } from './useOperationWords.ts'

export interface FailureNoticeProps {
  readonly problem: Problem
  /** Buttons below the reason. */
  readonly actions?: ReactNode
}

/** Why something failed: title, detail, and the API's error number with the page that explains it. */
export function FailureNotice({ problem, actions }: FailureNoticeProps) {
  const words = useOperationWords()
  const { title, detail, code, link } = problem
  return (
    <Notice tone="failure" part="failure" title={title} actions={actions}>
      {detail && <p data-part="failure-detail">{detail}</p>}
      {(code !== undefined || link) && (
        <p className="ra-notice-meta" data-part="failure-code">
          {code !== undefined && <span>{words.errorCode(code)}</span>}
          {link && isWebLink(link) && (
            <a href={link} target="_blank" rel="noreferrer">
              {words.errorLink}
            </a>
          )}
        </p>
      )}
    </Notice>
  )
}

// The link comes from a server: `javascript:` and the like must not become clickable.
function isWebLink(link: string): boolean {
  return /^https?:\/\//i.test(link)
}
