'use client'

import type { RefObject } from 'react'
import { useId } from 'react'

import { Icon } from '../../components/Icon.tsx'
import { useConfigurationsTableMessages } from './useConfigurationsTableMessages.ts'

export interface ConfigurationsSearchProps {
  readonly text: string
  readonly onTextChange: (text: string) => void
  readonly inputRef: RefObject<HTMLInputElement | null>
  /** What the search has come to; empty where nobody searches. */
  readonly outcome: string
}

/** Narrows the table to names that hold a text, and says how many those are. */
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
