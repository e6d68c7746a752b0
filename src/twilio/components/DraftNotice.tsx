'use client'

import type { RestoredDraft } from './draftKeeper.ts'
import type { FormDraft } from './useFormDraft.ts'

/** The words of a draft that was brought back. */
export interface DraftWords {
  readonly draftRestored: string
  /** Where addresses that may hold a secret were not kept. */
  readonly draftRestoredPart: string
  /** Where what is edited has been changed since. */
  readonly draftRestoredOld: string
  readonly draftDiscard: string
}

export interface DraftNoticeProps {
  readonly draft: FormDraft
  /** Nothing can be changed just now. */
  readonly isLocked: boolean
  readonly words: DraftWords
}

/** Says in one line that what was typed before is back, and takes it away again. */
export function DraftNotice({ draft: { restored, discard }, isLocked, words }: DraftNoticeProps) {
  const isShown = restored !== undefined && !isLocked
  return (
    <output className="ra-draft-status">
      {isShown && (
        <span className="ra-draft" data-part="draft">
          <span className="ra-text">{toText(restored, words)}</span>
          <button
            type="button"
            className="ra-button"
            data-size="small"
            data-part="discard-draft"
            onClick={({ currentTarget: { form } }) => {
              discard()
              // This button goes; the form begins anew at its first field.
              form?.querySelector<HTMLElement>('.ra-input')?.focus()
            }}
          >
            {words.draftDiscard}
          </button>
        </span>
      )}
    </output>
  )
}

function toText({ isPart, isOutdated }: RestoredDraft, words: DraftWords): string {
  const text = isPart ? words.draftRestoredPart : words.draftRestored
  return isOutdated ? `${text} ${words.draftRestoredOld}` : text
}
