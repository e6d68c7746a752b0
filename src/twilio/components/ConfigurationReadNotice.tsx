'use client'

import type { ReactNode } from 'react'

import { FailureNotice } from '../../components/FailureNotice.tsx'
import { Notice } from '../../components/Notice.tsx'
import { useOperationWords } from '../../components/useOperationWords.ts'
import { RequestError } from '../../protocol/errors.ts'
import { isGone } from '../../protocol/failure.ts'
import { toReadReason } from './toReadReason.ts'
import { useConfigurationMessages } from './useConfigurationMessages.ts'

export interface ConfigurationReadNoticeProps {
  /** Why the last read failed. */
  readonly error: Error
  readonly title: string
  readonly children?: ReactNode
  readonly actions?: ReactNode
}

/** Why a configuration could not be read; one that does not exist is said plainly. */
export function ConfigurationReadNotice({ error, title, children, actions }: ConfigurationReadNoticeProps) {
  const messages = useConfigurationMessages()
  const words = useOperationWords()
  if (isNotThere(error)) {
    return (
      <Notice tone="warning" part="gone" title={messages.configurationGoneTitle} actions={actions}>
        <p className="ra-text">{messages.configurationGoneBody}</p>
      </Notice>
    )
  }
  return (
    <div className="ra-group" data-part="read-failed">
      <FailureNotice problem={{ title, ...toReadReason(error, words), fields: [] }} actions={actions} />
      {children}
    </div>
  )
}

function isNotThere(error: Error): boolean {
  return error instanceof RequestError && isGone(error.failure)
}
