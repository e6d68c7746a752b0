'use client'

import { useEffect, useRef, useState } from 'react'

import type { Endpoint } from '../../../client/request/endpoint.ts'
import type { SubmissionState } from '../../../client/submission/submission.ts'
import { Button } from '../../../components/elements/appearance.tsx'
import { FailureNotice } from '../../../components/elements/FailureNotice.tsx'
import { Notice } from '../../../components/elements/Notice.tsx'
import { OperationDetails } from '../../../components/operation/OperationDetails.tsx'
import { OperationProgress } from '../../../components/operation/OperationProgress.tsx'
import { isPending } from '../../../hooks/asyncOperation.ts'
import { toLaterRejection } from '../../../hooks/submittedOperation.ts'
import type { UseAsyncOperationResult } from '../../../hooks/useAsyncOperation.ts'
import { useAsyncOperation } from '../../../hooks/useAsyncOperation.ts'
import { useOperations } from '../../../hooks/useOperations.ts'
import type { UseSubmitOperationOptions } from '../../../hooks/useSubmitOperation.ts'
import { useSubmitOperation } from '../../../hooks/useSubmitOperation.ts'
import { RequestError } from '../../../protocol/errors.ts'
import { isGone } from '../../../protocol/failure.ts'
import type { AcceptedOperation } from '../../../protocol/operation.ts'
import type { DeletionInput } from '../../api/orchestratorApis.ts'
import type { SubmissionPhase } from '../form/submissionPhase.ts'
import { isForbidden, toRefusal, toSubmissionPhase } from '../form/submissionPhase.ts'
import { useDeletionMessages } from '../messages/useOrchestratorMessages.ts'

/** The phase of a deletion: that of its submission, or `gone` if the resource no longer exists. */
export type DeletionPhase = SubmissionPhase | 'gone'

/** The deletion of one resource, started here, in another tab, or on an earlier page. */
export interface Deletion {
  readonly phase: DeletionPhase
  readonly intent: SubmissionState
  readonly accepted: AcceptedOperation | undefined
  readonly operation: UseAsyncOperationResult
  /** Starts a new deletion, or continues one that was blocked. Call it only when the user asks for it. */
  readonly send: () => void
  /** Sends an unconfirmed deletion again with the same key, to learn its outcome. */
  readonly sendAgain: () => void
  /** Gives up a deletion that is not running. */
  readonly discard: () => void
}

/** Follows the deletion of one resource. Sends nothing automatically. */
export function useDeletion(
  endpoint: Endpoint<DeletionInput>,
  input: DeletionInput,
  callbacks: UseSubmitOperationOptions,
): Deletion {
  const submission = useSubmitOperation(endpoint, { ...callbacks, resourceId: input.id })
  const { intent, submit, sendAgain, reset } = submission
  const { operations } = useOperations()
  const elsewhere = operations.find(
    ({ accepted: { kind, resourceId }, isWatched }) =>
      isWatched && kind === endpoint.kind && resourceId === input.id,
  )
  const known = intent.state === 'idle' ? elsewhere?.accepted : undefined
  const followed = useAsyncOperation(known)
  const operation = known ? followed : submission.operation
  const phase = toPhase(intent, operation)
  return {
    phase,
    intent,
    accepted: submission.accepted ?? (phase === 'running' ? known : undefined),
    operation,
    send() {
      // A blocked request has changed nothing, and without a key it can only start over.
      if (intent.state === 'blocked' && !endpoint.takesIdempotencyKey) reset()
      void submit(input)
    },
    sendAgain: () => void sendAgain(),
    discard: reset,
  }
}

function toPhase(intent: SubmissionState, operation: UseAsyncOperationResult): DeletionPhase {
  if (intent.state === 'refused' && isGone(intent.error.failure)) return 'gone'
  if (intent.state !== 'idle') return toSubmissionPhase(intent, operation)
  // Found in the list of operations, which reports a failed one; here the user may start over.
  if (operation.status === 'COMPLETED') return 'completed'
  return isPending(operation) ? 'running' : 'editing'
}

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
