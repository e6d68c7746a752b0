'use client'

import type { ReactNode } from 'react'

import { Button } from '../../../../components/elements/appearance.tsx'
import { FailureNotice } from '../../../../components/elements/FailureNotice.tsx'
import { Notice } from '../../../../components/elements/Notice.tsx'
import { isolate } from '../../../../components/messages/locale.ts'
import { toReadReason, useOperationMessages } from '../../../../components/messages/useOperationMessages.ts'
import { RequestError } from '../../../../protocol/errors.ts'
import { isGone } from '../../../../protocol/failure.ts'
import { CONVERSATION_GROUPING_TYPES, listUnsentFields } from '../../../api/configuration.ts'
import type { Configuration } from '../../../api/configuration.ts'
import { useMemoryStores } from '../../../hooks/useMemoryStores.ts'
import type { ConfigurationEditMessages } from '../../messages/configurationEditMessages.ts'
import type { ConfigurationMessages } from '../../messages/configurationMessages.ts'
import {
  useConfigurationEditMessages,
  useConfigurationMessages,
  useUnsentFieldMessages,
} from '../../messages/useOrchestratorMessages.ts'
import type { ConfigurationForm, ConfigurationPart } from '../configurationForm.ts'
import { toFieldLabel } from '../fieldLabel.ts'
import { toComparableInput, toEditedInput } from '../formInput.ts'
import { toConfigurationParts } from './differences.ts'
import type { ConfigurationPartValue } from './differences.ts'
import type { ChangedConfiguration, ConfigurationEdit } from './useConfigurationEdit.ts'

interface EditNoticeProps {
  readonly form: ConfigurationForm
  readonly edit: ConfigurationEdit
  readonly onTakeTheirs: () => void
  readonly onKeepMine: () => void
}

/** Shows the result of comparing the edit with the stored configuration, before anything is sent. */
export function EditNotice(props: EditNoticeProps) {
  const { edit } = props
  const messages = useConfigurationEditMessages()
  const unsentMessages = useUnsentFieldMessages()
  return (
    <div role="alert" className="ra-form-alert">
      {edit.state === 'unchanged' && <Notice tone="calm" part="unchanged" title={messages.nothingChanged} />}
      {edit.state === 'moreUnsent' && (
        <Notice tone="warning" part="more-unsent-fields" title={unsentMessages.moreTitle}>
          <p className="ra-text">{unsentMessages.moreBody}</p>
        </Notice>
      )}
      {edit.state === 'unread' && (
        <ConfigurationReadNotice error={edit.error} title={messages.notCheckedTitle}>
          <p className="ra-hint">{messages.notCheckedBody}</p>
        </ConfigurationReadNotice>
      )}
      {edit.state === 'changedMeanwhile' && <EditConflict {...props} edit={edit} />}
    </div>
  )
}

interface EditConflictProps extends EditNoticeProps {
  readonly edit: ChangedConfiguration
}

/** Shows what someone else has changed in the meantime, both values, and the choice between them. */
function EditConflict({ form, edit, onTakeTheirs, onKeepMine }: EditConflictProps) {
  const messages = useConfigurationMessages()
  const editMessages = useConfigurationEditMessages()
  const { memoryStores } = useMemoryStores()
  const theirs = toConfigurationParts(toComparableInput(edit.stored))
  const yours = toConfigurationParts(toEditedInput(form.getValues()))
  const nameStore = (id: string) => memoryStores.find((store) => store.id === id)?.displayName ?? id
  const sides = [
    { part: 'theirs', label: editMessages.theirs, values: theirs },
    { part: 'yours', label: editMessages.yours, values: yours },
  ] as const
  return (
    <Notice
      tone="warning"
      part="changed-meanwhile"
      title={editMessages.changedMeanwhileTitle}
      actions={
        <>
          <Button
            data-part="take-theirs"
            onClick={({ currentTarget }) => {
              focusSubmit(currentTarget)
              onTakeTheirs()
            }}
          >
            {editMessages.takeTheirs}
          </Button>
          <Button
            data-part="keep-mine"
            onClick={({ currentTarget }) => {
              focusSubmit(currentTarget)
              onKeepMine()
            }}
          >
            {editMessages.keepMine}
          </Button>
        </>
      }
    >
      <p className="ra-text">{editMessages.changedMeanwhileBody}</p>
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
                      {toPartText(part, side.values.get(part), { ...messages, ...editMessages }, nameStore)}
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

/** Moves the focus to the submit button, because the clicked button disappears. */
function focusSubmit({ form }: HTMLButtonElement) {
  form?.querySelector<HTMLElement>('[data-part="submit"]')?.focus()
}

/**
 * The value of a part as text.
 *
 * @param nameStore returns the name of a memory store
 */
function toPartText(
  part: ConfigurationPart,
  value: ConfigurationPartValue,
  messages: ConfigurationMessages & ConfigurationEditMessages,
  nameStore: (id: string) => string,
): string {
  if (typeof value === 'boolean') return value ? messages.on : messages.off
  if (typeof value === 'number') return `${value} ${messages.minutes}`
  const text = typeof value === 'string' ? value : (value ?? []).map((one) => isolate(one)).join(', ')
  if (text === '') return messages.none
  if (part === 'memoryStoreId') return nameStore(text)
  const grouping = CONVERSATION_GROUPING_TYPES.find((one) => one === text)
  return part === 'conversationGroupingType' && grouping ? messages.groupingChoices[grouping].label : text
}

interface ConfigurationReadNoticeProps {
  /** Why the last read failed. */
  readonly error: Error
  readonly title: string
  readonly children?: ReactNode
  readonly actions?: ReactNode
}

/** Shows why a configuration could not be read, or that it does not exist. */
export function ConfigurationReadNotice({ error, title, children, actions }: ConfigurationReadNoticeProps) {
  const messages = useConfigurationEditMessages()
  const operationMessages = useOperationMessages()
  if (isNotThere(error)) {
    return (
      <Notice tone="warning" part="gone" title={messages.configurationGoneTitle} actions={actions}>
        <p className="ra-text">{messages.configurationGoneBody}</p>
      </Notice>
    )
  }
  return (
    <div className="ra-group" data-part="read-failed">
      <FailureNotice
        problem={{ title, ...toReadReason(error, operationMessages), fields: [] }}
        actions={actions}
      />
      {children}
    </div>
  )
}

function isNotThere(error: Error): boolean {
  return error instanceof RequestError && isGone(error.failure)
}

interface UnsentFieldsProps {
  /** As stored. */
  readonly configuration: Configuration
  /** The request replaces the whole configuration, so it may remove these fields. */
  readonly replaces: boolean
}

/**
 * The stored settings that no request can contain, with their values, also those that this library does not
 * know: a warning if saving may remove them. Renders nothing if there are none.
 */
export function UnsentFields({ configuration, replaces }: UnsentFieldsProps) {
  const messages = useUnsentFieldMessages()
  const fields = listUnsentFields(configuration)
  if (fields.length === 0) return null
  return (
    <Notice
      tone={replaces ? 'warning' : 'calm'}
      part="unsent-fields"
      title={replaces ? messages.mayBeRemovedTitle : messages.keptTitle}
    >
      {replaces && <p className="ra-text">{messages.mayBeRemovedBody}</p>}
      <div className="ra-differences">
        <dl className="ra-terms">
          {fields.map((field) => (
            <div className="ra-group" key={field} data-part="unsent-field" data-field={field}>
              <dt className="ra-term">
                <bdi className="ra-text">{messages.fieldName(field)}</bdi>
              </dt>
              <dd className="ra-value">
                <bdi className="ra-text">{toText(configuration[field])}</bdi>
              </dd>
            </div>
          ))}
        </dl>
      </div>
    </Notice>
  )
}

/** Long enough for ten IDs. */
const MAX_LIST = 600
/** Longer than any ID. */
const MAX_TEXT = 2_048

function toText(value: unknown): string {
  if (typeof value === 'string') return cut(value, MAX_TEXT)
  const isTexts = Array.isArray(value) && value.every((one) => typeof one === 'string')
  return cut(isTexts ? value.map((one) => isolate(one)).join(', ') : JSON.stringify(value), MAX_LIST)
}

function cut(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, length)}…` : text
}
