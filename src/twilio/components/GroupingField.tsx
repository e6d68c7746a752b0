'use client'

import { ChoiceField } from '../../components/ChoiceField.tsx'
import { CONVERSATION_GROUPING_TYPES } from '../api/configuration.ts'
import type { ConfigurationFieldsProps } from './configurationForm.ts'
import { bindField } from './configurationForm.ts'
import { useConfigurationMessages } from './useConfigurationMessages.ts'

/** How conversations are grouped. */
export function GroupingField({ form, formId, isLocked }: ConfigurationFieldsProps) {
  const messages = useConfigurationMessages()
  return (
    <ChoiceField
      {...bindField(form, formId, 'conversationGroupingType')}
      label={messages.grouping}
      choices={CONVERSATION_GROUPING_TYPES.map((value) => ({ value, ...messages.groupingChoices[value] }))}
      disabled={isLocked}
    />
  )
}
