'use client'

import type { RefObject } from 'react'
import { useEffect, useState } from 'react'
import type { FieldPath, FieldValues, UseFormReturn } from 'react-hook-form'

import { Button } from '../../../components/elements/appearance.tsx'
import { useOperationsContext, useOperationsTracker } from '../../../hooks/OperationsContext.ts'
import type { UseSubmitOperationResult } from '../../../hooks/useSubmitOperation.ts'
import type { DraftMessages } from '../messages/configurationMessages.ts'
import type { DraftSubject, RestoredDraft } from './formDraft.ts'
import { createDraftKeeper } from './formDraft.ts'

/** Options for the draft of a form. */
export interface DraftOptions {
  /**
   * The name of this form's draft, so that a reload of this tab restores it here and nowhere else. Default:
   * one name for all forms of a kind; each of them on the page has its own draft. `null` stores nothing.
   */
  readonly draftKey?: string | null | undefined
  /**
   * Called with `true` when something is typed that is not accepted yet, and with `false` when that no longer
   * applies. Use it to ask the user before your router navigates. Before the page unloads, the form asks
   * anyway.
   */
  readonly onDirtyChange?: ((isDirty: boolean) => void) | undefined
}

interface FormDraftOptions<TValues extends FieldValues>
  extends
    DraftOptions,
    Pick<DraftSubject<TValues>, 'codec' | 'getClean' | 'version' | 'phase' | 'isEdited' | 'isAsSent'> {
  /** The name of the draft if the application does not set one. */
  readonly kind: string
  readonly form: Pick<UseFormReturn<TValues>, 'getValues' | 'reset' | 'subscribe'>
  /** The form's element. */
  readonly element: RefObject<Element | null>
  readonly submission: Pick<UseSubmitOperationResult<never>, 'accepted' | 'follow' | 'reset'>
  /** The form's lists, whose rows change by buttons. For other changes, call {@link FormDraft.note}. */
  readonly lists: readonly FieldPath<TValues>[]
  /** Called when the form has been filled with the draft of an earlier page. */
  readonly onRestore?: (draft: RestoredDraft) => void
}

/** The result of {@link useFormDraft}. */
export interface FormDraft {
  /** The restored draft, until it is sent or discarded. */
  readonly restored: RestoredDraft | undefined
  readonly discard: () => void
  /** Call it when something was typed. */
  readonly note: () => void
}

/**
 * Stores what is typed into a form until its operation completes, and restores it after a reload together
 * with the operation. Asks the user before the page unloads with input that is not accepted.
 */
export function useFormDraft<TValues extends FieldValues>({
  kind,
  draftKey = kind,
  lists,
  element,
  submission,
  onRestore,
  ...options
}: FormDraftOptions<TValues>): FormDraft {
  const { drafts } = useOperationsTracker('useFormDraft')
  const { client } = useOperationsContext('useFormDraft').observers
  const [restored, setRestored] = useState<RestoredDraft>()
  const { phase } = options
  const { subscribe } = options.form
  const subject: DraftSubject<TValues> = {
    ...options,
    accepted: submission.accepted,
    isCompleted: (one) => client.peek(one)?.operation?.status === 'COMPLETED',
    onFollow: submission.follow,
    onRestore(draft) {
      setRestored(draft)
      if (draft) onRestore?.(draft)
    },
  }
  const [keeper] = useState(() => createDraftKeeper(subject))

  useEffect(() => keeper.update(subject))

  useEffect(() => {
    const { ownerDocument } = element.current ?? {}
    // A form in a popup is lost with that window, or with the one that runs this script.
    const views = [...new Set([window, ownerDocument?.defaultView ?? window])]
    keeper.begin(drafts, draftKey, views)
    const unsubscribe = subscribe({
      name: lists,
      exact: true,
      formState: { values: true },
      callback: keeper.note,
    })
    for (const view of views) {
      view.addEventListener('pagehide', keeper.flush)
      view.document.addEventListener('visibilitychange', keeper.flush)
    }
    return () => {
      unsubscribe()
      for (const view of views) {
        view.removeEventListener('pagehide', keeper.flush)
        view.document.removeEventListener('visibilitychange', keeper.flush)
      }
      keeper.leave()
    }
  }, [drafts, draftKey, lists, element, subscribe, keeper])

  return {
    restored,
    note: keeper.note,
    discard() {
      if (phase === 'failed' || phase === 'refused') submission.reset()
      keeper.forget()
    },
  }
}

interface DraftNoticeProps {
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
