'use client'

import type { SubmissionState } from '../../../client/submission/submission.ts'
import { FailureNotice } from '../../../components/elements/FailureNotice.tsx'
import { Notice } from '../../../components/elements/Notice.tsx'
import { FoundByName } from '../../../components/operation/UnconfirmedNotice.tsx'
import { toLaterRejection } from '../../../hooks/submittedOperation.ts'
import type { ConfigurationMessages, SubmissionMessages } from '../messages/configurationMessages.ts'
import { useConfigurationMessages } from '../messages/useOrchestratorMessages.ts'
import { isForbidden } from './submissionPhase.ts'
import type { SubmissionPhase } from './submissionPhase.ts'

export interface SubmissionNoticeProps {
  readonly phase: SubmissionPhase
  readonly intent: SubmissionState
  /** The accepted version is older than what the form shows. */
  readonly isEdited: boolean
  readonly submissionMessages: SubmissionMessages
}

/** Why a submission did not go through, what that means, and what to do. */
export function SubmissionNotice({ phase, intent, isEdited, submissionMessages }: SubmissionNoticeProps) {
  const messages = useConfigurationMessages()
  const no = toLaterRejection(intent)
  const said = isEdited
    ? { title: messages.editedTitle, body: messages.editedBody }
    : toNotice(phase, intent, messages, submissionMessages)
  if (!said) return null
  return (
    <Notice tone="warning" part={isEdited ? 'edited' : phase} title={said.title}>
      <p className="ra-text">{said.body}</p>
      {no && <FailureNotice problem={no} fields={no.fields} />}
      {intent.state === 'unconfirmed' && <FoundByName found={intent.found} />}
    </Notice>
  )
}

function toNotice(
  phase: SubmissionPhase,
  intent: SubmissionState,
  messages: ConfigurationMessages,
  submissionMessages: SubmissionMessages,
): { readonly title: string; readonly body: string } | undefined {
  switch (phase) {
    case 'unconfirmed':
      return {
        title: submissionMessages.unconfirmedTitle,
        body: isForbidden(intent)
          ? messages.unconfirmedForbiddenBody
          : intent.state === 'unconfirmed' && intent.canSendAgain
            ? submissionMessages.unconfirmedBody
            : submissionMessages.unconfirmedLateBody,
      }
    case 'signIn':
      return { title: messages.signInTitle, body: messages.signInBody }
    case 'forbidden':
      return { title: submissionMessages.forbiddenTitle, body: messages.forbiddenBody }
    case 'rateLimited':
      return { title: messages.rateLimitedTitle, body: submissionMessages.rateLimitedBody }
    default:
      return undefined
  }
}
