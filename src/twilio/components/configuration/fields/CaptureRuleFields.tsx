'use client'

import { SelectField, SwitchField } from '../../../../components/fields/ChoiceFields.tsx'
import { TextField } from '../../../../components/fields/Field.tsx'
import { NO_FORM, RowList } from '../../../../components/fields/FieldGroups.tsx'
import { MAX_CAPTURE_RULES } from '../../../api/configuration.ts'
import { useConfigurationMessages } from '../../messages/useOrchestratorMessages.ts'
import { bindField, changeRows, useFieldValue } from '../configurationForm.ts'
import type { CaptureRuleFormValues } from '../formValues.ts'
import type { ChannelPartProps } from './ChannelFields.tsx'
import { ChannelNumberList } from './NumberFields.tsx'

/**
 * From the channels page of Twilio's guide. The API description has SIP instead of PUBLIC_SIP. Any other
 * stored value is kept.
 */
const CALL_TYPES: readonly string[] = ['PSTN', 'CLIENT', 'PUBLIC_SIP', 'SIP']
const NEW_RULE: CaptureRuleFormValues = { from: '*', to: '', isTwoWay: true, metadata: {} }

/** The capture rules of a channel, one row each, and a box to add many at once. */
export function CaptureRules({ form, formId, isLocked, channel }: ChannelPartProps) {
  const messages = useConfigurationMessages()
  const name = `${channel}.rules` as const
  const rules = useFieldValue(form, name)
  return (
    <ChannelNumberList form={form} formId={formId} isLocked={isLocked} channel={channel}>
      <RowList
        rows={rules}
        // A two-way rule becomes two API rules; the schema limits the number of those.
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
