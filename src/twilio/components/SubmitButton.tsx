'use client'

import type { Intent } from '../../client/intent.ts'
import { statusIcon } from '../../components/statusIcon.tsx'
import { useStatusWords } from '../../components/useStatusWords.ts'
import type { ConfigurationMessages } from './configurationMessages.ts'
import { isForbidden } from './submissionPhase.ts'
import type { SubmissionPhase } from './submissionPhase.ts'
import type { SubmissionWords } from './submissionWords.ts'
import { useConfigurationMessages } from './useConfigurationMessages.ts'

export interface SubmitButtonProps {
  readonly phase: SubmissionPhase
  readonly intent: Intent
  readonly words: SubmissionWords
}

/** The form's button. It stays where it is in every phase, so that the focus on it is never lost. */
export function SubmitButton({ phase, intent, words }: SubmitButtonProps) {
  const messages = useConfigurationMessages()
  const { statusUnavailable } = useStatusWords()
  const isBusy = ['submitting', 'running', 'unavailable'].includes(phase) || isForbidden(intent)
  return (
    <button
      type="submit"
      className="ra-button"
      data-variant="primary"
      data-part="submit"
      aria-disabled={isBusy}
    >
      {phase === 'submitting' && statusIcon('PENDING')}
      <span className="ra-text">{toLabel(phase, intent, messages, words, statusUnavailable)}</span>
    </button>
  )
}

function toLabel(
  phase: SubmissionPhase,
  intent: Intent,
  messages: ConfigurationMessages,
  words: SubmissionWords,
  statusUnavailable: string,
): string {
  switch (phase) {
    case 'submitting':
      return intent.state === 'submitting' && intent.attempt > 1
        ? messages.retrying(intent.attempt)
        : words.creating
    case 'running':
      return words.inProgress
    case 'unavailable':
      return statusUnavailable
    case 'failed':
      return messages.tryAgainAsNew
    case 'unconfirmed':
      return intent.state === 'unconfirmed' && intent.canSendAgain ? messages.sendAgain : words.lookForIt
    case 'signIn':
    case 'rateLimited':
      return messages.sendAgain
    default:
      return words.create
  }
}
