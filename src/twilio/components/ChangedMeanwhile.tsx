'use client'

import { Notice } from '../../components/Notice.tsx'
import { useMemoryStores } from '../hooks/useMemoryStores.ts'
import type { ChangedConfiguration } from './configurationEdit.ts'
import type { ConfigurationForm } from './configurationForm.ts'
import { toConfigurationParts } from './toConfigurationParts.ts'
import { toEditedInput } from './toEditedInput.ts'
import { toFieldLabel } from './toFieldLabel.ts'
import { toPartText } from './toPartText.ts'
import { toShownInput } from './toShownInput.ts'
import { useConfigurationMessages } from './useConfigurationMessages.ts'

export interface ChangedMeanwhileProps {
  readonly form: ConfigurationForm
  readonly edit: ChangedConfiguration
  readonly onTakeTheirs: () => void
  readonly onKeepMine: () => void
}

/** What someone else has changed meanwhile, their value against yours, and the choice between the two. */
export function ChangedMeanwhile({ form, edit, onTakeTheirs, onKeepMine }: ChangedMeanwhileProps) {
  const messages = useConfigurationMessages()
  const { memoryStores } = useMemoryStores()
  const theirs = toConfigurationParts(toShownInput(edit.stored))
  const yours = toConfigurationParts(toEditedInput(form.getValues()))
  const nameStore = (id: string) => memoryStores.find((store) => store.id === id)?.displayName ?? id
  const sides = [
    { part: 'theirs', label: messages.theirs, values: theirs },
    { part: 'yours', label: messages.yours, values: yours },
  ] as const
  return (
    <Notice
      tone="warning"
      part="changed-meanwhile"
      title={messages.changedMeanwhileTitle}
      actions={
        <>
          <button
            type="button"
            className="ra-button"
            data-part="take-theirs"
            onClick={({ currentTarget }) => {
              focusSubmit(currentTarget)
              onTakeTheirs()
            }}
          >
            {messages.takeTheirs}
          </button>
          <button
            type="button"
            className="ra-button"
            data-part="keep-mine"
            onClick={({ currentTarget }) => {
              focusSubmit(currentTarget)
              onKeepMine()
            }}
          >
            {messages.keepMine}
          </button>
        </>
      }
    >
      <p className="ra-text">{messages.changedMeanwhileBody}</p>
      <ul className="ra-differences" data-part="differences">
        {edit.parts.map((part) => (
          <li className="ra-item" key={part} data-part="difference" data-field={part}>
            <p className="ra-differences-field">{toFieldLabel(part, messages)}</p>
            <dl className="ra-terms">
              {sides.map((side) => (
                <div className="ra-group" key={side.part} data-part={side.part}>
                  <dt className="ra-term">{side.label}</dt>
                  <dd className="ra-value">
                    <bdi className="ra-text">
                      {toPartText(part, side.values.get(part), messages, nameStore)}
                    </bdi>
                  </dd>
                </div>
              ))}
            </dl>
          </li>
        ))}
      </ul>
    </Notice>
  )
}

/** This button goes; the form's own stays. */
function focusSubmit({ form }: HTMLButtonElement) {
  form?.querySelector<HTMLElement>('[data-part="submit"]')?.focus()
}
