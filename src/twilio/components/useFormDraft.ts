'use client'

import type { RefObject } from 'react'
import { useEffect, useState } from 'react'
import type { FieldPath, FieldValues, UseFormReturn } from 'react-hook-form'

import { useOperationsContext } from '../../hooks/useOperationsContext.ts'
import type { SubmitResult } from '../../hooks/useSubmitOperation.ts'
import { useWatch } from '../../hooks/useWatch.ts'
import type { DraftSubject, RestoredDraft } from './draftKeeper.ts'
import { createDraftKeeper } from './draftKeeper.ts'
import type { DraftOptions } from './draftOptions.ts'

export interface FormDraftOptions<TValues extends FieldValues>
  extends
    DraftOptions,
    Pick<DraftSubject<TValues>, 'codec' | 'getClean' | 'version' | 'phase' | 'isEdited' | 'isAsSent'> {
  /** Names the draft where the application does not. */
  readonly kind: string
  readonly form: Pick<UseFormReturn<TValues>, 'getValues' | 'reset' | 'subscribe'>
  /** The form on the page. */
  readonly element: RefObject<Element | null>
  readonly submission: Pick<SubmitResult<never>, 'accepted' | 'follow' | 'reset'>
  /** The lists of the form, whose rows change by buttons. What changes by its fields is noted by {@link FormDraft.note}. */
  readonly lists: readonly FieldPath<TValues>[]
  /** The form holds what an earlier page has left. */
  readonly onRestore?: (draft: RestoredDraft) => void
}

/** What {@link useFormDraft} gives. */
export interface FormDraft {
  /** What was brought back, until it is sent or discarded. */
  readonly restored: RestoredDraft | undefined
  readonly discard: () => void
  /** Something was typed. */
  readonly note: () => void
}

/**
 * Keeps what is typed into a form until it is done, and brings it back after a reload, together with the operation that
 * was running for it. Asks before the page is left while something is typed that is not accepted.
 */
export function useFormDraft<TValues extends FieldValues>({
  kind,
  draftKey = kind,
  lists,
  element,
  submission,
  onRestore = ignore,
  onDirtyChange = ignore,
  ...options
}: FormDraftOptions<TValues>): FormDraft {
  const { drafts } = useWatch('useFormDraft')
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
      if (draft) onRestore(draft)
    },
    onDirtyChange,
  }
  const [keeper] = useState(() => createDraftKeeper(subject))

  useEffect(() => keeper.update(subject))

  useEffect(() => {
    const { ownerDocument } = element.current ?? {}
    // A form in a popup ends with that window, or with the one that runs this script.
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

function ignore() {}
