'use client'

import { Button } from '../../../../components/elements/appearance.tsx'
import { toAccessReason } from '../../../../components/elements/readReason.ts'
import { SelectField } from '../../../../components/fields/ChoiceFields.tsx'
import { useOperationMessages } from '../../../../components/messages/useOperationMessages.ts'
import type { UseMemoryStoresResult } from '../../../hooks/useMemoryStores.ts'
import { useMemoryStores } from '../../../hooks/useMemoryStores.ts'
import { MemoryStoreOptions } from '../../memoryStore/MemoryStoreSelect.tsx'
import type { ConfigurationMessages } from '../../messages/configurationMessages.ts'
import { useConfigurationMessages } from '../../messages/useOrchestratorMessages.ts'
import type { ConfigurationFieldsProps } from '../configurationForm.ts'
import { bindField, useFieldValue } from '../configurationForm.ts'

/** The memory store, chosen by name. A store that is not ready yet is shown but cannot be chosen. */
export function MemoryStoreField({ form, formId, isLocked }: ConfigurationFieldsProps) {
  const messages = useConfigurationMessages()
  const operationMessages = useOperationMessages()
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
            {[messages.memoryStoresFailed, toAccessReason(error, operationMessages)]
              .filter(Boolean)
              .join(' ')}
          </p>
          <Button
            data-size="small"
            data-part="retry"
            onClick={() => {
              void refetch()
              // This button disappears while the stores are read.
              form.setFocus('memoryStoreId')
            }}
          >
            {messages.retry}
          </Button>
        </div>
      )}
    </div>
  )
}

function toHint(
  { memoryStores, isLoading, error }: UseMemoryStoresResult,
  messages: ConfigurationMessages,
): string | undefined {
  if (error) return undefined
  if (isLoading) return messages.memoryStoresLoading
  return memoryStores.length > 0 ? messages.memoryStoreHint : messages.memoryStoresNone
}
