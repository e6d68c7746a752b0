'use client'

import { Notice } from '../../../../components/elements/Notice.tsx'
import { isolate } from '../../../../components/messages/locale.ts'
import type { Configuration } from '../../../api/configuration.ts'
import { listUnsentFields } from '../../../api/configuration.ts'
import { useUnsentFieldMessages } from '../../messages/useOrchestratorMessages.ts'

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
