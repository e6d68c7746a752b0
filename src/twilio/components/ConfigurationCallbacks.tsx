'use client'

import { Fold } from '../../components/Fold.tsx'
import { RowList } from '../../components/RowList.tsx'
import { SelectField } from '../../components/SelectField.tsx'
import { TextField } from '../../components/TextField.tsx'
import { MAX_STATUS_CALLBACKS, STATUS_CALLBACK_METHODS } from '../api/configurationLimits.ts'
import type { ConfigurationFieldsProps } from './configurationForm.ts'
import { bindField, changeRows, readFailedAttempt } from './configurationForm.ts'
import { useConfigurationMessages } from './useConfigurationMessages.ts'
import { useFieldValue } from './useFieldValue.ts'

/** Where the application is told what happens in conversations. */
export function ConfigurationCallbacks({ form, formId, isLocked }: ConfigurationFieldsProps) {
  const messages = useConfigurationMessages()
  const name = 'statusCallbacks'
  const callbacks = useFieldValue(form, name)
  return (
    <Fold title={messages.statusCallbacks} count={callbacks.length} reason={readFailedAttempt(form, name)}>
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
    </Fold>
  )
}
