'use client'

import type { ComponentPropsWithoutRef } from 'react'
import { forwardRef, useId, useImperativeHandle, useRef, useState } from 'react'

import { markValidated } from '../../../client/request/preparedRequest.ts'
import { OperationAnnouncer } from '../../../components/announcer/OperationAnnouncer.tsx'
import { classes, useAppearance } from '../../../components/elements/appearance.tsx'
import { ErrorSummary } from '../../../components/fields/ErrorSummary.tsx'
import { isSettledView } from '../../../hooks/asyncOperation.ts'
import type { UseSubmitOperationOptions } from '../../../hooks/useSubmitOperation.ts'
import type { MemoryStore } from '../../api/memoryStore.ts'
import type { CreateMemoryStoreInput } from '../../api/memoryStoreSchemas.ts'
import { useCreateMemoryStore } from '../../hooks/orchestratorMutations.ts'
import { answerReset, useFocusOnReturn } from '../form/formElement.ts'
import { useFormPartsSoon, useReadyToSend } from '../form/lazyForm.ts'
import type { SubmissionPhase } from '../form/submissionPhase.ts'
import {
  isForbidden,
  isLockedIn,
  splitCallbacks,
  toProblem,
  toRefusal,
  toSubmissionPhase,
  useReportedPhase,
} from '../form/submissionPhase.ts'
import { toTypedName } from '../form/typedText.ts'
import { DraftNotice, useFormDraft } from '../form/useFormDraft.tsx'
import type { DraftOptions } from '../form/useFormDraft.tsx'
import { useMemoryStoreMessages } from '../messages/useOrchestratorMessages.ts'
import { CreatedMemoryStore } from './CreatedMemoryStore.tsx'
import { MemoryStoreFields, MemoryStoreFormFooter } from './MemoryStoreFormBody.tsx'
import { MEMORY_STORE_FIELDS, memoryStoreDraft, useMemoryStoreForm } from './useMemoryStoreForm.ts'
import type { MemoryStoreFormValues } from './useMemoryStoreForm.ts'

/** Props of CreateMemoryStoreForm. */
export interface CreateMemoryStoreFormProps
  extends
    DraftOptions,
    Omit<UseSubmitOperationOptions, 'resourceId'>,
    Omit<ComponentPropsWithoutRef<'form'>, 'children' | 'onSubmit' | 'onReset' | 'noValidate'> {
  /** Initial values, read once. Default: empty fields. */
  readonly defaultValues?: Partial<MemoryStoreFormValues>
  /** Called with the form's phase on mount and on each change, for a submit button outside the form. */
  readonly onPhaseChange?: ((phase: SubmissionPhase) => void) | undefined
  /** Called when the store can be used. `onCompleted` only says that it was created. */
  readonly onActive?: (memoryStore: MemoryStore) => void
}

/**
 * Creates a memory store: sends it once and never again, because the endpoint takes no Idempotency-Key,
 * follows its operation, and waits until the store can be used.
 *
 * @throws MissingProviderError if OperationsProvider is missing, or its client is not from
 *   `createOrchestratorClient`
 */
export const CreateMemoryStoreForm = /* @__PURE__ */ forwardRef<HTMLFormElement, CreateMemoryStoreFormProps>(
  function CreateMemoryStoreForm(
    { defaultValues = {}, draftKey, onDirtyChange, onPhaseChange, onActive, className, onChange, ...others },
    ref,
  ) {
    const [callbacks, rest] = splitCallbacks(others)
    const messages = useMemoryStoreMessages()
    const appearance = useAppearance()
    const element = useRef<HTMLFormElement>(null)
    useImperativeHandle<HTMLFormElement | null, HTMLFormElement | null>(ref, () => element.current, [])
    const formId = useId()
    const submission = useCreateMemoryStore(callbacks)
    const { submit, intent, accepted, operation, sendAgain, reset } = submission
    /** The store that was found by name, if the user chose to continue with it. */
    const [adopted, setAdopted] = useState<{ readonly id: string; readonly name: string }>()
    const ready = useReadyToSend('CreateMemoryStoreForm')
    const answered = toSubmissionPhase(intent, operation)
    const phase = ready.isLoading ? 'submitting' : answered
    const problem = toProblem(intent, operation)
    useFormPartsSoon(element)
    const { form, takenError, storeCount } = useMemoryStoreForm(defaultValues, problem, messages)
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
      // The form is locked until the outcome is known.
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
    // The server's field errors count as soon as the fields show them.
    const isAtFields = errors.some(({ type }) => type === 'server')

    function send(input: CreateMemoryStoreInput) {
      // A blocked request created nothing. Without a key it can only be sent as a new intent.
      if (intent.state === 'blocked') reset()
      void submit(markValidated(input))
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
          onChange?.(event)
          draft.note()
        }}
        onReset={(event) =>
          answerReset(event, form, isLocked, () => (created ? startAgain(true) : draft.discard()))
        }
        onSubmit={(event) => {
          // React events bubble through portals: this may be the submit event of another form.
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
            <DraftNotice draft={draft} isLocked={isLocked} messages={messages} />
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
              storeCount={phase === 'editing' ? storeCount : 0}
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

/** The created store, as soon as the search for its ID has ended. */
function toCreated(operation: ReturnType<typeof useCreateMemoryStore>['operation']) {
  if (operation.status !== 'COMPLETED' || !isSettledView(operation)) return undefined
  const { resource, accepted } = operation
  return { id: resource.state === 'found' ? resource.id : undefined, name: accepted?.label }
}

function isFormField(path: string): boolean {
  return MEMORY_STORE_FIELDS.some((field) => field === path)
}
