'use client'

import { SwitchField } from '../../components/SwitchField.tsx'
import { TextField } from '../../components/TextField.tsx'
import type { ChannelPartProps } from './ChannelNumber.tsx'
import { ChannelNumber } from './ChannelNumber.tsx'
import { ChannelRules } from './ChannelRules.tsx'
import type { ConfigurationFieldsProps } from './configurationForm.ts'
import { bindField } from './configurationForm.ts'
import { CHANNEL_KEYS } from './configurationFormValues.ts'
import { hasNumber } from './hasNumber.ts'
import { recommendedTimeouts } from './recommendedTimeouts.ts'
import { toChannel } from './toChannel.ts'
import { useConfigurationMessages } from './useConfigurationMessages.ts'
import { useFieldValue } from './useFieldValue.ts'

/** The channels: each switched on by itself, and only then asked about. */
export function ConfigurationChannels(props: ConfigurationFieldsProps) {
  const messages = useConfigurationMessages()
  return (
    <fieldset className="ra-section" data-part="channels">
      <legend className="ra-section-title">{messages.channels}</legend>
      <p className="ra-hint">{messages.channelsHint}</p>
      {CHANNEL_KEYS.map((channel) => (
        <ChannelFields key={channel} {...props} channel={channel} />
      ))}
    </fieldset>
  )
}

function ChannelFields({ form, formId, isLocked, channel }: ChannelPartProps) {
  const messages = useConfigurationMessages()
  const isOn = useFieldValue(form, `${channel}.isOn`)
  const name = toChannel(channel)
  return (
    <div className="ra-channel" data-part="channel" data-channel={name} data-on={isOn || undefined}>
      <SwitchField
        {...bindField(form, formId, `${channel}.isOn`)}
        label={messages.channelNames[name]}
        hint={messages.channelHints[name]}
        disabled={isLocked}
      />
      {isOn && (
        <div className="ra-channel-settings">
          <div className="ra-columns">
            {(['inactive', 'closed'] as const).map((timeout) => (
              <TextField
                key={timeout}
                {...bindField(form, formId, `${channel}.${timeout}`)}
                label={timeout === 'inactive' ? messages.inactiveAfter : messages.closedAfter}
                hint={messages.recommended(recommendedTimeouts(channel)[timeout])}
                unit={messages.minutes}
                readOnly={isLocked}
                inputMode="numeric"
              />
            ))}
          </div>
          {hasNumber(channel) && (
            <ChannelNumber form={form} formId={formId} isLocked={isLocked} channel={channel} />
          )}
          <ChannelRules form={form} formId={formId} isLocked={isLocked} channel={channel} />
        </div>
      )}
    </div>
  )
}
