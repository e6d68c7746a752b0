'use client'

import { SwitchField } from '../../components/SwitchField.tsx'
import type { ConfigurationFieldsProps } from './configurationForm.ts'
import { bindField } from './configurationForm.ts'
import { MemoryStoreField } from './MemoryStoreField.tsx'
import { useConfigurationMessages } from './useConfigurationMessages.ts'

/** Where memories are kept, and whether any are made. */
export function ConfigurationMemory({ form, formId, isLocked }: ConfigurationFieldsProps) {
  const messages = useConfigurationMessages()
  return (
    <fieldset className="ra-section" data-part="memory">
      <legend className="ra-section-title">{messages.memory}</legend>
      <MemoryStoreField form={form} formId={formId} isLocked={isLocked} />
      <SwitchField
        {...bindField(form, formId, 'memoryExtractionEnabled')}
        label={messages.memoryExtraction}
        hint={messages.memoryExtractionHint}
        disabled={isLocked}
      />
    </fieldset>
  )
}
