'use client'

import type { ComponentPropsWithoutRef, ReactNode } from 'react'
import { forwardRef, useImperativeHandle, useRef } from 'react'

import { classes } from '../../components/classes.ts'
import { useAppearance } from '../../components/useAppearance.ts'
import { useKeptFocus } from '../../components/useKeptFocus.ts'
import type { Configuration } from '../api/configuration.ts'
import type { UseConfigurationsOptions } from '../hooks/useConfigurations.ts'
import { useConfigurations } from '../hooks/useConfigurations.ts'
import { useMemoryStores } from '../hooks/useMemoryStores.ts'
import type { NewConfiguration } from '../hooks/useNewConfigurations.ts'
import { useNewConfigurations } from '../hooks/useNewConfigurations.ts'
import { ConfigurationRow } from './ConfigurationRow.tsx'
import { ConfigurationsSearch } from './ConfigurationsSearch.tsx'
import type { ConfigurationsTableMessages } from './configurationsTableMessages.ts'
import { CreationRow } from './CreationRow.tsx'
import { NewConfigurationRow } from './NewConfigurationRow.tsx'
import { SearchNotice } from './SearchNotice.tsx'
import { SkeletonRows } from './SkeletonRows.tsx'
import { TableNotice } from './TableNotice.tsx'
import { useConfigurationMessages } from './useConfigurationMessages.ts'
import { useConfigurationOperations } from './useConfigurationOperations.ts'
import type { ConfigurationsSearchState } from './useConfigurationsSearch.ts'
import { useConfigurationsSearch } from './useConfigurationsSearch.ts'
import { useConfigurationsTableMessages } from './useConfigurationsTableMessages.ts'

/** Props of ConfigurationsTable. */
export interface ConfigurationsTableProps
  extends UseConfigurationsOptions, Omit<ComponentPropsWithoutRef<'div'>, 'children'> {
  /** Rows to keep the place of while the first page loads. Default 5. */
  readonly skeletonRows?: number
  /** What a person may do where there is nothing yet, such as a button. Default: nothing. */
  readonly emptyAction?: ReactNode
  /** What a person may do with one configuration, such as a `DeleteConfigurationButton`. Default: no such column. */
  readonly renderActions?: (configuration: Configuration) => ReactNode
  /** Shows a search by name. Default true. */
  readonly hasSearch?: boolean
}

/**
 * All configurations of the account, page by page, with what is happening to each. Reads itself anew when an operation
 * that changes them completes. What is made while the page is open stays on top, marked as new, until the provider goes or
 * everything is forgotten. On a narrow page each row becomes a card.
 */
export const ConfigurationsTable = forwardRef<HTMLDivElement, ConfigurationsTableProps>(
  function ConfigurationsTable(
    {
      memoryStoreId,
      pageSize,
      skeletonRows = 5,
      emptyAction,
      renderActions,
      hasSearch = true,
      className,
      ...rest
    },
    ref,
  ) {
    const messages = useConfigurationMessages()
    const words = useConfigurationsTableMessages()
    const appearance = useAppearance()
    const card = useRef<HTMLDivElement>(null)
    const searchInput = useRef<HTMLInputElement>(null)
    useImperativeHandle<HTMLDivElement | null, HTMLDivElement | null>(ref, () => card.current)
    useKeptFocus(card, card)
    const list = useConfigurations({
      ...(memoryStoreId !== undefined && { memoryStoreId }),
      ...(pageSize !== undefined && { pageSize }),
    })
    const { memoryStores } = useMemoryStores()
    const news = useNewConfigurations(list, memoryStoreId)
    const { isLoading, isFetching, error, hasNextPage, isFetchingNextPage } = list
    const { configurations, newIds, unread } = placeNewFirst(list.configurations, news)
    const known = new Set([...newIds, ...configurations.map(({ id }) => id)])
    const { changes, creations } = useConfigurationOperations(known, isFetching, memoryStoreId)
    const search = useConfigurationsSearch(list)
    const found = configurations.filter(({ displayName }) => search.matches(displayName))
    const foundCreations = creations.filter(({ accepted }) => search.matches(accepted.label ?? ''))
    const foundUnread = unread.filter(({ accepted }) => search.matches(accepted.label ?? ''))
    const isEmpty = configurations.length + creations.length + unread.length === 0
    const columns = [
      messages.columnName,
      messages.columnId,
      messages.columnGrouping,
      messages.columnMemoryStore,
      messages.columnChannels,
      messages.columnUpdated,
      ...(renderActions ? [words.columnActions] : []),
    ]
    return (
      <div
        {...appearance}
        data-part="configurations"
        tabIndex={-1}
        {...rest}
        ref={card}
        className={classes('ra-table-card', className)}
      >
        {hasSearch && !isEmpty && (
          <ConfigurationsSearch
            text={search.text}
            onTextChange={search.setText}
            inputRef={searchInput}
            outcome={toOutcome(search, found.length, configurations.length, words)}
          />
        )}
        <table className="ra-table" data-actions={Boolean(renderActions)} aria-busy={isLoading}>
          <caption className="ra-visually-hidden">{messages.tableCaption}</caption>
          <thead className="ra-table-head">
            <tr className="ra-table-row">
              {columns.map((column) => (
                <th className="ra-table-cell" key={column} scope="col">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody className="ra-table-body">
            {isLoading && <SkeletonRows rows={skeletonRows} columns={columns} />}
            {!isLoading &&
              foundCreations.map((creation) => (
                <CreationRow
                  key={creation.accepted.operationId}
                  creation={creation}
                  columns={columns.length}
                />
              ))}
            {foundUnread.map((made) => (
              <NewConfigurationRow key={made.id} made={made} columns={columns.length} />
            ))}
            {found.map((configuration) => (
              <ConfigurationRow
                key={configuration.id}
                configuration={configuration}
                memoryStoreName={
                  memoryStores.find(({ id }) => id === configuration.memoryStoreId)?.displayName
                }
                running={changes.get(configuration.id)}
                isNew={newIds.has(configuration.id)}
                actions={renderActions?.(configuration)}
              />
            ))}
          </tbody>
        </table>
        {search.isSearching && found.length + foundCreations.length + foundUnread.length === 0 && (
          <SearchNotice text={search.text.trim()} isComplete={search.isComplete} />
        )}
        <TableNotice
          state={isLoading ? 'loading' : error ? 'failed' : isEmpty ? 'empty' : 'filled'}
          error={error}
          onRetry={() => void list.refetch()}
          emptyAction={emptyAction}
        />
        {hasNextPage && !search.isReading && (
          <div className="ra-table-more">
            <button
              type="button"
              className="ra-button"
              data-part="load-more"
              aria-disabled={isFetchingNextPage}
              onClick={() => !isFetchingNextPage && void list.fetchNextPage()}
            >
              {isFetchingNextPage ? messages.loadingMore : messages.loadMore}
            </button>
          </div>
        )}
      </div>
    )
  },
)

/** What this session has made stays in sight, wherever the server puts it. */
function placeNewFirst(listed: readonly Configuration[], news: readonly NewConfiguration[]) {
  const newIds = new Set(news.map(({ made }) => made.id))
  return {
    newIds,
    configurations: [
      ...news.flatMap(({ configuration }) => configuration ?? []),
      ...listed.filter(({ id }) => !newIds.has(id)),
    ],
    unread: news.flatMap(({ made, configuration }) => (configuration ? [] : made)),
  }
}

function toOutcome(
  { isSearching, isComplete, isReading }: ConfigurationsSearchState,
  found: number,
  loaded: number,
  words: ConfigurationsTableMessages,
): string {
  if (!isSearching) return ''
  return isComplete || isReading ? words.searchFound(found, isComplete) : words.searchIncomplete(loaded)
}
