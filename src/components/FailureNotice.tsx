'use client'

import type { ReactNode } from 'react'

import type { Problem } from '../protocol/problem.ts'
import { Notice } from './Notice.tsx'
import { useOperationWords } from './useOperationWords.ts'

export interface FailureNoticeProps {
  readonly problem: Problem
  /** What of it is said of a field that stands nowhere else on the page. */
  readonly fields?: Problem['fields']
  /** Buttons below the reason. */
  readonly actions?: ReactNode
}

/** Why something failed: title, detail, and the API's error number with the page that explains it. */
export function FailureNotice({ problem, fields = [], actions }: FailureNoticeProps) {
  const words = useOperationWords()
  const { title, detail, code, link } = problem
  return (
    <Notice tone="failure" part="failure" title={title} actions={actions}>
      {detail && (
        <p className="ra-text" data-part="failure-detail">
          {detail}
        </p>
      )}
      {fields.length > 0 && (
        <ul className="ra-list" data-part="failure-fields">
          {fields.map(({ field, message }) => (
            <li className="ra-item" key={`${field} ${message}`}>
              <code className="ra-code">{field}</code>
              <span className="ra-text">{message}</span>
            </li>
          ))}
        </ul>
      )}
      {(code !== undefined || link) && (
        <p className="ra-notice-meta" data-part="failure-code">
          {code !== undefined && <span className="ra-text">{words.errorCode(code)}</span>}
          {link && isWebLink(link) && (
            <a className="ra-link" href={link} target="_blank" rel="noreferrer">
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
