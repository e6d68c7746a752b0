'use client'

import type { OperationRef } from '../../client/createOperationsClient.ts'
import { useCancelOperation } from '../../hooks/useCancelOperation.ts'
import type { RequestError } from '../../protocol/errors.ts'
import { Button } from '../elements/Button.tsx'
import { FailureNotice } from '../elements/FailureNotice.tsx'
import { toReadReason } from '../elements/readReason.ts'
import { useOperationMessages } from '../messages/useOperationMessages.ts'

interface CancelOperationProps {
  readonly operation: OperationRef | null | undefined
}

/** A button that asks the server to cancel an operation, if its API can, and why that was refused. */
export function CancelOperation({ operation }: CancelOperationProps) {
  const messages = useOperationMessages()
  const { cancel, canCancel, isSending, error } = useCancelOperation(operation)
  if (!canCancel && !isSending && !error) return null
  return (
    <div className="ra-cancel" data-part="cancellation">
      <CancelRefusal error={error} />
      {(canCancel || isSending) && (
        <Button data-part="cancel" data-size="small" aria-disabled={isSending} onClick={() => void cancel()}>
          {isSending ? messages.cancelSending : messages.cancelOperation}
        </Button>
      )}
    </div>
  )
}

interface CancelRefusalProps {
  readonly error: RequestError | undefined
}

/** Why an operation was not cancelled; nothing without an error. */
export function CancelRefusal({ error }: CancelRefusalProps) {
  const messages = useOperationMessages()
  if (!error) return null
  const reason = toReadReason(error, messages)
  return <FailureNotice problem={{ ...reason, title: messages.cancelRefused, fields: [] }} />
}
