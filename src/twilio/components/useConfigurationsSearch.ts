'use client'

import { useEffect, useRef, useState } from 'react'

import type { ConfigurationsResult } from '../hooks/useConfigurations.ts'
import { toSearchText } from './typedText.ts'

/** A search by name over a list that comes page by page. */
export interface ConfigurationsSearchState {
  readonly text: string
  readonly setText: (text: string) => void
  readonly isSearching: boolean
  /** Everything has been read, so that nothing can be missing. */
  readonly isComplete: boolean
  /** More pages are on their way. */
  readonly isReading: boolean
  /** True for a name that shows the text, whatever its case and its kinds of spaces. */
  readonly matches: (name: string) => boolean
}

/**
 * Searches names here, since the API has no filter for them. Only what has been read can be searched, so all pages are
 * read, one after the other, as soon as somebody searches.
 */
export function useConfigurationsSearch({
  configurations,
  hasNextPage,
  isFetching,
  error,
  fetchNextPage,
}: ConfigurationsResult): ConfigurationsSearchState {
  const [text, setText] = useState('')
  const wanted = toSearchText(text)
  const isSearching = wanted !== ''
  const isReading = isSearching && hasNextPage && !error

  const askedAfter = useRef<ConfigurationsResult['configurations']>(undefined)

  useEffect(() => {
    if (!isReading) askedAfter.current = undefined
    // A page may come so fast that nobody sees it being read: each new list asks for the next page.
    if (!isReading || isFetching || askedAfter.current === configurations) return
    askedAfter.current = configurations
    void fetchNextPage()
  }, [isReading, isFetching, fetchNextPage, configurations])

  return {
    text,
    setText,
    isSearching,
    isComplete: !hasNextPage,
    isReading,
    matches: (name) => toSearchText(name).includes(wanted),
  }
}
