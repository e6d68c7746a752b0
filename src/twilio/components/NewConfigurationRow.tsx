'use client'

import { CopyableId } from '../../components/CopyableId.tsx'
import type { MadeResource } from '../../hooks/madeResources.ts'
import { NewBadge } from './NewBadge.tsx'
import { useConfigurationMessages } from './useConfigurationMessages.ts'

export interface NewConfigurationRowProps {
  readonly made: MadeResource
  /** How many columns the table has. */
  readonly columns: number
}

/** A configuration that was made just now and could not be read yet: its name and its ID. */
export function NewConfigurationRow({ made: { id, accepted }, columns }: NewConfigurationRowProps) {
  const messages = useConfigurationMessages()
  return (
    <tr className="ra-creation-row" data-part="row" data-new tabIndex={-1}>
      <th className="ra-table-cell" scope="row" data-part="name">
        <span className="ra-text">{accepted.label ?? id}</span>
        <NewBadge />
      </th>
      <td className="ra-table-cell" colSpan={columns - 1}>
        <CopyableId id={id} what={messages.columnId} />
      </td>
    </tr>
  )
}
