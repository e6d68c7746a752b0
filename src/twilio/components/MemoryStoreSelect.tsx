'use client'

import type { ComponentPropsWithoutRef, ReactNode } from 'react'
import { forwardRef, useId } from 'react'

import { classes } from '../../components/classes.ts'
import { Icon } from '../../components/Icon.tsx'
import { rootOf } from '../../components/ownRoot.ts'
import { SelectField } from '../../components/SelectField.tsx'
import { useAppearance } from '../../components/useAppearance.ts'
import { useOperationWords } from '../../components/useOperationWords.ts'
import { useMemoryStores } from '../hooks/useMemoryStores.ts'
import type { MemoryStoreMessages } from './memoryStoreMessages.ts'
import { MemoryStoreOptions } from './MemoryStoreOptions.tsx'
import { toAccessReason } from './toReadReason.ts'
import { useMemoryStoreMessages } from './useMemoryStoreMessages.ts'

/** Props of MemoryStoreSelect. */
export interface MemoryStoreSelectProps extends Omit<
  ComponentPropsWithoutRef<'select'>,
  'children' | 'value' | 'defaultValue' | 'multiple' | 'size'
> {
  /** The ID of the chosen store; empty for none. */
  readonly value: string
  /** Given the ID that was chosen; empty for none. */
  readonly onValueChange: (memoryStoreId: string) => void
  /** Default: the word for it. */
  readonly label?: string
  /** What stands below it where there is nothing more urgent to say. */
  readonly hint?: string
  /** What is wrong with the choice. */
  readonly error?: string | undefined
  /** A way to create a store, such as a button that opens `CreateMemoryStoreForm`. Default: nothing. */
  readonly createAction?: ReactNode
}

/**
 * Chooses a memory store by its name. A store that is not ready yet is shown but cannot be chosen. `ref` is the list
 * itself, so that a form can put the focus there:
 *
 * ```tsx
 * <Controller name="memoryStoreId" control={control} render={({ field: { onChange, ...field } }) => (
 *   <MemoryStoreSelect {...field} onValueChange={onChange} />
 * )} />
 * ```
 */
export const MemoryStoreSelect = forwardRef<HTMLSelectElement, MemoryStoreSelectProps>(
  function MemoryStoreSelect(
    { value, onValueChange, label, hint, error, createAction, id, className, style, onChange, ...rest },
    ref,
  ) {
    const messages = useMemoryStoreMessages()
    const words = useOperationWords()
    const appearance = useAppearance()
    const ownId = useId()
    const selectId = id ?? ownId
    const { memoryStores, isLoading, error: failure, refetch } = useMemoryStores()
    const state = isLoading ? 'loading' : failure ? 'failed' : memoryStores.length === 0 ? 'empty' : 'filled'
    return (
      <div
        {...appearance}
        className={classes('ra-store-select', className)}
        style={style}
        data-part="memory-store-select"
        data-status={state}
      >
        <div className="ra-store-select-row">
          <SelectField
            {...rest}
            ref={ref}
            id={selectId}
            label={label ?? messages.selectLabel}
            hint={toHint(state, hint, messages)}
            error={error}
            value={value}
            aria-busy={isLoading}
            onChange={(event) => {
              onChange?.(event)
              onValueChange(event.target.value)
            }}
          >
            <MemoryStoreOptions
              memoryStores={memoryStores}
              chosen={value}
              placeholder={messages.selectPlaceholder}
              notReady={messages.selectNotReady}
            />
          </SelectField>
          <button
            type="button"
            className="ra-icon-button"
            data-part="refresh"
            aria-label={messages.refresh}
            title={messages.refresh}
            onClick={() => void refetch()}
          >
            <Icon name="refresh">
              <path d="M13.25 8a5.25 5.25 0 1 1-1.6-3.77M13.25 2.5v2.75H10.5" />
            </Icon>
          </button>
        </div>
        <div className="ra-field-failure" data-part="stores-failed" role="alert">
          {failure && (
            <>
              <p className="ra-error">
                {[messages.selectFailed, toAccessReason(failure, words)].filter(Boolean).join(' ')}
              </p>
              <button
                type="button"
                className="ra-button"
                data-size="small"
                data-part="retry"
                onClick={({ currentTarget }) => {
                  void refetch()
                  // This button goes while they are read.
                  rootOf(currentTarget).getElementById(selectId)?.focus()
                }}
              >
                {messages.retry}
              </button>
            </>
          )}
        </div>
        {createAction && (
          <div className="ra-store-select-create" data-part="create">
            {createAction}
          </div>
        )}
      </div>
    )
  },
)

function toHint(
  state: 'loading' | 'failed' | 'empty' | 'filled',
  hint: string | undefined,
  messages: MemoryStoreMessages,
): string | undefined {
  switch (state) {
    case 'failed':
      return undefined
    case 'loading':
      return messages.selectLoading
    case 'empty':
      return messages.selectNone
    default:
      return hint ?? messages.selectHint
  }
}
