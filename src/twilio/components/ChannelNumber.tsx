'use client'

import { SwitchField } from '../../components/SwitchField.tsx'
import { TextField } from '../../components/TextField.tsx'
import type { ConfigurationFieldsProps } from './configurationForm.ts'
import { readFieldError, toControlId } from './configurationForm.ts'
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
        {...form.register(`${channel}.capturesNumber`)}
        id={toControlId(formId, `${channel}.capturesNumber`)}
        label={messages.capturesNumber}
        disabled={isLocked}
      />
      {capturesNumber && (
        <TextField
          {...form.register(`${channel}.number`)}
          id={toControlId(formId, `${channel}.number`)}
          type="tel"
          label={messages.number}
          hint={messages.numberHint}
          error={readFieldError(form, `${channel}.number`)}
          readOnly={isLocked}
          dir="ltr"
          required
        />
      )}
    </>
  )
}
