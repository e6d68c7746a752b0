'use client'

import { Notice } from '../../components/Notice.tsx'
import type { ConfigurationMessages } from './configurationMessages.ts'
import type { SubmissionPhase } from './submissionPhase.ts'
import { useConfigurationMessages } from './useConfigurationMessages.ts'

export interface SubmissionNoticeProps {
  readonly phase: SubmissionPhase
  /** What was accepted is an earlier version of what the form shows. */
  readonly isEdited: boolean
}

/** Why a submission did not go through, what that means, and what to do. */
export function SubmissionNotice({ phase, isEdited }: SubmissionNoticeProps) {
  const messages = useConfigurationMessages()
  const said = isEdited
    ? { title: messages.editedTitle, body: messages.editedBody }
    : toWords(phase, messages)
  return (
    <div role="alert" className="ra-form-alert">
      {said && (
        <Notice tone="warning" part={isEdited ? 'edited' : phase} title={said.title}>
          <p>{said.body}</p>
        </Notice>
      )}
    </div>
  )
}

function toWords(
  phase: SubmissionPhase,
  messages: ConfigurationMessages,
): { readonly title: string; readonly body: string } | undefined {
  switch (phase) {
    case 'unconfirmed':
      return { title: messages.unconfirmedTitle, body: messages.unconfirmedBody }
    case 'signIn':
      return { title: messages.signInTitle, body: messages.signInBody }
    case 'forbidden':
      return { title: messages.forbiddenTitle, body: messages.forbiddenBody }
    case 'rateLimited':
      return { title: messages.rateLimitedTitle, body: messages.rateLimitedBody }
    default:
      return undefined
  }
}
