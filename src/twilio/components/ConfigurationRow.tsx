'use client'

import type { ReactNode } from 'react'

import { CopyableId } from '../../components/CopyableId.tsx'
import { toIso } from '../../components/toIso.ts'
import { useInstantText } from '../../components/useInstantText.ts'
import type { Configuration } from '../api/configuration.ts'
import { CHANNELS, CONVERSATION_GROUPING_TYPES } from '../api/configuration.ts'
import type { ConfigurationMessages } from './configurationMessages.ts'
import { NewBadge } from './NewBadge.tsx'
import { RowOperationBadge } from './RowOperationBadge.tsx'
import { useConfigurationMessages } from './useConfigurationMessages.ts'
import type { RowOperation } from './useConfigurationOperations.ts'
import { useConfigurationsTableMessages } from './useConfigurationsTableMessages.ts'

export interface ConfigurationRowProps {
  readonly configuration: Configuration
  /** The store's name; `undefined` where it is not known. */
  readonly memoryStoreName: string | undefined
  /** This session has made it. */
  readonly isNew: boolean
  /** What is happening to it just now. */
  readonly running: RowOperation | undefined
  /** What a person may do with it; `undefined` where the table has no column for that. */
  readonly actions: ReactNode
}

/** One configuration as a row of the table. On a narrow page each cell names itself. */
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
              {/* It begins with a digit, which says nothing of its direction. */}
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

/** A grouping or a channel that is newer than we are is shown in the API's own word. */
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
