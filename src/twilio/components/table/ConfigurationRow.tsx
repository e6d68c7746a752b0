'use client'

import type { ReactNode } from 'react'

import { CopyableId } from '../../../components/elements/CopyButton.tsx'
import { statusIcon } from '../../../components/elements/Icon.tsx'
import { ElapsedTime, useInstantText } from '../../../components/elements/Time.tsx'
import { useBadgeMessages } from '../../../components/messages/useOperationMessages.ts'
import { readOperationTimes } from '../../../components/operation/operationTimes.ts'
import { badgeContent, connectionWord } from '../../../components/operation/StatusBadge.tsx'
import type { CreatedResource } from '../../../hooks/createdResources.ts'
import { toIso } from '../../../protocol/json.ts'
import { toShownId } from '../../../protocol/operation.ts'
import type { Configuration } from '../../api/configuration.ts'
import { CHANNELS, CONVERSATION_GROUPING_TYPES } from '../../api/configuration.ts'
import type { ConfigurationMessages } from '../messages/configurationMessages.ts'
import {
  useConfigurationMessages,
  useConfigurationsTableMessages,
} from '../messages/useOrchestratorMessages.ts'
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
  /** The store's name; `undefined` if it is not known. */
  readonly memoryStoreName: string | undefined
  /** It was created in this session. */
  readonly isNew: boolean
  /** The operation that is running on it. */
  readonly running: RowOperation | undefined
  /** What the user can do with it; `undefined` if the table has no column for actions. */
  readonly actions: ReactNode
}

/** One configuration as a row of the table. In a narrow table each cell shows its column name. */
export function ConfigurationRow({
  configuration,
  memoryStoreName,
  isNew,
  running,
  actions,
}: ConfigurationRowProps) {
  const messages = useConfigurationMessages()
  const { columnActions } = useConfigurationsTableMessages()
  const toInstantText = useInstantText()
  const { id, displayName, description, conversationGroupingType, memoryStoreId, updatedAt } = configuration
  const channels = toChannels(configuration, messages)
  const at = Date.parse(updatedAt ?? '')
  return (
    <tr
      className="ra-table-row"
      data-part="row"
      data-action={running?.action}
      data-new={isNew || undefined}
      tabIndex={-1}
    >
      <th className="ra-table-cell" scope="row" data-part="name">
        <span className="ra-text">
          <bdi className="ra-text">{displayName}</bdi>
        </span>
        {isNew && <NewBadge />}
        {running && <RowOperationBadge running={running} />}
        {description && (
          <span className="ra-table-note">
            <bdi className="ra-text">{description}</bdi>
          </span>
        )}
      </th>
      <td className="ra-table-cell" data-label={messages.columnId}>
        <CopyableId id={id} what={messages.columnId} />
      </td>
      <td className="ra-table-cell" data-label={messages.columnGrouping}>
        {toGrouping(conversationGroupingType, messages)}
      </td>
      <td className="ra-table-cell" data-label={messages.columnMemoryStore}>
        <bdi className="ra-text">{memoryStoreName ?? memoryStoreId ?? messages.none}</bdi>
      </td>
      <td className="ra-table-cell" data-label={messages.columnChannels}>
        {channels.length === 0 ? (
          <span className="ra-quiet">{messages.none}</span>
        ) : (
          <ul className="ra-tags">
            {channels.map((channel) => (
              <li className="ra-item" key={channel}>
                {channel}
              </li>
            ))}
          </ul>
        )}
      </td>
      <td className="ra-table-cell" data-label={messages.columnUpdated} data-part="updated">
        {Number.isNaN(at) ? (
          messages.none
        ) : (
          <time className="ra-time" dateTime={toIso(at)}>
            <span className="ra-text">{toInstantText(at, 'date')}</span>
            <span className="ra-table-note">
              {/* It starts with a digit, which sets no text direction. */}
              <bdi className="ra-text">{toInstantText(at, 'time')}</bdi>
            </span>
          </time>
        )}
      </td>
      {actions !== undefined && (
        <td className="ra-table-cell" data-label={columnActions} data-part="actions">
          {actions}
        </td>
      )}
    </tr>
  )
}

/** A grouping or channel that we do not know is shown as the API sends it. */
function toGrouping(type: string, messages: ConfigurationMessages): string {
  const known = CONVERSATION_GROUPING_TYPES.find((one) => one === type)
  return known ? messages.groupingChoices[known].label : type
}

function toChannels({ channelSettings }: Configuration, messages: ConfigurationMessages): readonly string[] {
  return Object.keys(channelSettings ?? {}).map((name) => {
    const known = CHANNELS.find((one) => one === name)
    return known ? messages.channelNames[known] : name
  })
}

interface NewConfigurationRowProps {
  readonly created: CreatedResource
  /** The number of columns in the table. */
  readonly columns: number
}

/** A configuration that was just created and has not been read yet: its name and its ID. */
export function NewConfigurationRow({ created: { id, accepted }, columns }: NewConfigurationRowProps) {
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

interface CreationRowProps {
  readonly creation: RowOperation
  /** The number of columns in the table. */
  readonly columns: number
}

/** A configuration that is being created: its name, and how long it has taken so far. */
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
