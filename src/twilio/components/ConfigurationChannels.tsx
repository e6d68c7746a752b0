'use client'

import { SwitchField } from '../../components/SwitchField.tsx'
import { TextField } from '../../components/TextField.tsx'
import type { ConfigurationFieldsProps } from './configurationForm.ts'
import { readFieldError, toControlId } from './configurationForm.ts'
import { useConfigurationMessages } from './useConfigurationMessages.ts'
import { useFieldValue } from './useFieldValue.ts'

/** The channels: each switched on by itself, and only then asked about. */
export function ConfigurationChannels(props: ConfigurationFieldsProps) {
  const messages = useConfigurationMessages()
  return (
    <fieldset className="ra-section" data-part="channels">
      <legend className="ra-section-title">{messages.channels}</legend>
      <p className="ra-hint">{messages.channelsHint}</p>
      <ChannelFields {...props} channel="sms" />
      <ChannelFields {...props} channel="voice" />
    </fieldset>
  )
}

interface ChannelFieldsProps extends ConfigurationFieldsProps {
  readonly channel: 'sms' | 'voice'
}

function ChannelFields({ form, formId, isLocked, channel }: ChannelFieldsProps) {
  const messages = useConfigurationMessages()
  const isOn = useFieldValue(form, `${channel}.isOn`)
  const name = channel === 'sms' ? 'SMS' : 'VOICE'
  return (
    <div className="ra-channel" data-part="channel" data-channel={name} data-on={isOn || undefined}>
      <SwitchField
        {...form.register(`${channel}.isOn`)}
        id={toControlId(formId, `${channel}.isOn`)}
        label={messages.channelNames[name]}
        hint={messages.channelHints[name]}
        error={readFieldError(form, `${channel}.isOn`)}
        disabled={isLocked}
      />
      {isOn && <ChannelSettings form={form} formId={formId} isLocked={isLocked} channel={channel} />}
    </div>
  )
}

function ChannelSettings({ form, formId, isLocked, channel }: ChannelFieldsProps) {
  const messages = useConfigurationMessages()
  const capturesNumber = useFieldValue(form, `${channel}.capturesNumber`)
  return (
    <div className="ra-channel-settings">
      <div className="ra-columns">
        {(['inactive', 'closed'] as const).map((timeout) => (
          <TextField
            key={timeout}
            {...form.register(`${channel}.${timeout}`)}
            id={toControlId(formId, `${channel}.${timeout}`)}
            label={timeout === 'inactive' ? messages.inactiveAfter : messages.closedAfter}
            unit={messages.minutes}
            error={readFieldError(form, `${channel}.${timeout}`)}
            readOnly={isLocked}
            inputMode="numeric"
            maxLength={7}
          />
        ))}
      </div>
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
    </div>
  )
}
