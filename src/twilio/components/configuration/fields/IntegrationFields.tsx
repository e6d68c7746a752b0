'use client'

import { SelectField } from '../../../../components/fields/ChoiceFields.tsx'
import { Disclosure } from '../../../../components/fields/Disclosure.tsx'
import { TextField } from '../../../../components/fields/Field.tsx'
import { RowList } from '../../../../components/fields/RowList.tsx'
import {
  MAX_INTELLIGENCE_CONFIGURATIONS,
  MAX_STATUS_CALLBACKS,
  STATUS_CALLBACK_METHODS,
} from '../../../api/configuration.ts'
import { useConfigurationMessages } from '../../messages/useOrchestratorMessages.ts'
import type { ConfigurationFieldsProps } from '../configurationForm.ts'
import { bindField, changeRows, readFailedAttempt, useFieldValue } from '../configurationForm.ts'

/** The URLs that are called when something happens in a conversation. */
export function ConfigurationCallbacks({ form, formId, isLocked }: ConfigurationFieldsProps) {
  const messages = useConfigurationMessages()
  const name = 'statusCallbacks'
  const callbacks = useFieldValue(form, name)
  return (
    <Disclosure
      title={messages.statusCallbacks}
      count={callbacks.length}
      reason={readFailedAttempt(form, name)}
    >
      <p className="ra-hint">{messages.statusCallbacksHint(MAX_STATUS_CALLBACKS)}</p>
      <RowList
        rows={callbacks}
        max={MAX_STATUS_CALLBACKS}
        isLocked={isLocked}
        addLabel={messages.addCallback}
        rowLabel={messages.statusCallback}
        removeLabel={messages.remove}
        onAdd={() => changeRows(form, name, [...form.getValues(name), { url: '', method: 'POST' }])}
        onRemove={(row) => changeRows(form, name, form.getValues(name).toSpliced(row, 1))}
        renderRow={(row) => (
          <>
            <TextField
              {...bindField(form, formId, `${name}.${row}.url`)}
              type="url"
              label={messages.callbackUrlLabel}
              readOnly={isLocked}
              dir="ltr"
              required
            />
            <SelectField
              {...bindField(form, formId, `${name}.${row}.method`)}
              label={messages.callbackMethodLabel}
              disabled={isLocked}
            >
              {STATUS_CALLBACK_METHODS.map((method) => (
                <option key={method}>{method}</option>
              ))}
            </SelectField>
          </>
        )}
      />
    </Disclosure>
  )
}

/** The intelligence configurations that analyse conversations, folded away until there are any. */
export function IntelligenceFields({ form, formId, isLocked }: ConfigurationFieldsProps) {
  const messages = useConfigurationMessages()
  const name = 'intelligenceConfigurationIds'
  const ids = useFieldValue(form, name)
  return (
    <Disclosure title={messages.intelligence} count={ids.length} reason={readFailedAttempt(form, name)}>
      <p className="ra-hint">{messages.intelligenceHint(MAX_INTELLIGENCE_CONFIGURATIONS)}</p>
      <RowList
        rows={ids}
        max={MAX_INTELLIGENCE_CONFIGURATIONS}
        isLocked={isLocked}
        addLabel={messages.addIntelligence}
        rowLabel={messages.intelligenceId}
        removeLabel={messages.remove}
        onAdd={() => changeRows(form, name, [...form.getValues(name), ''])}
        onRemove={(row) => changeRows(form, name, form.getValues(name).toSpliced(row, 1))}
        renderRow={(row) => (
          <TextField
            {...bindField(form, formId, `${name}.${row}`)}
            label={messages.intelligenceId(row + 1)}
            readOnly={isLocked}
            spellCheck={false}
            dir="ltr"
            required
          />
        )}
      />
    </Disclosure>
  )
}
