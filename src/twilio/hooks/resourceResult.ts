/** One resource as a hook gives it. */
export interface ResourceResult<TResource> {
  readonly resource: TResource | undefined
  /** True until it is there; false without an ID. */
  readonly isLoading: boolean
  /** Why the last read failed; what was read before is still shown. */
  readonly error: Error | null
  readonly refetch: () => Promise<unknown>
}

export function toResourceResult<TResource>(
  query: {
    data: TResource | undefined
    error: Error | null
    isPending: boolean
    refetch: () => Promise<unknown>
  },
  id: string | null | undefined,
): ResourceResult<TResource> {
  const { data, error, isPending, refetch } = query
  return { resource: data, isLoading: isPending && Boolean(id), error, refetch }
}
