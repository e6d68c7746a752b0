'use client'

import { Fold } from '../../components/Fold.tsx'
import { TextField } from '../../components/TextField.tsx'
import type { ConfigurationFieldsProps } from './configurationForm.ts'
import { bindField, readFailedAttempt } from './configurationForm.ts'
import { useConfigurationMessages } from './useConfigurationMessages.ts'
import { useFieldValue } from './useFieldValue.ts'

/** The bridge to a classic service, folded away until it is needed. */
export function BridgeField({ form, formId, isLocked }: ConfigurationFieldsProps) {
  const messages = useConfigurationMessages()
  const name = 'bridgeServiceId'
  const serviceId = useFieldValue(form, name)
  // Chat works only with it.
  const isNeeded = useFieldValue(form, 'chat.isOn')
  return (
    <Fold
      title={messages.bridge}
      count={serviceId === '' ? 0 : 1}
      reason={readFailedAttempt(form, name) ?? (isNeeded ? 'chat' : undefined)}
    >
      <TextField
        // What was said about chat without it is looked at anew.
        {...bindField(form, formId, name, { deps: 'chat.isOn' })}
        label={messages.bridgeServiceIdLabel}
        hint={messages.bridgeHint}
        readOnly={isLocked}
        spellCheck={false}
        dir="ltr"
        required={isNeeded}
      />
    </Fold>
  )
}
