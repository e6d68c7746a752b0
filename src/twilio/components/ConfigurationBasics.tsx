'use client'

import { ChoiceField } from '../../components/ChoiceField.tsx'
import { TextAreaField } from '../../components/TextAreaField.tsx'
import { TextField } from '../../components/TextField.tsx'
import { CONVERSATION_GROUPING_TYPES } from '../api/configuration.ts'
import type { ConfigurationFieldsProps } from './configurationForm.ts'
import { readFieldError, toControlId } from './configurationForm.ts'
import { useConfigurationMessages } from './useConfigurationMessages.ts'

/** Name, description, and how conversations are grouped. */
export function ConfigurationBasics({ form, formId, isLocked }: ConfigurationFieldsProps) {
  const messages = useConfigurationMessages()
  return (
    <>
      <TextField
        {...form.register('displayName')}
        id={toControlId(formId, 'displayName')}
        label={messages.displayName}
        hint={messages.displayNameHint}
        error={readFieldError(form, 'displayName')}
        readOnly={isLocked}
        spellCheck={false}
        required
      />
      <TextAreaField
        {...form.register('description')}
        id={toControlId(formId, 'description')}
        label={messages.description}
        hint={messages.descriptionHint}
        error={readFieldError(form, 'description')}
        readOnly={isLocked}
        required
      />
      <ChoiceField
        {...form.register('conversationGroupingType')}
        id={toControlId(formId, 'conversationGroupingType')}
        label={messages.grouping}
        choices={CONVERSATION_GROUPING_TYPES.map((value) => ({ value, ...messages.groupingChoices[value] }))}
        error={readFieldError(form, 'conversationGroupingType')}
        disabled={isLocked}
      />
    </>
  )
}
