'use client'

import type { Intent } from '../../client/intent.ts'
import { FailureNotice } from '../../components/FailureNotice.tsx'
import { FoundByName } from '../../components/FoundByName.tsx'
import { Notice } from '../../components/Notice.tsx'
import { toLaterNo } from '../../hooks/submittedOperation.ts'
import type { ConfigurationMessages } from './configurationMessages.ts'
import { isForbidden } from './submissionPhase.ts'
import type { SubmissionPhase } from './submissionPhase.ts'
import type { SubmissionWords } from './submissionWords.ts'
import { useConfigurationMessages } from './useConfigurationMessages.ts'

export interface SubmissionNoticeProps {
  readonly phase: SubmissionPhase
  readonly intent: Intent
  /** What was accepted is an earlier version of what the form shows. */
  readonly isEdited: boolean
  readonly words: SubmissionWords
}

/** Why a submission did not go through, what that means, and what to do. */
export function SubmissionNotice({ phase, intent, isEdited, words }: SubmissionNoticeProps) {
  const messages = useConfigurationMessages()
  const no = toLaterNo(intent)
  const said = isEdited
    ? { title: messages.editedTitle, body: messages.editedBody }
    : toWords(phase, intent, messages, words)
  if (!said) return null
  return (
    <Notice tone="warning" part={isEdited ? 'edited' : phase} title={said.title}>
      <p className="ra-text">{said.body}</p>
      {no && <FailureNotice problem={no} fields={no.fields} />}
      {intent.state === 'unconfirmed' && <FoundByName found={intent.found} />}
    </Notice>
  )
}

function toWords(
  phase: SubmissionPhase,
  intent: Intent,
  messages: ConfigurationMessages,
  words: SubmissionWords,
): { readonly title: string; readonly body: string } | undefined {
  switch (phase) {
    case 'unconfirmed':
      return {
        title: words.unconfirmedTitle,
        body: isForbidden(intent)
          ? messages.unconfirmedForbiddenBody
          : intent.state === 'unconfirmed' && intent.canSendAgain
            ? words.unconfirmedBody
            : words.unconfirmedLateBody,
      }
    case 'signIn':
      return { title: messages.signInTitle, body: messages.signInBody }
    case 'forbidden':
      return { title: words.forbiddenTitle, body: messages.forbiddenBody }
    case 'rateLimited':
      return { title: messages.rateLimitedTitle, body: words.rateLimitedBody }
    default:
      return undefined
  }
}
