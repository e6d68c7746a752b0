'use client'

import { SelectField } from '../../components/SelectField.tsx'
import { useOperationWords } from '../../components/useOperationWords.ts'
import type { MemoryStoresResult } from '../hooks/useMemoryStores.ts'
import { useMemoryStores } from '../hooks/useMemoryStores.ts'
import type { ConfigurationFieldsProps } from './configurationForm.ts'
import { bindField } from './configurationForm.ts'
import type { ConfigurationMessages } from './configurationMessages.ts'
import { MemoryStoreOptions } from './MemoryStoreOptions.tsx'
import { toAccessReason } from './toReadReason.ts'
import { useConfigurationMessages } from './useConfigurationMessages.ts'
import { useFieldValue } from './useFieldValue.ts'

/** The memory store, chosen by name. A store that is not ready yet is shown but cannot be chosen. */
export function MemoryStoreField({ form, formId, isLocked }: ConfigurationFieldsProps) {
  const messages = useConfigurationMessages()
  const words = useOperationWords()
  const stores = useMemoryStores()
  const chosen = useFieldValue(form, 'memoryStoreId')
  const { memoryStores, error, refetch } = stores
  return (
    <div className="ra-field-group">
      <SelectField
        {...bindField(form, formId, 'memoryStoreId')}
        value={chosen}
        label={messages.memoryStore}
        hint={toHint(stores, messages)}
        disabled={isLocked}
        required
      >
        <MemoryStoreOptions
          memoryStores={memoryStores}
          chosen={chosen}
          placeholder={messages.memoryStorePlaceholder}
          notReady={messages.memoryStoreNotReady}
        />
      </SelectField>
      {error && (
        <div className="ra-field-failure" data-part="stores-failed" role="alert">
          <p className="ra-error">
            {[messages.memoryStoresFailed, toAccessReason(error, words)].filter(Boolean).join(' ')}
          </p>
          <button
            type="button"
            className="ra-button"
            data-size="small"
            data-part="retry"
            onClick={() => {
              void refetch()
              // This button goes while they are read.
              form.setFocus('memoryStoreId')
            }}
          >
            {messages.retry}
          </button>
        </div>
      )}
    </div>
  )
}

function toHint(
  { memoryStores, isLoading, error }: MemoryStoresResult,
  messages: ConfigurationMessages,
): string | undefined {
  if (error) return undefined
  if (isLoading) return messages.memoryStoresLoading
  return memoryStores.length > 0 ? messages.memoryStoreHint : messages.memoryStoresNone
}
