import './badgeTable.css'
import { OperationStatusBadge, useAsyncOperation } from 'react-accepted'
import type { AcceptedOperation } from 'react-accepted/client'

/** A table in an application, with one operation per row. */
export function BadgeTable({ operations }: { readonly operations: readonly AcceptedOperation[] }) {
  return (
    <table className="badge-table">
      <caption>Imports</caption>
      <thead>
        <tr>
          <th scope="col">Name</th>
          <th scope="col">Status</th>
          <th scope="col">What happened</th>
        </tr>
      </thead>
      <tbody>
        {operations.map((operation) => (
          <Row key={operation.operationId} operation={operation} />
        ))}
      </tbody>
    </table>
  )
}

function Row({ operation }: { readonly operation: AcceptedOperation }) {
  const now = useAsyncOperation(operation)
  return (
    <tr>
      <th scope="row">{operation.label ?? operation.operationId}</th>
      <td>
        <OperationStatusBadge operation={operation} />
      </td>
      <td>{now.status === 'FAILED' ? now.error.title : '–'}</td>
    </tr>
  )
}
