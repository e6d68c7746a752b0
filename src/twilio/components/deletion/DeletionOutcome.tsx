'use client'

import { useEffect, useRef, useState } from 'react'

import { Button } from '../../../components/elements/appearance.tsx'
import { FailureNotice } from '../../../components/elements/FailureNotice.tsx'
import { Notice } from '../../../components/elements/Notice.tsx'
import { OperationDetails } from '../../../components/operation/OperationDetails.tsx'
import { OperationProgress } from '../../../components/operation/OperationProgress.tsx'
import { toLaterRejection } from '../../../hooks/submittedOperation.ts'
import { RequestError } from '../../../protocol/errors.ts'
import { isGone } from '../../../protocol/failure.ts'
import { isForbidden, toRefusal } from '../form/submissionPhase.ts'
import { useDeletionMessages } from '../messages/useOrchestratorMessages.ts'
import type { Deletion } from './useDeletion.ts'

interface DeletionOutcomeProps {
  readonly deletion: Deletion
  readonly look: ((signal: AbortSignal) => Promise<unknown>) | undefined
}

/** The state of a deletion that was sent: its operation, or why there is none and what that means. */
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
          {phase === 'running' && <OperationProgress operation={accepted} showElapsed={false} />}
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
  const no = toLaterRejection(intent)
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
          {!canSendAgain && look && <StillExists look={look} />}
        </Notice>
      )
    }
    default:
      return null
  }
}

interface DeletionPresenceProps {
  /** Reads the resource that was to be deleted. */
  readonly look: (signal: AbortSignal) => Promise<unknown>
}

/** Says whether a resource still exists, if that is the only way to learn the outcome of its deletion. */
function StillExists({ look }: DeletionPresenceProps) {
  const messages = useDeletionMessages()
  const latest = useRef(look)
  const [looks, setLooks] = useState(1)
  const [seen, setSeen] = useState<{ readonly looks: number; readonly presence: Presence }>()
  const found = seen?.looks === looks ? seen.presence : 'lookingForIt'
  const isLooking = found === 'lookingForIt'

  useEffect(() => {
    latest.current = look
  })

  useEffect(() => {
    const controller = new AbortController()
    async function read() {
      const presence = await readPresence(latest.current, controller.signal)
      if (!controller.signal.aborted) setSeen({ looks, presence })
    }
    void read()
    return () => controller.abort()
  }, [looks])

  return (
    <div className="ra-presence" data-part="presence" data-state={found}>
      <p className="ra-text">{messages[found]}</p>
      {found !== 'notThere' && (
        <Button
          data-size="small"
          data-part="look"
          aria-disabled={isLooking}
          onClick={() => {
            if (!isLooking) setLooks(looks + 1)
          }}
        >
          {messages.lookAgain}
        </Button>
      )}
    </div>
  )
}

type Presence = 'stillThere' | 'notThere' | 'notReadable'

async function readPresence(look: DeletionPresenceProps['look'], signal: AbortSignal): Promise<Presence> {
  try {
    await look(signal)
    return 'stillThere'
  } catch (error) {
    return error instanceof RequestError && isGone(error.failure) ? 'notThere' : 'notReadable'
  }
}
