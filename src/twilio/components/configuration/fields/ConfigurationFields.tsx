'use client'

import { Button } from '../../../../components/elements/appearance.tsx'
import { RadioGroupField, SelectField, SwitchField } from '../../../../components/fields/ChoiceFields.tsx'
import { TextAreaField, TextField } from '../../../../components/fields/Field.tsx'
import { Disclosure, RowList } from '../../../../components/fields/FieldGroups.tsx'
import { toAccessReason, useOperationMessages } from '../../../../components/messages/useOperationMessages.ts'
import {
  CONVERSATION_GROUPING_TYPES,
  MAX_INTELLIGENCE_CONFIGURATIONS,
  MAX_STATUS_CALLBACKS,
  STATUS_CALLBACK_METHODS,
} from '../../../api/configuration.ts'
import { useMemoryStores } from '../../../hooks/useMemoryStores.ts'
import type { UseMemoryStoresResult } from '../../../hooks/useMemoryStores.ts'
import { MemoryStoreOptions } from '../../memoryStore/MemoryStoreSelect.tsx'
import type { ConfigurationMessages } from '../../messages/configurationMessages.ts'
import { useConfigurationMessages } from '../../messages/useOrchestratorMessages.ts'
import type { ConfigurationFieldsProps } from '../configurationForm.ts'
import { bindField, changeRows, readFailedAttempt, useFieldValue } from '../configurationForm.ts'

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

/** The URLs that are called when something happens in a conversation. */
export function ConfigurationCallbacks({ form, formId, isLocked }: ConfigurationFieldsProps) {
  const messages = useConfigurationMessages()
  const name = 'statusCallbacks'
  const callbacks = useFieldValue(form, name)
  return (
    <Disclosure
      title={messages.statusCallbacks}
      count={callbacks.length}
      reason={readFailedAttempt(form, name)}
    >
      <p className="ra-hint">{messages.statusCallbacksHint(MAX_STATUS_CALLBACKS)}</p>
      <RowList
        rows={callbacks}
        max={MAX_STATUS_CALLBACKS}
        isLocked={isLocked}
        addLabel={messages.addCallback}
        rowLabel={messages.statusCallback}
        removeLabel={messages.remove}
        onAdd={() => changeRows(form, name, [...form.getValues(name), { url: '', method: 'POST' }])}
        onRemove={(row) => changeRows(form, name, form.getValues(name).toSpliced(row, 1))}
        renderRow={(row) => (
          <>
            <TextField
              {...bindField(form, formId, `${name}.${row}.url`)}
              type="url"
              label={messages.callbackUrlLabel}
              readOnly={isLocked}
              dir="ltr"
              required
            />
            <SelectField
              {...bindField(form, formId, `${name}.${row}.method`)}
              label={messages.callbackMethodLabel}
              disabled={isLocked}
            >
              {STATUS_CALLBACK_METHODS.map((method) => (
                <option key={method}>{method}</option>
              ))}
            </SelectField>
          </>
        )}
      />
    </Disclosure>
  )
}

/** The intelligence configurations that analyse conversations, folded away until there are any. */
export function IntelligenceFields({ form, formId, isLocked }: ConfigurationFieldsProps) {
  const messages = useConfigurationMessages()
  const name = 'intelligenceConfigurationIds'
  const ids = useFieldValue(form, name)
  return (
    <Disclosure title={messages.intelligence} count={ids.length} reason={readFailedAttempt(form, name)}>
      <p className="ra-hint">{messages.intelligenceHint(MAX_INTELLIGENCE_CONFIGURATIONS)}</p>
      <RowList
        rows={ids}
        max={MAX_INTELLIGENCE_CONFIGURATIONS}
        isLocked={isLocked}
        addLabel={messages.addIntelligence}
        rowLabel={messages.intelligenceId}
        removeLabel={messages.remove}
        onAdd={() => changeRows(form, name, [...form.getValues(name), ''])}
        onRemove={(row) => changeRows(form, name, form.getValues(name).toSpliced(row, 1))}
        renderRow={(row) => (
          <TextField
            {...bindField(form, formId, `${name}.${row}`)}
            label={messages.intelligenceId(row + 1)}
            readOnly={isLocked}
            spellCheck={false}
            dir="ltr"
            required
          />
        )}
      />
    </Disclosure>
  )
}
