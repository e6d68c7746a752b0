import { OperationStatusBadge, useAsyncOperation, useOperations } from 'react-accepted'
import type { AcceptedOperation } from 'react-accepted/client'

/** The operations under way, also after a reload. */
export function Operations() {
  const { operations } = useOperations()
  return (
    <ul>
      {operations.map(({ accepted }) => (
        <Operation key={accepted.operationId} accepted={accepted} />
      ))}
    </ul>
  )
}

function Operation({ accepted }: { accepted: AcceptedOperation }) {
  const operation = useAsyncOperation(accepted)
  return (
    <li>
      {accepted.label} <OperationStatusBadge operation={accepted} />
      {operation.status === 'COMPLETED' && operation.resource.state === 'found' && (
        <code>{operation.resource.id}</code>
      )}
      {operation.status === 'FAILED' && <p>{operation.error.detail ?? operation.error.title}</p>}
    </li>
  )
}
