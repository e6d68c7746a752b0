export interface SkeletonRowsProps {
  readonly rows: number
  /** The columns' names. */
  readonly columns: readonly string[]
}

/** Grey bars in place of rows that are on their way, as high as the rows will be. Says nothing to a screen reader. */
export function SkeletonRows({ rows, columns }: SkeletonRowsProps) {
  return Array.from({ length: rows }, (_, row) => (
    // oxlint-disable-next-line react/no-array-index-key -- Rows without content have no identity but their place.
    <tr key={row} className="ra-skeleton-row" data-part="skeleton" aria-hidden="true">
      {columns.map((column) => (
        <td className="ra-table-cell" key={column} data-label={column}>
          <span className="ra-skeleton">&nbsp;</span>
        </td>
      ))}
    </tr>
  ))
}
