'use client'

import { Fold } from '../../components/Fold.tsx'
import { RowList } from '../../components/RowList.tsx'
import { TextField } from '../../components/TextField.tsx'
import { MAX_INTELLIGENCE_CONFIGURATIONS } from '../api/configurationFields.ts'
import { ConfigurationCallbacks } from './ConfigurationCallbacks.tsx'
import type { ConfigurationFieldsProps } from './configurationForm.ts'
import { bindField, changeRows, readFailedAttempt } from './configurationForm.ts'
import { useConfigurationMessages } from './useConfigurationMessages.ts'
import { useFieldValue } from './useFieldValue.ts'

/** What few configurations need, folded away until there is something in it. */
export function ConfigurationExtras(props: ConfigurationFieldsProps) {
  const messages = useConfigurationMessages()
  return (
    <fieldset className="ra-section" data-part="extras">
      <legend className="ra-section-title">{messages.extras}</legend>
      <BridgeField {...props} />
      <ConfigurationCallbacks {...props} />
      <IntelligenceFields {...props} />
    </fieldset>
  )
}

function BridgeField({ form, formId, isLocked }: ConfigurationFieldsProps) {
  const messages = useConfigurationMessages()
  const name = 'bridgeServiceId'
  const serviceId = useFieldValue(form, name)
  // Chat works only with it.
  const isNeeded = useFieldValue(form, 'chat.isOn')
  return (
    <Fold
      title={messages.bridge}
      count={serviceId === '' ? 0 : 1}
      reason={readFailedAttempt(form, name) ?? (isNeeded ? 'chat' : undefined)}
    >
      <TextField
        // What was said about chat without it is looked at anew.
        {...bindField(form, formId, name, { deps: 'chat.isOn' })}
        label={messages.bridgeServiceIdLabel}
        hint={messages.bridgeHint}
        readOnly={isLocked}
        spellCheck={false}
        dir="ltr"
        required={isNeeded}
      />
    </Fold>
  )
}

function IntelligenceFields({ form, formId, isLocked }: ConfigurationFieldsProps) {
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
