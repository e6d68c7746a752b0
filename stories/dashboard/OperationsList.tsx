import { useEffect } from 'react'
import { OperationsTray, useOperations } from 'react-accepted'
import type { AcceptedOperation } from 'react-accepted/client'

export interface OperationsListProps {
  /** Operations to watch from the start. */
  readonly accepted: readonly AcceptedOperation[]
}

/** The operations submitted here: running, done, failed or not confirmed. Hidden if there are none. */
export function OperationsList({ accepted }: OperationsListProps) {
  const { operations, unconfirmed, watch } = useOperations()
  useEffect(() => {
    for (const one of accepted) watch(one)
  }, [accepted, watch])
  return operations.length + unconfirmed.length > 0 && <OperationsTray />
}
