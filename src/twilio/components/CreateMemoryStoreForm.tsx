'use client'

import type { ComponentPropsWithoutRef } from 'react'
import { forwardRef, useId, useImperativeHandle, useRef, useState } from 'react'

import { classes } from '../../components/classes.ts'
import { ErrorSummary } from '../../components/ErrorSummary.tsx'
import { OperationAnnouncer } from '../../components/OperationAnnouncer.tsx'
import { useAppearance } from '../../components/useAppearance.ts'
import { isSettledView } from '../../hooks/asyncOperation.ts'
import type { SubmitOperationOptions } from '../../hooks/useSubmitOperation.ts'
import type { CreateMemoryStoreInput } from '../api/createMemoryStoreSchema.ts'
import type { MemoryStore } from '../api/memoryStore.ts'
import { useCreateMemoryStore } from '../hooks/useCreateMemoryStore.ts'
import { answerReset } from './answerReset.ts'
import { CreatedMemoryStore } from './CreatedMemoryStore.tsx'
import { DraftNotice } from './DraftNotice.tsx'
import type { DraftOptions } from './draftOptions.ts'
import { useFormPartsSoon } from './lateFormParts.ts'
import { memoryStoreDraft } from './memoryStoreDraft.ts'
import { MemoryStoreFields } from './MemoryStoreFields.tsx'
import { MemoryStoreFormFooter } from './MemoryStoreFormFooter.tsx'
import type { MemoryStoreFormValues } from './memoryStoreFormValues.ts'
import { MEMORY_STORE_FIELDS } from './memoryStoreFormValues.ts'
import type { SubmissionPhase } from './submissionPhase.ts'
import { isForbidden, isLockedIn, toProblem, toRefusal, toSubmissionPhase } from './submissionPhase.ts'
import { toTypedName } from './typedText.ts'
import { useFocusOnReturn } from './useFocusOnReturn.ts'
import { useFormDraft } from './useFormDraft.ts'
import { useMemoryStoreForm } from './useMemoryStoreForm.ts'
import { useMemoryStoreMessages } from './useMemoryStoreMessages.ts'
import { useReadyToSend } from './useReadyToSend.ts'
import { useReportedPhase } from './useReportedPhase.ts'

/** Props of CreateMemoryStoreForm. */
export interface CreateMemoryStoreFormProps
  extends
    DraftOptions,
    Omit<SubmitOperationOptions, 'resourceId'>,
    Omit<ComponentPropsWithoutRef<'form'>, 'children' | 'onSubmit' | 'onReset' | 'noValidate'> {
  /** What is filled in beforehand; read once. */
  readonly defaultValues?: Partial<MemoryStoreFormValues>
  /** Called with the phase of the form, first on mount and again on each change: for a submit button outside the form. */
  readonly onPhaseChange?: ((phase: SubmissionPhase) => void) | undefined
  /** The store can be used from now on. `onCompleted` only says that it was created. */
  readonly onActive?: (memoryStore: MemoryStore) => void
}

/**
 * Creates a memory store: sends it once and never again, since the endpoint takes no Idempotency-Key, follows its
 * operation, and waits until the store can be used.
 */
export const CreateMemoryStoreForm = forwardRef<HTMLFormElement, CreateMemoryStoreFormProps>(
  function CreateMemoryStoreForm(
    {
      defaultValues = {},
      draftKey,
      onDirtyChange,
      onPhaseChange,
      onAccepted = ignore,
      onCompleted = ignore,
      onFailed = ignore,
      onUnconfirmed = ignore,
      onActive = ignore,
      className,
      onChange = ignore,
      ...rest
    },
    ref,
  ) {
    const messages = useMemoryStoreMessages()
    const appearance = useAppearance()
    const element = useRef<HTMLFormElement>(null)
    useImperativeHandle<HTMLFormElement | null, HTMLFormElement | null>(ref, () => element.current, [])
    const formId = useId()
    const submission = useCreateMemoryStore({
      onAccepted,
      onCompleted,
      onFailed,
      onUnconfirmed,
    })
    const { submit, intent, accepted, operation, sendAgain, reset } = submission
    /** What was found by its name, and the person said is theirs. */
    const [adopted, setAdopted] = useState<{ readonly id: string; readonly name: string }>()
    const ready = useReadyToSend('CreateMemoryStoreForm')
    const answered = toSubmissionPhase(intent, operation)
    const phase = ready.isLoading ? 'submitting' : answered
    const problem = toProblem(intent, operation)
    useFormPartsSoon(element)
    const { form, takenError, isFull } = useMemoryStoreForm(defaultValues, problem, messages)
    const isSearching = operation.status === 'COMPLETED' && !isSettledView(operation)
    const isBusy = phase === 'submitting' || phase === 'running' || isSearching
    const isLocked = isLockedIn(phase) || isSearching || phase === 'unconfirmed'
    const created = adopted ?? toCreated(operation)
    const reached = created ? 'completed' : isSearching ? 'running' : answered
    useReportedPhase(ready.isLoading ? 'submitting' : reached, onPhaseChange)
    const draft = useFormDraft({
      kind: 'memoryStore.create',
      draftKey,
      codec: memoryStoreDraft,
      lists: NO_LISTS,
      form,
      element,
      submission,
      phase: reached,
      // Nothing can be edited until it is known what became of it.
      isEdited: false,
      isAsSent: () => true,
      getClean: () => ({ ...EMPTY, ...defaultValues }),
      onDirtyChange,
    })
    useFocusOnReturn(element, answered === 'editing' && !created, () => form.setFocus('displayName'))
    const errors = MEMORY_STORE_FIELDS.flatMap((field) => {
      const { type, message } = form.formState.errors[field] ?? {}
      return message ? [{ controlId: `${formId}-${field}`, label: messages[field], message, type }] : []
    })
    const left = problem?.fields.filter(({ field }) => !isFormField(field)) ?? []
    const isAllAtFields = problem !== undefined && problem.fields.length > 0 && left.length === 0
    const refusal = isAllAtFields ? undefined : toRefusal(intent, messages.refusedTitle)
    // What the server said about fields counts from the moment it stands at them.
    const isAtFields = errors.some(({ type }) => type === 'server')

    function send(input: CreateMemoryStoreInput) {
      // What was not let through has made nothing; without a key it can only begin anew.
      if (intent.state === 'blocked') reset()
      void submit(input)
    }

    function goOnWith(id: string) {
      setAdopted({ id, name: toTypedName(form.getValues('displayName')) })
      reset()
    }

    function startAgain(isEmptied: boolean) {
      setAdopted(undefined)
      if (isEmptied) form.reset({ ...EMPTY, ...defaultValues })
      reset()
    }

    return (
      <form
        aria-label={messages.formLabel}
        {...appearance}
        {...rest}
        ref={element}
        className={classes('ra-form', className)}
        data-part="form"
        data-phase={phase}
        noValidate
        onChange={(event) => {
          onChange(event)
          draft.note()
        }}
        onReset={(event) =>
          answerReset(event, form, isLocked, () => (created ? startAgain(true) : draft.discard()))
        }
        onSubmit={(event) => {
          // React also brings what happens to another form, in a portal within this one.
          if (event.target !== event.currentTarget) return
          event.preventDefault()
          if (!isBusy && !isForbidden(intent) && phase !== 'unconfirmed' && phase !== 'unavailable')
            ready.whenReady(() => void form.handleSubmit(send)())
        }}
      >
        <OperationAnnouncer operation={accepted} />
        {created ? (
          <CreatedMemoryStore {...created} onActive={onActive} onStartAgain={startAgain} />
        ) : (
          <>
            <DraftNotice draft={draft} isLocked={isLocked} words={messages} />
            <ErrorSummary
              title={messages.errorSummary(errors.length)}
              errors={errors}
              problem={refusal && { ...refusal, fields: left }}
              attempts={form.formState.submitCount}
              reason={refusal || isAtFields ? (problem ?? refusal) : undefined}
            />
            <MemoryStoreFields
              form={form}
              formId={formId}
              isLocked={isLocked}
              takenError={isLocked ? undefined : takenError}
              isFull={isFull && phase === 'editing'}
            />
            <MemoryStoreFormFooter
              phase={isSearching ? 'running' : phase}
              intent={intent}
              isUnready={ready.hasFailed}
              operation={operation}
              canLeave={draft.restored !== undefined}
              onLookAgain={sendAgain}
              onGoOn={goOnWith}
              onStartAgain={startAgain}
            />
          </>
        )}
      </form>
    )
  },
)

const NO_LISTS: readonly [] = []
const EMPTY: MemoryStoreFormValues = { displayName: '', description: '' }

/** What the operation made, once the search for its ID is over. */
function toCreated(operation: ReturnType<typeof useCreateMemoryStore>['operation']) {
  if (operation.status !== 'COMPLETED' || !isSettledView(operation)) return undefined
  const { resource, accepted } = operation
  return { id: resource.state === 'found' ? resource.id : undefined, name: accepted?.label }
}

function isFormField(path: string): boolean {
  return MEMORY_STORE_FIELDS.some((field) => field === path)
}

function ignore() {}
