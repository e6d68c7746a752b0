'use client'

import { ElapsedTime } from '../../components/ElapsedTime.tsx'
import { readOperationTimes } from '../../components/readOperationTimes.ts'
import { toShownId } from '../../protocol/operationIdentity.ts'
import { RowOperationBadge } from './RowOperationBadge.tsx'
import type { RowOperation } from './useConfigurationOperations.ts'
import { useConfigurationsTableMessages } from './useConfigurationsTableMessages.ts'

export interface CreationRowProps {
  readonly creation: RowOperation
  /** How many columns the table has. */
  readonly columns: number
}

/** A configuration that is being made: its name, and how long it has taken so far. */
export function CreationRow({ creation, columns }: CreationRowProps) {
  const messages = useConfigurationsTableMessages()
  const { accepted, operation } = creation
  const { startedAt } = readOperationTimes(operation)
  return (
    <tr className="ra-creation-row" data-part="creation" data-status={operation.status}>
      <th className="ra-table-cell" scope="row" data-part="name">
        <span className="ra-text">
          <bdi className="ra-text">{accepted.label ?? toShownId(accepted.operationId)}</bdi>
        </span>
        <RowOperationBadge running={creation} />
      </th>
      <td className="ra-table-cell" colSpan={columns - 1}>
        <span className="ra-creation-note">
          <span className="ra-text">{messages.creatingBody}</span>
          {startedAt !== undefined && <ElapsedTime since={startedAt} isSentence />}
        </span>
      </td>
    </tr>
  )
}
