'use client'

import { SwitchField } from '../../components/SwitchField.tsx'
import type { ConfigurationFieldsProps } from './configurationForm.ts'
import { bindField } from './configurationForm.ts'
import { useConfigurationMessages } from './useConfigurationMessages.ts'

/** Whether memories are made of conversations. */
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
