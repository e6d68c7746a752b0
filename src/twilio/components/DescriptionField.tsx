'use client'

import { TextAreaField } from '../../components/TextAreaField.tsx'
import type { ConfigurationFieldsProps } from './configurationForm.ts'
import { bindField } from './configurationForm.ts'
import { useConfigurationMessages } from './useConfigurationMessages.ts'

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
