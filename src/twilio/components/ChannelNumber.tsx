'use client'

import { SwitchField } from '../../components/SwitchField.tsx'
import { TextField } from '../../components/TextField.tsx'
import type { ConfigurationFieldsProps } from './configurationForm.ts'
import { bindField } from './configurationForm.ts'
import type { ChannelKey } from './configurationFormValues.ts'
import { useConfigurationMessages } from './useConfigurationMessages.ts'
import { useFieldValue } from './useFieldValue.ts'

export interface ChannelPartProps extends ConfigurationFieldsProps {
  readonly channel: ChannelKey
}

/** The usual case: everything to and from one phone number. */
export function ChannelNumber({ form, formId, isLocked, channel }: ChannelPartProps) {
  const messages = useConfigurationMessages()
  const capturesNumber = useFieldValue(form, `${channel}.capturesNumber`)
  return (
    <>
      <SwitchField
        {...bindField(form, formId, `${channel}.capturesNumber`)}
        label={messages.capturesNumber}
        disabled={isLocked}
      />
      {capturesNumber && (
        <TextField
          {...bindField(form, formId, `${channel}.number`)}
          type="tel"
          label={messages.number}
          hint={messages.numberHint}
          readOnly={isLocked}
          dir="ltr"
          required
        />
      )}
    </>
  )
}
