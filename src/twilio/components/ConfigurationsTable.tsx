'use client'

import type { ComponentPropsWithoutRef, ReactNode } from 'react'
import { forwardRef } from 'react'

import { classes } from '../../components/classes.ts'
import { useAppearance } from '../../components/useAppearance.ts'
import type { UseConfigurationsOptions } from '../hooks/useConfigurations.ts'
import { useConfigurations } from '../hooks/useConfigurations.ts'
import { useMemoryStores } from '../hooks/useMemoryStores.ts'
import { ConfigurationRow } from './ConfigurationRow.tsx'
import { SkeletonRows } from './SkeletonRows.tsx'
import { TableNotice } from './TableNotice.tsx'
import { useConfigurationMessages } from './useConfigurationMessages.ts'

export interface ConfigurationsTableProps
  extends UseConfigurationsOptions, Omit<ComponentPropsWithoutRef<'div'>, 'children'> {
  /** Rows to keep the place of while the first page loads. Default 5. */
  readonly skeletonRows?: number
  /** What a person may do where there is nothing yet, such as a button. Default: nothing. */
  readonly emptyAction?: ReactNode
}

/**
 * All configurations of the account, page by page. Reads itself anew when an operation that changes them completes. On a
 * narrow page each row becomes a card.
 */
export const ConfigurationsTable = forwardRef<HTMLDivElement, ConfigurationsTableProps>(
  function ConfigurationsTable(
    { memoryStoreId, pageSize, skeletonRows = 5, emptyAction, className, ...rest },
    ref,
  ) {
    const messages = useConfigurationMessages()
    const appearance = useAppearance()
    const list = useConfigurations({
      ...(memoryStoreId !== undefined && { memoryStoreId }),
      ...(pageSize !== undefined && { pageSize }),
    })
    const { memoryStores } = useMemoryStores()
    const { configurations, isLoading, error, hasNextPage, isFetchingNextPage } = list
    const columns = [
      messages.columnName,
      messages.columnId,
      messages.columnGrouping,
      messages.columnMemoryStore,
      messages.columnChannels,
      messages.columnUpdated,
    ]
    return (
      <div
        {...appearance}
        data-part="configurations"
        {...rest}
        ref={ref}
        className={classes('ra-table-card', className)}
      >
        <table className="ra-table" aria-busy={isLoading}>
          <caption className="ra-visually-hidden">{messages.tableCaption}</caption>
          <thead>
            <tr>
              {columns.map((column) => (
                <th key={column} scope="col">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {isLoading && <SkeletonRows rows={skeletonRows} columns={columns} />}
            {configurations.map((configuration) => (
              <ConfigurationRow
                key={configuration.id}
                configuration={configuration}
                memoryStoreName={
                  memoryStores.find(({ id }) => id === configuration.memoryStoreId)?.displayName
                }
              />
            ))}
          </tbody>
        </table>
        <TableNotice
          state={isLoading ? 'loading' : error ? 'failed' : configurations.length === 0 ? 'empty' : 'filled'}
          error={error}
          onRetry={() => void list.refetch()}
          emptyAction={emptyAction}
        />
        {hasNextPage && (
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
