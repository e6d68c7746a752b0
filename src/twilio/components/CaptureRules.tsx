'use client'

import { NO_FORM, RowList } from '../../components/RowList.tsx'
import { SelectField } from '../../components/SelectField.tsx'
import { SwitchField } from '../../components/SwitchField.tsx'
import { TextField } from '../../components/TextField.tsx'
import { MAX_CAPTURE_RULES } from '../api/configurationLimits.ts'
import type { ChannelPartProps } from './ChannelNumber.tsx'
import { ChannelNumberList } from './ChannelNumberList.tsx'
import { bindField, changeRows } from './configurationForm.ts'
import type { CaptureRuleFormValues } from './configurationFormValues.ts'
import { useConfigurationMessages } from './useConfigurationMessages.ts'
import { useFieldValue } from './useFieldValue.ts'

/** The channels page of Twilio's guide; the API description says SIP where that says PUBLIC_SIP. Any other one is kept. */
const CALL_TYPES: readonly string[] = ['PSTN', 'CLIENT', 'PUBLIC_SIP', 'SIP']
const NEW_RULE: CaptureRuleFormValues = { from: '*', to: '', isTwoWay: true, metadata: {} }

/** The capture rules of a channel, one row each, and a box that takes many at once. */
export function CaptureRules({ form, formId, isLocked, channel }: ChannelPartProps) {
  const messages = useConfigurationMessages()
  const name = `${channel}.rules` as const
  const rules = useFieldValue(form, name)
  return (
    <ChannelNumberList form={form} formId={formId} isLocked={isLocked} channel={channel}>
      <RowList
        rows={rules}
        // A rule of both directions is two of the API's; the schema counts those.
        max={MAX_CAPTURE_RULES}
        isLocked={isLocked}
        addLabel={messages.addRule}
        rowLabel={messages.captureRule}
        removeLabel={messages.remove}
        onAdd={() => changeRows(form, name, [...form.getValues(name), { ...NEW_RULE }])}
        onRemove={(row) => changeRows(form, name, form.getValues(name).toSpliced(row, 1))}
        renderRow={(row) => (
          <RuleFields form={form} formId={formId} isLocked={isLocked} channel={channel} row={row} />
        )}
      />
    </ChannelNumberList>
  )
}

interface RuleProps extends ChannelPartProps {
  readonly row: number
}

function RuleFields(props: RuleProps) {
  const { form, formId, isLocked, channel, row } = props
  const messages = useConfigurationMessages()
  const name = `${channel}.rules.${row}` as const
  return (
    <>
      <div className="ra-columns">
        {(['from', 'to'] as const).map((side) => (
          <TextField
            key={side}
            {...NO_FORM}
            {...bindField(form, formId, `${name}.${side}`)}
            label={side === 'from' ? messages.ruleFrom : messages.ruleTo}
            readOnly={isLocked}
            spellCheck={false}
            dir="ltr"
            required
          />
        ))}
      </div>
      <SwitchField
        {...NO_FORM}
        {...bindField(form, formId, `${name}.isTwoWay`)}
        label={messages.bothDirections}
        disabled={isLocked}
      />
      {channel === 'voice' && <CallTypeField {...props} />}
    </>
  )
}

function CallTypeField({ form, formId, isLocked, channel, row }: RuleProps) {
  const messages = useConfigurationMessages()
  const name = `${channel}.rules.${row}.metadata.callType` as const
  const callType = useFieldValue(form, name)
  const types = callType && !CALL_TYPES.includes(callType) ? [...CALL_TYPES, callType] : CALL_TYPES
  return (
    <SelectField
      {...NO_FORM}
      {...bindField(form, formId, name)}
      label={messages.callType}
      disabled={isLocked}
    >
      <option value="">{messages.callTypeAny}</option>
      {types.map((type) => (
        <option key={type} value={type}>
          {messages.callTypeName(type)}
        </option>
      ))}
    </SelectField>
  )
}
