import type { FieldValues, UseFormReturn } from 'react-hook-form'

import type { DraftHolder, Drafts } from '../../client/drafts.ts'
import type { AcceptedOperation } from '../../protocol/acceptedOperation.ts'
import { readStoredAcceptance } from '../../protocol/readStoredSnapshot.ts'
import { readField } from '../../protocol/record.ts'
import type { DraftCodec } from './draftCodec.ts'
import type { SubmissionPhase } from './submissionPhase.ts'

/** What was brought back. `isPart`: what may have held a secret was not kept. */
export interface RestoredDraft {
  readonly isPart: boolean
  /** It is what was sent last. */
  readonly isAsSent: boolean
  /** Another version of it was accepted. */
  readonly isEdited: boolean
  /** It was begun over another version of what is edited. */
  readonly isOutdated: boolean
}

/** A form as it is at the moment of asking. */
export interface DraftSubject<TValues extends FieldValues> {
  readonly form: Pick<UseFormReturn<TValues>, 'getValues' | 'reset'>
  readonly codec: DraftCodec<TValues>
  /** What the form holds while nothing is typed. */
  readonly getClean: () => TValues
  /** The version of what is edited. */
  readonly version?: string | undefined
  readonly phase: SubmissionPhase
  readonly accepted: AcceptedOperation | undefined
  /** What was accepted is an earlier version of what the form holds. */
  readonly isEdited: boolean
  /** Whether the form holds what was sent last. */
  readonly isAsSent: () => boolean
  readonly isCompleted: (accepted: AcceptedOperation) => boolean
  readonly onFollow: (accepted: AcceptedOperation, hasEnded: boolean) => void
  /** `undefined`: what was brought back is sent, or thrown away. */
  readonly onRestore: (draft: RestoredDraft | undefined) => void
  readonly onDirtyChange: (isDirty: boolean) => void
}

/** Keeps the draft of one form. */
export interface DraftKeeper<TValues extends FieldValues> {
  /** The form is at another point, or as before. */
  readonly update: (subject: DraftSubject<TValues>) => void
  /**
   * The form is shown. Without a key nothing is kept, but leaving is asked about.
   *
   * @param views the windows that can be left
   */
  readonly begin: (drafts: Drafts, draftKey: string | null, views: readonly Window[]) => void
  /** Something was typed. */
  readonly note: () => void
  /** The page may end now. */
  readonly flush: () => void
  /** Begins anew, with nothing typed. */
  readonly forget: () => void
  readonly leave: () => void
}

/** Long enough that nothing is written between two key presses. A page that ends is not waited for. */
const PAUSE_MS = 400

/** @param first the form as it is at first */
export function createDraftKeeper<TValues extends FieldValues>(
  first: DraftSubject<TValues>,
): DraftKeeper<TValues> {
  let subject = first
  let place: ReturnType<Drafts['claim']> | undefined
  let shownDrafts: Drafts | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let views: readonly Window[] = []
  let isDirty = false
  let isRestoring = false
  /** What still holds of the draft that was brought back, should the page be reloaded once more. */
  let before: { readonly isPart: boolean; readonly version: unknown } | undefined

  function setBefore(next: typeof before) {
    if (before && !next) subject.onRestore(undefined)
    before = next
  }

  function setDirty(next: boolean) {
    if (next === isDirty) return
    isDirty = next
    // A listener of this kind keeps a page from coming back at once: it stands only as long as it must.
    for (const view of views) {
      if (next) view.addEventListener('beforeunload', ask)
      else view.removeEventListener('beforeunload', ask)
    }
    subject.onDirtyChange(next)
  }

  function ask(event: BeforeUnloadEvent) {
    look()
    if (isDirty) event.preventDefault()
  }

  function look() {
    clearTimeout(timer)
    timer = undefined
    const { form, codec, getClean, version, phase, accepted, isEdited, isAsSent } = subject
    const clean = getClean()
    const values = codec.read(form.getValues(), clean)
    const isTyped = JSON.stringify(values) !== JSON.stringify(codec.read(clean, clean))
    if (phase === 'submitting' || phase === 'completed') setBefore(undefined)
    const isAccepted = phase === 'running' || phase === 'unavailable' || phase === 'completed'
    setDirty(isTyped && (isEdited || !isAccepted))
    if (phase === 'completed' ? !(isTyped && isEdited) : !(isTyped || accepted)) return place?.remove()
    const kept = codec.leaveOut(values)
    place?.write({
      values: kept,
      version: before ? before.version : version,
      isPart: before?.isPart || JSON.stringify(codec.fillIn(kept, clean)) !== JSON.stringify(values),
      isAsSent: isAsSent(),
      isEdited,
      accepted: phase === 'completed' ? undefined : accepted,
      hasEnded: phase === 'failed',
    })
    return undefined
  }

  function restore() {
    const left = place?.read()
    const stored = readField(left, 'values')
    const { form, codec, getClean, version, isCompleted, onRestore, onFollow } = subject
    if (stored === undefined) return
    const accepted = readStoredAcceptance(readField(left, 'accepted'))
    const isEdited = readField(left, 'isEdited') === true
    const isDone = accepted !== undefined && isCompleted(accepted)
    if (isDone && !isEdited) {
      place?.remove()
      return
    }
    const clean = getClean()
    before = { isPart: readField(left, 'isPart') === true, version: readField(left, 'version') }
    isRestoring = true
    form.reset(codec.fillIn(codec.read(stored, clean), clean), { keepDefaultValues: true })
    isRestoring = false
    onRestore({
      isPart: before.isPart,
      isAsSent: readField(left, 'isAsSent') === true,
      isEdited,
      isOutdated: version !== undefined && before.version !== version,
    })
    if (accepted && !isDone) onFollow(accepted, readField(left, 'hasEnded') === true)
    else look()
  }

  function forget() {
    setBefore(undefined)
    subject.form.reset(subject.getClean())
    look()
  }

  const holder: DraftHolder = { onOpen: restore, onClear: forget }

  return {
    update(next) {
      const { phase, accepted, isEdited } = subject
      subject = next
      if (next.phase !== phase || next.accepted !== accepted || next.isEdited !== isEdited) look()
    },
    begin(drafts, draftKey, shownIn) {
      views = shownIn
      // Those of another account: what was typed for the one before is not shown in this one.
      if (shownDrafts && shownDrafts !== drafts) forget()
      shownDrafts = drafts
      place = draftKey === null ? undefined : drafts.claim(draftKey, holder)
      restore()
    },
    note() {
      if (isRestoring) return
      // What is typed first is told at once; from then on it is enough to look when there is a pause.
      if (!isDirty) look()
      else {
        clearTimeout(timer)
        timer = setTimeout(look, PAUSE_MS)
      }
    },
    flush() {
      if (timer !== undefined) look()
    },
    forget,
    leave() {
      if (timer !== undefined) look()
      setDirty(false)
      place?.leave()
      place = undefined
    },
  }
}
