'use client'

import type { ReactNode } from 'react'

import type { SettledOperation } from '../../hooks/asyncOperation.ts'
import type { Problem } from '../../protocol/problem.ts'
import { useOperationMessages } from '../messages/useOperationMessages.ts'
import { Notice } from './Notice.tsx'

interface FailureNoticeProps {
  readonly problem: Problem
  /** Field errors of the problem that are shown nowhere else on the page. */
  readonly fields?: Problem['fields']
  /** Buttons below the reason. */
  readonly actions?: ReactNode
}

/** Shows why something failed: title, detail, and the API's error code with a link that explains it. */
export function FailureNotice({ problem, fields = [], actions }: FailureNoticeProps) {
  const messages = useOperationMessages()
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
          {code !== undefined && <span className="ra-text">{messages.errorCode(code)}</span>}
          {link && isWebLink(link) && (
            <a className="ra-link" href={link} target="_blank" rel="noreferrer">
              {messages.errorLink}
            </a>
          )}
        </p>
      )}
    </Notice>
  )
}

// The link comes from a server: `javascript:` and similar URLs must not become clickable.
function isWebLink(link: string): boolean {
  return /^https?:\/\//i.test(link)
}

type FailedOperation = Extract<SettledOperation, { status: 'FAILED' }>

/**
 * Why an operation failed. If the server gave no reason, the title is its raw status, which is not for users.
 *
 * @param fallbackTitle shown instead of the raw status
 */
export function toFailure<TTitle extends string | undefined>(
  { operation, error }: FailedOperation,
  fallbackTitle: TTitle,
): Omit<Problem, 'title'> & { readonly title: string | TTitle } {
  return error.title === operation?.rawStatus ? { ...error, title: fallbackTitle } : error
}
