'use client'

import { TextField } from '../../components/TextField.tsx'
import type { ConfigurationFieldsProps } from './configurationForm.ts'
import { bindField } from './configurationForm.ts'
import { useConfigurationMessages } from './useConfigurationMessages.ts'

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
