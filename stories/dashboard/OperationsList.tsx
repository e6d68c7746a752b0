import { useEffect, useState } from 'react'
import {
  OperationDetails,
  OperationProgress,
  OperationStatusBadge,
  useAsyncOperation,
  useOperations,
} from 'react-accepted'
import type { AcceptedOperation } from 'react-accepted/client'

export interface OperationsListProps {
  /** Operations to watch from the start. */
  readonly accepted: readonly AcceptedOperation[]
}

/** What was submitted on this page: running, done and failed. Nothing where there is none. */
export function OperationsList({ accepted }: OperationsListProps) {
  const { operations, watch, dismiss } = useOperations()
  useEffect(() => {
    for (const one of accepted) watch(one)
  }, [accepted, watch])
  if (operations.length === 0) return null
  return (
    <section aria-labelledby="dash-operations">
      <h2 id="dash-operations">Recent changes</h2>
      <ul className="dash-operations">
        {operations.map(({ accepted: operation }) => (
          <OperationItem
            key={operation.operationId}
            operation={operation}
            onDismiss={() => dismiss(operation)}
          />
        ))}
      </ul>
    </section>
  )
}

interface OperationItemProps {
  readonly operation: AcceptedOperation
  readonly onDismiss: () => void
}

function OperationItem({ operation, onDismiss }: OperationItemProps) {
  const [isOpen, setIsOpen] = useState(false)
  const { status } = useAsyncOperation(operation)
  const isRunning = status === 'PENDING' || status === 'LOADING'
  const detailsId = `details-${operation.operationId}`
  return (
    <li className="dash-operation">
      <div className="dash-operation-row">
        <span className="dash-operation-name">{operation.label}</span>
        <OperationStatusBadge operation={operation} />
        <div className="dash-operation-progress">
          <OperationProgress operation={operation} />
        </div>
        <div className="dash-operation-actions">
          <button
            type="button"
            className="ra-button"
            data-size="small"
            aria-expanded={isOpen}
            aria-controls={detailsId}
            onClick={() => setIsOpen(!isOpen)}
          >
            {isOpen ? 'Hide details' : 'Details'}
          </button>
          {!isRunning && (
            <button
              type="button"
              className="ra-icon-button"
              aria-label={`Dismiss ${operation.label ?? 'operation'}`}
              onClick={onDismiss}
            >
              <svg className="ra-icon" viewBox="0 0 16 16" fill="none" aria-hidden="true">
                <path d="m4 4 8 8M12 4l-8 8" stroke="currentColor" strokeWidth="1.75" strokeLinecap="round" />
              </svg>
            </button>
          )}
        </div>
      </div>
      <div id={detailsId} hidden={!isOpen}>
        {isOpen && (
          <OperationDetails operation={operation} supportUrl="https://www.twilio.com/help/contact" />
        )}
      </div>
    </li>
  )
}
