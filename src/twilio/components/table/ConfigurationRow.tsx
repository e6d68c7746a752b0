'use client'

import type { ReactNode } from 'react'
import { memo } from 'react'

import { CopyableId } from '../../../components/elements/CopyButton.tsx'
import { statusIcon } from '../../../components/elements/Icon.tsx'
import { ElapsedTime, readOperationTimes } from '../../../components/elements/Time.tsx'
import { useBadgeMessages } from '../../../components/messages/useOperationMessages.ts'
import { badgeContent, connectionWord } from '../../../components/operation/StatusBadge.tsx'
import type { CreatedResource } from '../../../hooks/trackedOperations.ts'
import { toShownId } from '../../../protocol/operation.ts'
import type { Configuration } from '../../api/configuration.ts'
import {
  useConfigurationMessages,
  useConfigurationsTableMessages,
} from '../messages/useOrchestratorMessages.ts'
import type { ConfigurationColumn } from './configurationColumns.tsx'
import { ConfigurationCell } from './configurationColumns.tsx'
import { RowCheckbox } from './SelectionToolbar.tsx'
import type { Selection } from './SelectionToolbar.tsx'
import type { RowOperation } from './useConfigurationOperations.ts'

/** Marks a row that was created in this session. */
function NewBadge() {
  const { newlyMade } = useConfigurationsTableMessages()
  return (
    <span className="ra-badge" data-part="new">
      <span className="ra-text">{newlyMade}</span>
    </span>
  )
}

const KEYS = { create: 'creating', change: 'changing', delete: 'deleting' } as const

interface RowOperationBadgeProps {
  readonly running: RowOperation
}

/** The operation running on a row, as an icon and a word, with a hint if it is stuck or cannot be polled. */
function RowOperationBadge({ running: { action, operation } }: RowOperationBadgeProps) {
  const messages = useConfigurationsTableMessages()
  const badgeMessages = useBadgeMessages()
  const { isStuck, connection } = operation
  const hint = isStuck ? badgeMessages.statusStuck : connectionWord(connection, badgeMessages)
  return (
    <span
      className="ra-badge"
      data-part="badge"
      data-action={action}
      data-status="PENDING"
      data-stuck={isStuck || undefined}
      data-connection={connection === 'ok' ? undefined : connection}
    >
      {badgeContent(statusIcon(isStuck ? 'STUCK' : 'PENDING'), messages[KEYS[action]], hint)}
    </span>
  )
}

interface ConfigurationRowProps {
  readonly configuration: Configuration
  /** After the name. */
  readonly columns: readonly ConfigurationColumn[]
  /** The store's name; `undefined` if it is not known. */
  readonly memoryStoreName: string | undefined
  /** The page of the configuration; `undefined` if it has none. */
  readonly href: string | undefined
  /** It was created in this session. */
  readonly isNew: boolean
  /** The operation that is running on it. */
  readonly running: RowOperation | undefined
  /** What the user can do with it; `undefined` if the table has no column for actions. */
  readonly actions: ReactNode
  /** The user has selected it. */
  readonly isSelected: boolean
  /** `undefined` if rows cannot be selected. */
  readonly onSelect: Selection['change'] | undefined
}

/**
 * One configuration as a row of the table. In a narrow table each cell shows its column name. A table may have
 * hundreds of rows, while a deletion changes a few of them each second.
 */
export const ConfigurationRow = /* @__PURE__ */ memo(function ConfigurationRow({
  configuration,
  columns,
  memoryStoreName,
  href,
  isNew,
  running,
  actions,
  isSelected,
  onSelect,
}: ConfigurationRowProps) {
  const { columnActions } = useConfigurationsTableMessages()
  const { id, displayName, description } = configuration
  return (
    <tr
      className="ra-table-row"
      data-part="row"
      data-action={running?.action}
      data-new={isNew || undefined}
      data-selected={isSelected || undefined}
      tabIndex={-1}
    >
      {onSelect && (
        <td className="ra-table-cell" data-column="selection">
          <RowCheckbox
            id={id}
            name={displayName}
            isSelected={isSelected}
            isLocked={running?.action === 'delete'}
            onChange={onSelect}
          />
        </td>
      )}
      <th className="ra-table-cell" scope="row" data-part="name">
        <span className="ra-text">
          {href === undefined ? (
            <bdi className="ra-text">{displayName}</bdi>
          ) : (
            <a className="ra-link" href={href}>
              <bdi className="ra-text">{displayName}</bdi>
            </a>
          )}
        </span>
        {isNew && <NewBadge />}
        {running && <RowOperationBadge running={running} />}
        {description && (
          <span className="ra-table-note">
            <bdi className="ra-text">{description}</bdi>
          </span>
        )}
      </th>
      {columns.map((column) => (
        <ConfigurationCell
          key={typeof column === 'string' ? column : column.id}
          column={column}
          configuration={configuration}
          memoryStoreName={memoryStoreName}
        />
      ))}
      {actions !== undefined && (
        <td className="ra-table-cell" data-label={columnActions} data-part="actions">
          {actions}
        </td>
      )}
    </tr>
  )
})

interface WideRowProps {
  /** The number of columns in the table. */
  readonly columns: number
  /** The table has a column for the selection, which this row does not use. */
  readonly isSelectable: boolean
}

interface NewConfigurationRowProps extends WideRowProps {
  readonly created: CreatedResource
}

/** A configuration that was just created and has not been read yet: its name and its ID. */
export function NewConfigurationRow({
  created: { id, accepted },
  columns,
  isSelectable,
}: NewConfigurationRowProps) {
  const messages = useConfigurationMessages()
  return (
    <tr className="ra-creation-row" data-part="row" data-new tabIndex={-1}>
      <th className="ra-table-cell" scope="row" data-part="name" colSpan={isSelectable ? 2 : 1}>
        <span className="ra-text">{accepted.label ?? id}</span>
        <NewBadge />
      </th>
      <td className="ra-table-cell" colSpan={columns - (isSelectable ? 2 : 1)}>
        <CopyableId id={id} what={messages.columnId} />
      </td>
    </tr>
  )
}

interface CreationRowProps extends WideRowProps {
  readonly creation: RowOperation
}

/** A configuration that is being created: its name, and how long it has taken so far. */
export function CreationRow({ creation, columns, isSelectable }: CreationRowProps) {
  const messages = useConfigurationsTableMessages()
  const { accepted, operation } = creation
  const { startedAt } = readOperationTimes(operation)
  return (
    <tr className="ra-creation-row" data-part="creation" data-status={operation.status}>
      <th className="ra-table-cell" scope="row" data-part="name" colSpan={isSelectable ? 2 : 1}>
        <span className="ra-text">
          <bdi className="ra-text">{accepted.label ?? toShownId(accepted.operationId)}</bdi>
        </span>
        <RowOperationBadge running={creation} />
      </th>
      <td className="ra-table-cell" colSpan={columns - (isSelectable ? 2 : 1)}>
        <span className="ra-creation-note">
          <span className="ra-text">{messages.creatingBody}</span>
          {startedAt !== undefined && <ElapsedTime since={startedAt} isSentence />}
        </span>
      </td>
    </tr>
  )
}
