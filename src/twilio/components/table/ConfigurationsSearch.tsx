'use client'

import type { RefObject } from 'react'
import { useEffect, useId, useRef, useState } from 'react'

import { Icon } from '../../../components/elements/Icon.tsx'
import { isolate } from '../../../components/messages/locale.ts'
import type { UseConfigurationsResult } from '../../hooks/useConfigurations.ts'
import { toSearchText } from '../form/typedText.ts'
import type { ConfigurationsTableMessages } from '../messages/configurationMessages.ts'
import { useConfigurationsTableMessages } from '../messages/useOrchestratorMessages.ts'

interface SearchNoticeProps {
  /** The search text. */
  readonly text: string
  /** All pages were searched. If false, nothing is shown. */
  readonly isComplete: boolean
}

/** Shown instead of the rows if no name matches. */
export function SearchNotice({ text, isComplete }: SearchNoticeProps) {
  const messages = useConfigurationsTableMessages()
  if (!isComplete) return null
  return (
    <div className="ra-table-empty" data-part="search-nothing">
      <p className="ra-table-empty-title">{messages.searchNothingTitle(isolate(text))}</p>
      <p className="ra-text">{messages.searchNothingBody}</p>
    </div>
  )
}

interface ConfigurationsSearchProps {
  readonly text: string
  readonly onTextChange: (text: string) => void
  readonly inputRef: RefObject<HTMLInputElement | null>
  /** The result of the search as text; empty if there is no search. */
  readonly outcome: string
}

/** Filters the table by name, and says how many names match. */
export function ConfigurationsSearch({ text, onTextChange, inputRef, outcome }: ConfigurationsSearchProps) {
  const messages = useConfigurationsTableMessages()
  const id = useId()
  return (
    <div className="ra-table-search" data-part="search">
      <label className="ra-visually-hidden" htmlFor={id}>
        {messages.searchLabel}
      </label>
      <span className="ra-search">
        <Icon name="search">
          <circle cx="7" cy="7" r="4.5" />
          <path d="m10.5 10.5 3 3" />
        </Icon>
        <input
          type="search"
          id={id}
          ref={inputRef}
          className="ra-input"
          data-part="input"
          placeholder={messages.searchLabel}
          autoComplete="off"
          spellCheck={false}
          value={text}
          onChange={(event) => onTextChange(event.target.value)}
        />
        {text !== '' && (
          <button
            type="button"
            className="ra-icon-button"
            data-part="clear"
            aria-label={messages.clearSearch}
            title={messages.clearSearch}
            onClick={() => {
              onTextChange('')
              inputRef.current?.focus()
            }}
          >
            <Icon name="clear">
              <path d="m4 4 8 8m0-8-8 8" />
            </Icon>
          </button>
        )}
      </span>
      <output className="ra-quiet" data-part="search-outcome" htmlFor={id}>
        {outcome}
      </output>
    </div>
  )
}

/** A search by name in a list that is read page by page. */
export interface ConfigurationsSearchState {
  readonly text: string
  readonly setText: (text: string) => void
  readonly isSearching: boolean
  /** All pages have been read, so no match is missing. */
  readonly isComplete: boolean
  /** More pages are being read. */
  readonly isReading: boolean
  /** True if the name contains the text. Case and the kind of spaces are ignored. */
  readonly matches: (name: string) => boolean
}

/**
 * Searches names in the browser, because the API has no filter for them. Only pages that have been read can
 * be searched, so all pages are read, one after the other, as soon as the user searches.
 *
 * @param isAllWanted reads all pages even if the user does not search
 */
export function useConfigurationsSearch(
  { configurations, hasNextPage, isFetching, error, fetchNextPage }: UseConfigurationsResult,
  isAllWanted: boolean,
): ConfigurationsSearchState {
  const [text, setText] = useState('')
  const wanted = toSearchText(text)
  const isSearching = wanted !== ''
  const isReading = (isSearching || isAllWanted) && hasNextPage && !error

  const askedAfter = useRef<UseConfigurationsResult['configurations']>(undefined)

  useEffect(() => {
    if (!isReading) askedAfter.current = undefined
    // A page may load so fast that `isFetching` is never seen: read the next page for each new list instead.
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
    matches: (name) => !isSearching || toSearchText(name).includes(wanted),
  }
}

/** The result of a search as text; empty if there is no search. */
export function toSearchOutcome(
  { isSearching, isComplete, isReading }: ConfigurationsSearchState,
  found: number,
  loaded: number,
  tableMessages: ConfigurationsTableMessages,
): string {
  if (!isSearching) return ''
  return isComplete || isReading
    ? tableMessages.searchFound(found, isComplete)
    : tableMessages.searchIncomplete(loaded)
}
