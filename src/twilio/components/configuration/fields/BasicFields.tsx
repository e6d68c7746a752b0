'use client'

import { Button } from '../../../../components/elements/appearance.tsx'
import { toAccessReason } from '../../../../components/elements/readReason.ts'
import { RadioGroupField, SelectField, SwitchField } from '../../../../components/fields/ChoiceFields.tsx'
import { Disclosure } from '../../../../components/fields/Disclosure.tsx'
import { TextAreaField, TextField } from '../../../../components/fields/Field.tsx'
import { useOperationMessages } from '../../../../components/messages/useOperationMessages.ts'
import { CONVERSATION_GROUPING_TYPES } from '../../../api/configuration.ts'
import { useMemoryStores } from '../../../hooks/useMemoryStores.ts'
import type { UseMemoryStoresResult } from '../../../hooks/useMemoryStores.ts'
import { MemoryStoreOptions } from '../../memoryStore/MemoryStoreSelect.tsx'
import type { ConfigurationMessages } from '../../messages/configurationMessages.ts'
import { useConfigurationMessages } from '../../messages/useOrchestratorMessages.ts'
import type { ConfigurationFieldsProps } from '../configurationForm.ts'
import { bindField, readFailedAttempt, useFieldValue } from '../configurationForm.ts'

/** The display name. */
export function DisplayNameField({ form, formId, isLocked }: ConfigurationFieldsProps) {
  const messages = useConfigurationMessages()
  return (
    <TextField
      {...bindField(form, formId, 'displayName')}
      label={messages.displayName}
      hint={messages.displayNameHint}
      readOnly={isLocked}
      spellCheck={false}
      required
    />
  )
}

/** What the configuration is for. */
export function DescriptionField({ form, formId, isLocked }: ConfigurationFieldsProps) {
  const messages = useConfigurationMessages()
  return (
    <TextAreaField
      {...bindField(form, formId, 'description')}
      label={messages.description}
      hint={messages.descriptionHint}
      readOnly={isLocked}
      required
    />
  )
}

/** How conversations are grouped. */
export function GroupingField({ form, formId, isLocked }: ConfigurationFieldsProps) {
  const messages = useConfigurationMessages()
  return (
    <RadioGroupField
      {...bindField(form, formId, 'conversationGroupingType')}
      label={messages.grouping}
      choices={CONVERSATION_GROUPING_TYPES.map((value) => ({ value, ...messages.groupingChoices[value] }))}
      disabled={isLocked}
    />
  )
}

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

/** Whether memories are extracted from conversations. */
export function MemoryExtractionField({ form, formId, isLocked }: ConfigurationFieldsProps) {
  const messages = useConfigurationMessages()
  return (
    <SwitchField
      {...bindField(form, formId, 'memoryExtractionEnabled')}
      label={messages.memoryExtraction}
      hint={messages.memoryExtractionHint}
      disabled={isLocked}
    />
  )
}

/** The bridge to a classic service, folded away until it is needed. */
export function BridgeField({ form, formId, isLocked }: ConfigurationFieldsProps) {
  const messages = useConfigurationMessages()
  const name = 'bridgeServiceId'
  const serviceId = useFieldValue(form, name)
  // Chat requires the bridge.
  const isNeeded = useFieldValue(form, 'chat.isOn')
  return (
    <Disclosure
      title={messages.bridge}
      count={serviceId === '' ? 0 : 1}
      reason={readFailedAttempt(form, name) ?? (isNeeded ? 'chat' : undefined)}
    >
      <TextField
        // Validates the chat switch again: its error may be about the missing bridge.
        {...bindField(form, formId, name, { deps: 'chat.isOn' })}
        label={messages.bridgeServiceIdLabel}
        hint={messages.bridgeHint}
        readOnly={isLocked}
        spellCheck={false}
        dir="ltr"
        required={isNeeded}
      />
    </Disclosure>
  )
}
