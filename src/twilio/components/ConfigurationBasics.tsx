'use client'

import { ChoiceField } from '../../components/ChoiceField.tsx'
import { TextAreaField } from '../../components/TextAreaField.tsx'
import { TextField } from '../../components/TextField.tsx'
import { CONVERSATION_GROUPING_TYPES } from '../api/configuration.ts'
import type { ConfigurationFieldsProps } from './configurationForm.ts'
import { bindField } from './configurationForm.ts'
import { useConfigurationMessages } from './useConfigurationMessages.ts'

/** Name, description, and how conversations are grouped. */
export function ConfigurationBasics({ form, formId, isLocked }: ConfigurationFieldsProps) {
  const messages = useConfigurationMessages()
  return (
    <>
      <TextField
        {...bindField(form, formId, 'displayName')}
        label={messages.displayName}
        hint={messages.displayNameHint}
        readOnly={isLocked}
        spellCheck={false}
        required
      />
      <TextAreaField
        {...bindField(form, formId, 'description')}
        label={messages.description}
        hint={messages.descriptionHint}
        readOnly={isLocked}
        required
      />
      <ChoiceField
        {...bindField(form, formId, 'conversationGroupingType')}
        label={messages.grouping}
        choices={CONVERSATION_GROUPING_TYPES.map((value) => ({ value, ...messages.groupingChoices[value] }))}
        disabled={isLocked}
      />
    </>
  )
}
