'use client'

import type { ComponentPropsWithoutRef, ReactNode } from 'react'
import { forwardRef, useId } from 'react'

import { Button, classes, useAppearance } from '../../../components/elements/appearance.tsx'
import { Icon } from '../../../components/elements/Icon.tsx'
import { rootOf } from '../../../components/elements/ownRoot.ts'
import { SelectField } from '../../../components/fields/ChoiceFields.tsx'
import { isolate } from '../../../components/messages/locale.ts'
import { toAccessReason, useOperationMessages } from '../../../components/messages/useOperationMessages.ts'
import type { MemoryStore } from '../../api/memoryStore.ts'
import { useMemoryStores } from '../../hooks/useMemoryStores.ts'
import type { MemoryStoreMessages } from '../messages/memoryStoreMessages.ts'
import { useMemoryStoreMessages } from '../messages/useOrchestratorMessages.ts'

interface MemoryStoreOptionsProps {
  readonly memoryStores: readonly MemoryStore[]
  /** ID of the chosen store; empty for none. */
  readonly chosen: string
  readonly placeholder: string
  readonly notReady: (name: string, status: string) => string
}

/** The options of a memory store select. A store that is not ready yet is shown but cannot be chosen. */
export function MemoryStoreOptions({ memoryStores, chosen, placeholder, notReady }: MemoryStoreOptionsProps) {
  return (
    <>
      <option value="">{placeholder}</option>
      {chosen !== '' && !memoryStores.some(({ id }) => id === chosen) && (
        // A store may be chosen before the list is loaded.
        <option value={chosen}>{chosen}</option>
      )}
      {memoryStores.map(({ id, displayName, status }) => (
        <option
          key={id}
          value={id}
          dir={status === 'ACTIVE' ? 'auto' : undefined}
          disabled={status !== 'ACTIVE'}
        >
          {status === 'ACTIVE' ? displayName : notReady(isolate(displayName), status)}
        </option>
      ))}
    </>
  )
}

/** Props of MemoryStoreSelect. */
export interface MemoryStoreSelectProps extends Omit<
  ComponentPropsWithoutRef<'select'>,
  'children' | 'value' | 'defaultValue' | 'multiple' | 'size'
> {
  /** The ID of the chosen store; empty for none. */
  readonly value: string
  /** Called with the ID of the chosen store; empty for none. */
  readonly onValueChange: (memoryStoreId: string) => void
  /** Default: the message `selectLabel`. */
  readonly label?: string
  /** Shown below the select unless a status or failure replaces it. Default: the message `selectHint`. */
  readonly hint?: string
  /** Shown if the choice is invalid. */
  readonly error?: string | undefined
  /** A way to create a store, such as a button that opens `CreateMemoryStoreForm`. Default: nothing. */
  readonly createAction?: ReactNode
}

/**
 * Selects a memory store by name. A store that is not ready yet is shown but cannot be chosen. `ref` is the
 * `<select>` element, so that a form can focus it:
 *
 * ```tsx
 * <Controller name="memoryStoreId" control={control} render={({ field: { onChange, ...field } }) => (
 *   <MemoryStoreSelect {...field} onValueChange={onChange} />
 * )} />
 * ```
 *
 * @throws MissingProviderError if OperationsProvider is missing, or its client is not from
 *   `createOrchestratorClient`
 */
export const MemoryStoreSelect = /* @__PURE__ */ forwardRef<HTMLSelectElement, MemoryStoreSelectProps>(
  function MemoryStoreSelect(
    { value, onValueChange, label, hint, error, createAction, id, className, style, onChange, ...rest },
    ref,
  ) {
    const messages = useMemoryStoreMessages()
    const operationMessages = useOperationMessages()
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
                {[messages.selectFailed, toAccessReason(failure, operationMessages)]
                  .filter(Boolean)
                  .join(' ')}
              </p>
              <Button
                data-size="small"
                data-part="retry"
                onClick={({ currentTarget }) => {
                  void refetch()
                  // This button disappears while the stores are loaded again.
                  rootOf(currentTarget).getElementById(selectId)?.focus()
                }}
              >
                {messages.retry}
              </Button>
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
