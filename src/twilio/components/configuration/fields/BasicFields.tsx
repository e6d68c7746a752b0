'use client'

import { RadioGroupField, SwitchField } from '../../../../components/fields/ChoiceFields.tsx'
import { Disclosure } from '../../../../components/fields/Disclosure.tsx'
import { TextAreaField, TextField } from '../../../../components/fields/Field.tsx'
import { CONVERSATION_GROUPING_TYPES } from '../../../api/configuration.ts'
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
