'use client'

import type { ReactNode } from 'react'

import { CopyableId } from '../../../components/elements/CopyButton.tsx'
import { useInstantText } from '../../../components/elements/Time.tsx'
import { toIso } from '../../../protocol/json.ts'
import type { Configuration } from '../../api/configuration.ts'
import { CHANNELS, CONVERSATION_GROUPING_TYPES } from '../../api/configuration.ts'
import type { ConfigurationMessages } from '../messages/configurationMessages.ts'
import { useConfigurationMessages } from '../messages/useOrchestratorMessages.ts'

/** A field that ConfigurationsTable shows on its own. */
export type ConfigurationColumnName =
  | 'id'
  | 'conversationGroupingType'
  | 'memoryStoreId'
  | 'channelSettings'
  | 'updatedAt'

/** A column of your own. */
export interface CustomConfigurationColumn {
  /** Unique in the table, and the cell's `data-column`. */
  readonly id: string
  readonly header: string
  readonly render: (configuration: Configuration) => ReactNode
}

/** A column of ConfigurationsTable after the name. */
export type ConfigurationColumn = ConfigurationColumnName | CustomConfigurationColumn

/** The columns after the name, if an application chooses none. */
export const DEFAULT_COLUMNS: readonly ConfigurationColumn[] = [
  'id',
  'conversationGroupingType',
  'memoryStoreId',
  'channelSettings',
  'updatedAt',
]

const HEADERS = {
  id: 'columnId',
  conversationGroupingType: 'columnGrouping',
  memoryStoreId: 'columnMemoryStore',
  channelSettings: 'columnChannels',
  updatedAt: 'columnUpdated',
} as const satisfies Record<ConfigurationColumnName, keyof ConfigurationMessages>

/** A column as the head of the table shows it. */
export interface ColumnHead {
  readonly id: string
  readonly header: string
}

export function toColumnHead(column: ConfigurationColumn, messages: ConfigurationMessages): ColumnHead {
  if (typeof column !== 'string') return column
  return { id: column, header: messages[HEADERS[column]] }
}

interface ConfigurationCellProps {
  readonly column: ConfigurationColumn
  readonly configuration: Configuration
  /** The store's name; `undefined` if it is not known. */
  readonly memoryStoreName: string | undefined
}

/** One cell of a row. In a narrow table it shows the name of its column. */
export function ConfigurationCell({ column, configuration, memoryStoreName }: ConfigurationCellProps) {
  const { id, header } = toColumnHead(column, useConfigurationMessages())
  return (
    <td
      className="ra-table-cell"
      data-column={id}
      data-label={header}
      data-part={id === 'updatedAt' ? 'updated' : undefined}
    >
      {typeof column === 'string' ? (
        <ConfigurationValue column={column} configuration={configuration} memoryStoreName={memoryStoreName} />
      ) : (
        column.render(configuration)
      )}
    </td>
  )
}

interface ConfigurationValueProps extends ConfigurationCellProps {
  readonly column: ConfigurationColumnName
}

function ConfigurationValue({ column, configuration, memoryStoreName }: ConfigurationValueProps) {
  const messages = useConfigurationMessages()
  switch (column) {
    case 'id':
      return <CopyableId id={configuration.id} what={messages.columnId} />
    case 'conversationGroupingType':
      return <span className="ra-text">{toGrouping(configuration.conversationGroupingType, messages)}</span>
    case 'memoryStoreId':
      return <bdi className="ra-text">{memoryStoreName ?? configuration.memoryStoreId ?? messages.none}</bdi>
    case 'channelSettings':
      return <Channels configuration={configuration} />
    default:
      return <UpdatedAt updatedAt={configuration.updatedAt} />
  }
}

function Channels({ configuration: { channelSettings } }: Pick<ConfigurationCellProps, 'configuration'>) {
  const messages = useConfigurationMessages()
  const channels = Object.keys(channelSettings ?? {}).map((name) => {
    const known = CHANNELS.find((one) => one === name)
    return known ? messages.channelNames[known] : name
  })
  if (channels.length === 0) return <span className="ra-quiet">{messages.none}</span>
  return (
    <ul className="ra-tags">
      {channels.map((channel) => (
        <li className="ra-item" key={channel}>
          {channel}
        </li>
      ))}
    </ul>
  )
}

function UpdatedAt({ updatedAt }: Pick<Configuration, 'updatedAt'>) {
  const messages = useConfigurationMessages()
  const toInstantText = useInstantText()
  const at = Date.parse(updatedAt ?? '')
  if (Number.isNaN(at)) return <span className="ra-text">{messages.none}</span>
  return (
    <time className="ra-time" dateTime={toIso(at)}>
      <span className="ra-text">{toInstantText(at, 'date')}</span>
      <span className="ra-table-note">
        {/* It starts with a digit, which sets no text direction. */}
        <bdi className="ra-text">{toInstantText(at, 'time')}</bdi>
      </span>
    </time>
  )
}

/** A grouping that we do not know is shown as the API sends it. */
function toGrouping(type: string, messages: ConfigurationMessages): string {
  const known = CONVERSATION_GROUPING_TYPES.find((one) => one === type)
  return known ? messages.groupingChoices[known].label : type
}
