'use client'

import { Button } from '../../../components/elements/appearance.tsx'
import type { DraftMessages } from '../messages/configurationMessages.ts'
import type { RestoredDraft } from './formDraft.ts'
import type { FormDraft } from './useFormDraft.ts'

export interface DraftNoticeProps {
  readonly draft: FormDraft
  /** The form cannot be changed now. */
  readonly isLocked: boolean
  readonly messages: DraftMessages
}

/** One line that says that a draft was restored, with a button that discards it. */
export function DraftNotice({ draft: { restored, discard }, isLocked, messages }: DraftNoticeProps) {
  const isShown = restored !== undefined && !isLocked
  return (
    <output className="ra-draft-status">
      {isShown && (
        <span className="ra-draft" data-part="draft">
          <span className="ra-text">{toText(restored, messages)}</span>
          <Button
            data-size="small"
            data-part="discard-draft"
            onClick={({ currentTarget: { form } }) => {
              discard()
              // This button is removed, so the focus moves to the first field.
              form?.querySelector<HTMLElement>('.ra-input')?.focus()
            }}
          >
            {messages.draftDiscard}
          </Button>
        </span>
      )}
    </output>
  )
}

function toText({ isPart, isOutdated }: RestoredDraft, messages: DraftMessages): string {
  const text = isPart ? messages.draftRestoredPart : messages.draftRestored
  return isOutdated ? `${text} ${messages.draftRestoredOld}` : text
}
