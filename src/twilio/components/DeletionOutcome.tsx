'use client'

import { FailureNotice } from '../../components/FailureNotice.tsx'
import { Notice } from '../../components/Notice.tsx'
import { OperationDetails } from '../../components/OperationDetails.tsx'
import { OperationProgress } from '../../components/OperationProgress.tsx'
import { toLaterNo } from '../../hooks/submittedOperation.ts'
import { DeletionPresence } from './DeletionPresence.tsx'
import { isForbidden, toRefusal } from './submissionPhase.ts'
import type { Deletion } from './useDeletion.ts'
import { useDeletionMessages } from './useDeletionMessages.ts'

export interface DeletionOutcomeProps {
  readonly deletion: Deletion
  readonly look: ((signal: AbortSignal) => Promise<unknown>) | undefined
}

/** How a deletion goes that has been sent: its operation, or why there is none, and what that means. */
export function DeletionOutcome({ deletion, look }: DeletionOutcomeProps) {
  const messages = useDeletionMessages()
  const { phase, accepted } = deletion
  return (
    <>
      <div className="ra-dialog-said" role="alert">
        <Said deletion={deletion} look={look} />
      </div>
      {accepted && (
        <div className="ra-dialog-operation" data-part="operation">
          {phase === 'running' && <OperationProgress operation={accepted} showsElapsed={false} />}
          <OperationDetails operation={accepted} supportUrl={messages.supportUrl}>
            {phase === 'failed' && <p className="ra-hint">{messages.failedBody}</p>}
          </OperationDetails>
        </div>
      )}
      {phase === 'running' && <p className="ra-hint">{messages.closeHint}</p>}
    </>
  )
}

function Said({ deletion: { phase, intent }, look }: DeletionOutcomeProps) {
  const messages = useDeletionMessages()
  const refusal = toRefusal(intent, messages.refusedTitle)
  const no = toLaterNo(intent)
  switch (phase) {
    case 'refused':
      return refusal ? <FailureNotice problem={refusal} /> : null
    case 'gone':
      return (
        <Notice tone="calm" part="gone" title={messages.goneTitle}>
          <p className="ra-text">{messages.goneBody}</p>
        </Notice>
      )
    case 'signIn':
    case 'forbidden':
    case 'rateLimited':
      return (
        <Notice tone="warning" part={phase} title={messages[`${phase}Title`]}>
          <p className="ra-text">{messages[`${phase}Body`]}</p>
        </Notice>
      )
    case 'unconfirmed': {
      const canSendAgain = intent.state === 'unconfirmed' && intent.canSendAgain
      const sendable = isForbidden(intent) ? messages.unconfirmedForbiddenBody : messages.unconfirmedSendable
      return (
        <Notice tone="warning" part="unconfirmed" title={messages.unconfirmedTitle}>
          <p className="ra-text">{canSendAgain ? sendable : messages.unconfirmedBody}</p>
          {no && <FailureNotice problem={no} fields={no.fields} />}
          {!canSendAgain && look && <DeletionPresence look={look} />}
        </Notice>
      )
    }
    default:
      return null
  }
}
