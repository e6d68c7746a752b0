'use client'

import { Fold } from '../../components/Fold.tsx'
import { RowList } from '../../components/RowList.tsx'
import { TextField } from '../../components/TextField.tsx'
import { MAX_INTELLIGENCE_CONFIGURATIONS } from '../api/configurationLimits.ts'
import type { ConfigurationFieldsProps } from './configurationForm.ts'
import { bindField, changeRows, readFailedAttempt } from './configurationForm.ts'
import { useConfigurationMessages } from './useConfigurationMessages.ts'
import { useFieldValue } from './useFieldValue.ts'

/** Configurations that analyse conversations, folded away until there are any. */
export function IntelligenceFields({ form, formId, isLocked }: ConfigurationFieldsProps) {
  const messages = useConfigurationMessages()
  const name = 'intelligenceConfigurationIds'
  const ids = useFieldValue(form, name)
  return (
    <Fold title={messages.intelligence} count={ids.length} reason={readFailedAttempt(form, name)}>
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
    </Fold>
  )
}
