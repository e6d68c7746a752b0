import type { FieldValues, UseFormReturn } from 'react-hook-form'

import type { DraftHolder, Drafts } from '../../../client/storage/drafts.ts'
import { readField } from '../../../protocol/json.ts'
import type { AcceptedOperation } from '../../../protocol/operation.ts'
import { readStoredAcceptance } from '../../../protocol/storedSnapshot.ts'
import type { SubmissionPhase } from './submissionPhase.ts'

/** Converts between the values of a form and its stored draft. */
export interface DraftCodec<TValues> {
  /** Reads values field by field, in a fixed order. Invalid values are replaced by those of `clean`. */
  readonly read: (stored: unknown, clean: TValues) => TValues
  /** Removes values that may contain a secret. */
  readonly leaveOut: (values: TValues) => TValues
  /** Replaces removed values by those of `clean`. */
  readonly fillIn: (kept: TValues, clean: TValues) => TValues
}

/** More rows than any form can have, and few enough for a page to render. */
const MAX_ROWS = 500

/** Reads a string of a draft, which may be empty. */
export function readString(stored: unknown, name: string, fallback: string): string {
  const value = readField(stored, name)
  return typeof value === 'string' ? value : fallback
}

/** Reads a boolean of a draft. */
export function readFlag(stored: unknown, name: string, fallback: boolean): boolean {
  const value = readField(stored, name)
  return typeof value === 'boolean' ? value : fallback
}

/** Reads the rows of a list in a draft: at most 500, each with `readRow`. */
export function readRows<T>(
  stored: unknown,
  name: string,
  fallback: readonly T[],
  readRow: (row: unknown) => T,
): T[] {
  const value: unknown = readField(stored, name)
  return Array.isArray(value) ? Array.from(value.slice(0, MAX_ROWS), readRow) : [...fallback]
}

/** A restored draft. */
export interface RestoredDraft {
  /** Values that may contain a secret were not kept. */
  readonly isPart: boolean
  /** It equals what was sent last. */
  readonly isAsSent: boolean
  /** An earlier version of it was accepted. */
  readonly isEdited: boolean
  /** It was started from another version of the edited resource. */
  readonly isOutdated: boolean
}

/** The current state of a form. */
export interface DraftSubject<TValues extends FieldValues> {
  readonly form: Pick<UseFormReturn<TValues>, 'getValues' | 'reset'>
  readonly codec: DraftCodec<TValues>
  /** The form's values before anything is typed. */
  readonly getClean: () => TValues
  /** The version of the edited resource. */
  readonly version?: string | undefined
  readonly phase: SubmissionPhase
  readonly accepted: AcceptedOperation | undefined
  /** The accepted version is older than what the form holds. */
  readonly isEdited: boolean
  /** Whether the form holds what was sent last. */
  readonly isAsSent: () => boolean
  readonly isCompleted: (accepted: AcceptedOperation) => boolean
  readonly onFollow: (accepted: AcceptedOperation, hasEnded: boolean) => void
  /** Called with `undefined` when the restored draft has been sent or discarded. */
  readonly onRestore: (draft: RestoredDraft | undefined) => void
  readonly onDirtyChange?: ((isDirty: boolean) => void) | undefined
}

/** Keeps the draft of one form. */
interface DraftKeeper<TValues extends FieldValues> {
  /** Takes the form's current state, changed or not. */
  readonly update: (subject: DraftSubject<TValues>) => void
  /**
   * Starts when the form is mounted. Without a key nothing is stored, but the user is still asked before
   * leaving.
   *
   * @param views the windows that the user can leave
   */
  readonly begin: (drafts: Drafts, draftKey: string | null, views: readonly Window[]) => void
  /** Call it when something was typed. */
  readonly note: () => void
  /** Call it when the page may be about to unload. */
  readonly flush: () => void
  /** Starts over, with nothing typed. */
  readonly forget: () => void
  readonly leave: () => void
}

/** In ms. Long enough to avoid a write between two key presses. A page that unloads writes at once. */
const PAUSE_MS = 400

/** @param first the initial state of the form */
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
  /** What still applies to the restored draft if the page is reloaded again. */
  let before: { readonly isPart: boolean; readonly version: unknown } | undefined

  function setBefore(next: typeof before) {
    if (before && !next) subject.onRestore(undefined)
    before = next
  }

  function setDirty(next: boolean) {
    if (next === isDirty) return
    isDirty = next
    // A `beforeunload` listener can keep a page out of the back/forward cache: added only while needed.
    for (const view of views) {
      if (next) view.addEventListener('beforeunload', ask)
      else view.removeEventListener('beforeunload', ask)
    }
    subject.onDirtyChange?.(next)
  }

  function ask(event: BeforeUnloadEvent) {
    syncDraft()
    if (isDirty) event.preventDefault()
  }

  function syncDraft() {
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
    const isEdited = readFlag(left, 'isEdited', false)
    const isDone = accepted !== undefined && isCompleted(accepted)
    if (isDone && !isEdited) {
      place?.remove()
      return
    }
    const clean = getClean()
    before = { isPart: readFlag(left, 'isPart', false), version: readField(left, 'version') }
    isRestoring = true
    form.reset(codec.fillIn(codec.read(stored, clean), clean), { keepDefaultValues: true })
    isRestoring = false
    onRestore({
      isPart: before.isPart,
      isAsSent: readFlag(left, 'isAsSent', false),
      isEdited,
      isOutdated: version !== undefined && before.version !== version,
    })
    if (accepted && !isDone) onFollow(accepted, readFlag(left, 'hasEnded', false))
    else syncDraft()
  }

  function forget() {
    setBefore(undefined)
    subject.form.reset(subject.getClean())
    syncDraft()
  }

  const holder: DraftHolder = { onOpen: restore, onClear: forget }

  return {
    update(next) {
      const { phase, accepted, isEdited } = subject
      subject = next
      if (next.phase !== phase || next.accepted !== accepted || next.isEdited !== isEdited) syncDraft()
    },
    begin(drafts, draftKey, shownIn) {
      views = shownIn
      // The account has changed: what was typed for one account must not be shown in another.
      if (shownDrafts && shownDrafts !== drafts) forget()
      shownDrafts = drafts
      place = draftKey === null ? undefined : drafts.claim(draftKey, holder)
      restore()
    },
    note() {
      if (isRestoring) return
      // The first change is reported at once; after that, checking after a pause is enough.
      if (!isDirty) syncDraft()
      else {
        clearTimeout(timer)
        timer = setTimeout(syncDraft, PAUSE_MS)
      }
    },
    flush() {
      if (timer !== undefined) syncDraft()
    },
    forget,
    leave() {
      if (timer !== undefined) syncDraft()
      setDirty(false)
      place?.leave()
      place = undefined
    },
  }
}
