'use client'

import type { ComponentPropsWithoutRef, ReactNode } from 'react'
import { forwardRef, useImperativeHandle, useRef } from 'react'

import { Button, classes, useAppearance } from '../../../components/elements/appearance.tsx'
import { useFocusRecovery } from '../../../components/elements/useFocusRecovery.ts'
import { useLazy } from '../../../hooks/useLazy.ts'
import type { Configuration } from '../../api/configuration.ts'
import type { NewConfiguration, UseConfigurationsOptions } from '../../hooks/useConfigurations.ts'
import { useConfigurations, useNewConfigurations } from '../../hooks/useConfigurations.ts'
import { useMemoryStores } from '../../hooks/useMemoryStores.ts'
import {
  useBulkDeletionMessages,
  useConfigurationMessages,
  useConfigurationsTableMessages,
} from '../messages/useOrchestratorMessages.ts'
import type { ColumnHead, ConfigurationColumn } from './configurationColumns.tsx'
import { DEFAULT_COLUMNS, toColumnHead } from './configurationColumns.tsx'
import { ConfigurationRow, CreationRow, NewConfigurationRow } from './ConfigurationRow.tsx'
import {
  ConfigurationsSearch,
  SearchNotice,
  toSearchOutcome,
  useConfigurationsSearch,
} from './ConfigurationsSearch.tsx'
import { SelectionToolbar, lazyBulkDeletion, useSelectableRows, useSelection } from './SelectionToolbar.tsx'
import { SkeletonRows, TableNotice } from './TableNotice.tsx'
import { useConfigurationOperations } from './useConfigurationOperations.ts'

/** Props of ConfigurationsTable. */
export interface ConfigurationsTableProps
  extends UseConfigurationsOptions, Omit<ComponentPropsWithoutRef<'div'>, 'children'> {
  /** Number of placeholder rows while the first page loads. Default: 5. */
  readonly skeletonRows?: number
  /** Shown if there are no configurations yet, such as a button to create one. Default: nothing. */
  readonly emptyAction?: ReactNode
  /**
   * The columns after the name, in this order: fields, and columns of your own. Default: all fields.
   */
  readonly columns?: readonly ConfigurationColumn[]
  /** The URL of the page of a configuration, to which its name then links. Default: no link. */
  readonly getConfigurationHref?: (configuration: Configuration) => string | undefined
  /** Actions for one configuration, such as a `DeleteConfigurationButton`. Default: no actions column. */
  readonly renderActions?: (configuration: Configuration) => ReactNode
  /** Shows a search by name. Default: true. */
  readonly searchable?: boolean
  /**
   * Adds a checkbox to each row, and deletes those that the user selects, after a dialog: at most 1,000 together,
   * 4 at a time, each with its own Idempotency-Key. Only what the table shows can be selected. If the tab is
   * reloaded, it stops until the user continues. Default: false.
   */
  readonly deletable?: boolean
}

/**
 * All configurations of the account, page by page, with the operation that is running on each. The list is
 * read again when an operation that changes it completes. Configurations created in this session stay on
 * top, marked as new, until the provider unmounts or `clear()` runs. In a narrow container each row becomes
 * a card.
 *
 * @throws MissingProviderError if OperationsProvider is missing, or its client is not from
 *   `createOrchestratorClient`
 */
export const ConfigurationsTable = /* @__PURE__ */ forwardRef<HTMLDivElement, ConfigurationsTableProps>(
  function ConfigurationsTable(
    {
      memoryStoreId,
      pageSize,
      skeletonRows = 5,
      emptyAction,
      columns = DEFAULT_COLUMNS,
      getConfigurationHref,
      renderActions,
      searchable = true,
      deletable = false,
      className,
      ...rest
    },
    ref,
  ) {
    const messages = useConfigurationMessages()
    const tableMessages = useConfigurationsTableMessages()
    const bulkMessages = useBulkDeletionMessages()
    const appearance = useAppearance()
    const card = useRef<HTMLDivElement>(null)
    const searchInput = useRef<HTMLInputElement>(null)
    useImperativeHandle<HTMLDivElement | null, HTMLDivElement | null>(ref, () => card.current)
    useFocusRecovery(card, card)
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
    const selection = useSelection(list)
    const search = useConfigurationsSearch(list, selection.isAllWanted)
    const found = configurations.filter(({ displayName }) => search.matches(displayName))
    const { rows, selected } = useSelectableRows(selection, list, found, changes)
    const bulk = useLazy(lazyBulkDeletion, deletable)
    const foundCreations = creations.filter(({ accepted }) => search.matches(accepted.label ?? ''))
    const foundUnread = unread.filter(({ accepted }) => search.matches(accepted.label ?? ''))
    const isEmpty = configurations.length + creations.length + unread.length === 0
    const heads: readonly ColumnHead[] = [
      ...(deletable ? [{ id: 'selection', header: bulkMessages.columnSelection }] : []),
      { id: 'displayName', header: messages.columnName },
      ...columns.map((column) => toColumnHead(column, messages)),
      ...(renderActions ? [{ id: 'actions', header: tableMessages.columnActions }] : []),
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
        {searchable && !isEmpty && (
          <ConfigurationsSearch
            text={search.text}
            onTextChange={search.setText}
            inputRef={searchInput}
            outcome={toSearchOutcome(search, found.length, configurations.length, tableMessages)}
          />
        )}
        {deletable && (
          <SelectionToolbar
            selection={selection}
            rows={rows}
            selected={selected}
            list={list}
            isReading={search.isReading}
            isEmpty={isEmpty && !isLoading}
            bulk={bulk}
          />
        )}
        <table
          className="ra-table"
          data-actions={Boolean(renderActions)}
          data-deletable={deletable || undefined}
          data-columns={columns === DEFAULT_COLUMNS ? undefined : 'chosen'}
          aria-busy={isLoading}
        >
          <caption className="ra-visually-hidden">{messages.tableCaption}</caption>
          <thead className="ra-table-head">
            <tr className="ra-table-row">
              {heads.map(({ id, header }) => (
                <th className="ra-table-cell" key={id} scope="col" data-column={id}>
                  <span className={id === 'selection' ? 'ra-visually-hidden' : 'ra-text'}>{header}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody className="ra-table-body">
            {isLoading && <SkeletonRows rows={skeletonRows} heads={heads} />}
            {!isLoading &&
              foundCreations.map((creation) => (
                <CreationRow
                  key={creation.accepted.operationId}
                  creation={creation}
                  columns={heads.length}
                  isSelectable={deletable}
                />
              ))}
            {foundUnread.map((created) => (
              <NewConfigurationRow
                key={created.id}
                created={created}
                columns={heads.length}
                isSelectable={deletable}
              />
            ))}
            {found.map((configuration) => (
              <ConfigurationRow
                key={configuration.id}
                configuration={configuration}
                columns={columns}
                href={getConfigurationHref?.(configuration)}
                memoryStoreName={
                  memoryStores.find(({ id }) => id === configuration.memoryStoreId)?.displayName
                }
                running={changes.get(configuration.id)}
                isNew={newIds.has(configuration.id)}
                actions={renderActions?.(configuration)}
                isSelected={deletable && selection.ids.has(configuration.id)}
                onSelect={deletable ? selection.change : undefined}
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
            <Button
              data-part="load-more"
              aria-disabled={isFetchingNextPage}
              onClick={() => !isFetchingNextPage && void list.fetchNextPage()}
            >
              {isFetchingNextPage ? messages.loadingMore : messages.loadMore}
            </Button>
          </div>
        )}
      </div>
    )
  },
)

/** Configurations created in this session stay on top, wherever the server lists them. */
function placeNewFirst(listed: readonly Configuration[], news: readonly NewConfiguration[]) {
  const newIds = new Set(news.map(({ created }) => created.id))
  return {
    newIds,
    configurations: [
      ...news.flatMap(({ configuration }) => configuration ?? []),
      ...listed.filter(({ id }) => !newIds.has(id)),
    ],
    unread: news.flatMap(({ created, configuration }) => (configuration ? [] : created)),
  }
}
