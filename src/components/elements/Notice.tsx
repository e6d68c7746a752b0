import type { ReactNode } from 'react'

import { Icon, STATUS_SHAPES } from './Icon.tsx'

export interface NoticeProps {
  /** `calm` explains, `warning` asks for attention, `failure` says what went wrong, `success` what went well. */
  readonly tone: 'calm' | 'warning' | 'failure' | 'success'
  /** Names the part for styling. */
  readonly part: string
  readonly title: string
  /** The explanation below the title. */
  readonly children?: ReactNode
  /** Buttons and links. */
  readonly actions?: ReactNode
}

/** A short message with a title, and what the user can do about it. */
export function Notice({ tone, part, title, children, actions }: NoticeProps) {
  return (
    <div className="ra-notice" data-part={part} data-tone={tone}>
      <Icon name={tone}>{ICONS[tone]}</Icon>
      <div className="ra-notice-body">
        <p className="ra-notice-title">{title}</p>
        {children}
        {actions && <div className="ra-notice-actions">{actions}</div>}
      </div>
    </div>
  )
}

const ICONS: Readonly<Record<NoticeProps['tone'], ReactNode>> = {
  calm: (
    <>
      <circle cx="8" cy="8" r="6.125" />
      <path d="M8 7.5v3.6M8 4.95V5" />
    </>
  ),
  warning: (
    <>
      <path d="M8 1.9 14.6 13.4H1.4z" />
      <path d="M8 6.2v3.2M8 11.3v.05" />
    </>
  ),
  failure: STATUS_SHAPES.FAILED,
  success: STATUS_SHAPES.COMPLETED,
}
