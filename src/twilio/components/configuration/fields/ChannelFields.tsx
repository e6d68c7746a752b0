'use client'

import { SwitchField } from '../../../../components/fields/ChoiceFields.tsx'
import { TextField } from '../../../../components/fields/Field.tsx'
import { Disclosure } from '../../../../components/fields/FieldGroups.tsx'
import { useLazy } from '../../../../hooks/useLazy.ts'
import { MAX_CAPTURE_RULES } from '../../../api/configuration.ts'
import { lazyFormParts } from '../../form/lazyForm.ts'
import { useConfigurationMessages } from '../../messages/useOrchestratorMessages.ts'
import type { ConfigurationFieldsProps } from '../configurationForm.ts'
import { bindField, readFailedAttempt, useFieldSnapshot, useFieldValue } from '../configurationForm.ts'
import { CHANNEL_KEYS, hasNumber, recommendedTimeouts, toChannel } from '../formValues.ts'
import type { ChannelKey } from '../formValues.ts'

/** The channels. Each has its own switch, and its settings appear once it is on. */
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
  const formParts = useLazy(lazyFormParts, isOn)
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
          {formParts && (
            <formParts.ChannelAdvice form={form} formId={formId} isLocked={isLocked} channel={channel} />
          )}
          {hasNumber(channel) && (
            <ChannelNumber form={form} formId={formId} isLocked={isLocked} channel={channel} />
          )}
          <ChannelRules form={form} formId={formId} isLocked={isLocked} channel={channel} />
        </div>
      )}
    </div>
  )
}

/** The capture rules of a channel, folded away until there are some. The content is lazy-loaded. */
function ChannelRules({ form, formId, isLocked, channel }: ChannelPartProps) {
  const messages = useConfigurationMessages()
  const name = `${channel}.rules` as const
  const rules = useFieldValue(form, name)
  const numbers = `${channel}.numbers` as const
  const formParts = useLazy(lazyFormParts, true)
  const hasNumbers = useFieldSnapshot(form, numbers, () => form.getValues(numbers) !== '')
  return (
    <Disclosure
      title={hasNumber(channel) ? messages.moreRules : messages.captureRules}
      count={rules.length}
      reason={
        readFailedAttempt(form, name) ??
        readFailedAttempt(form, numbers) ??
        (hasNumbers ? numbers : undefined)
      }
    >
      <p className="ra-hint">{messages.captureRulesHint(MAX_CAPTURE_RULES)}</p>
      {formParts && (
        <formParts.CaptureRules form={form} formId={formId} isLocked={isLocked} channel={channel} />
      )}
    </Disclosure>
  )
}

export interface ChannelPartProps extends ConfigurationFieldsProps {
  readonly channel: ChannelKey
}

/** The usual case: everything to and from one phone number. */
function ChannelNumber({ form, formId, isLocked, channel }: ChannelPartProps) {
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
