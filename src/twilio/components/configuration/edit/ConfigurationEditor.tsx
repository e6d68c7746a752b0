'use client'

import type { ComponentPropsWithoutRef, ForwardedRef } from 'react'
import { useEffect, useId, useImperativeHandle, useMemo, useRef, useState } from 'react'
import { useForm } from 'react-hook-form'

import { classes, useAppearance } from '../../../../components/elements/appearance.tsx'
import { Notice } from '../../../../components/elements/Notice.tsx'
import { isolate } from '../../../../components/messages/locale.ts'
import { useLazy } from '../../../../hooks/useLazy.ts'
import type { UseSubmitOperationResult } from '../../../../hooks/useSubmitOperation.ts'
import type { Configuration } from '../../../api/configuration.ts'
import type { CreateConfigurationInput } from '../../../api/configurationSchemas.ts'
import { answerReset, useFocusOnReturn } from '../../form/formElement.ts'
import { lazyFormParts, lazyResolver, useFormPartsSoon, useReadyToSend } from '../../form/lazyForm.ts'
import type { SubmissionPhase } from '../../form/submissionPhase.ts'
import { isForbidden, isLockedIn, toSubmissionPhase, useReportedPhase } from '../../form/submissionPhase.ts'
import type { DraftOptions } from '../../form/useFormDraft.tsx'
import { useFormDraft } from '../../form/useFormDraft.tsx'
import { toSavingMessages } from '../../messages/configurationEditMessages.ts'
import {
  useConfigurationEditMessages,
  useConfigurationMessages,
} from '../../messages/useOrchestratorMessages.ts'
import { configurationDraft, useSubmittedValues } from '../configurationDraft.ts'
import type { ConfigurationFormLayout } from '../configurationForm.ts'
import { ConfigurationFormBody } from '../ConfigurationFormBody.tsx'
import { toComparableInput, toEditedInput } from '../formInput.ts'
import type { ConfigurationFormValues } from '../formValues.ts'
import { CONFIGURATION_LISTS } from '../formValues.ts'
import { toConfigurationFormValues } from '../toFormValues.ts'
import { isSameVersion, listDifferences } from './differences.ts'
import { EditNotice, UnsentFields } from './EditNotice.tsx'
import { createEditBase, useConfigurationEdit } from './useConfigurationEdit.ts'
import type { EditMethod } from './useConfigurationEdit.ts'

export interface ConfigurationEditorProps<TInput>
  extends
    EditMethod<TInput>,
    DraftOptions,
    Omit<ComponentPropsWithoutRef<'form'>, 'children' | 'onSubmit' | 'onReset' | 'noValidate'> {
  /** As last read. */
  readonly configuration: Configuration
  readonly submission: UseSubmitOperationResult<TInput>
  readonly getConfigurationHref: ((configurationId: string) => string | undefined) | undefined
  readonly onPhaseChange?: ((phase: SubmissionPhase) => void) | undefined
  readonly children?: ConfigurationFormLayout | undefined
  readonly formRef: ForwardedRef<HTMLFormElement>
}

/** The form of a stored configuration, sent with PUT or PATCH. */
export function ConfigurationEditor<TInput>({
  configuration,
  submission,
  toInput,
  defineSchema,
  replaces,
  draftKey,
  onDirtyChange,
  onPhaseChange,
  getConfigurationHref,
  children,
  formRef,
  className,
  onChange,
  ...rest
}: ConfigurationEditorProps<TInput>) {
  const messages = useConfigurationMessages()
  const editMessages = useConfigurationEditMessages()
  const appearance = useAppearance()
  const element = useRef<HTMLFormElement>(null)
  useImperativeHandle<HTMLFormElement | null, HTMLFormElement | null>(formRef, () => element.current, [])
  const formId = useId()
  const [base] = useState(() => createEditBase(configuration))
  const schema = useMemo(() => defineSchema(messages), [defineSchema, messages])
  const resolver = useMemo(
    () =>
      lazyResolver(
        (parts) => parts.createEditResolver(schema, (mine) => toInput(base.get(), mine), messages),
        messages,
      ),
    [schema, base, toInput, messages],
  )
  const form = useForm<ConfigurationFormValues, unknown, CreateConfigurationInput>({
    defaultValues: toConfigurationFormValues(configuration),
    resolver,
    shouldFocusError: false,
  })
  const { getValues, reset, setFocus } = form
  useFormPartsSoon(element)
  const sent = useSubmittedValues(form)
  const { intent, accepted, operation } = submission
  const { edit, save, takeTheirs, keepMine, goOn, compareFirst } = useConfigurationEdit({
    form,
    base,
    schema,
    toInput,
    replaces,
    submission,
    onSend: sent.remember,
  })
  const formParts = useLazy(lazyFormParts, accepted !== undefined)
  const reached = toSubmissionPhase(intent, operation)
  const isReading = edit.state === 'reading'
  const ready = useReadyToSend('EditConfigurationForm')
  const phase = (isReading || ready.isLoading) && reached !== 'completed' ? 'submitting' : reached
  const isEdited = intent.state === 'accepted' && (intent.isEdited || sent.isEdited)
  const draft = useFormDraft({
    kind: `configuration.update ${configuration.id}`,
    draftKey,
    codec: configurationDraft,
    lists: CONFIGURATION_LISTS,
    form,
    element,
    submission,
    phase: reached,
    isEdited,
    isAsSent: sent.isAsSent,
    getClean: () => toConfigurationFormValues(base.get()),
    version: toVersion(base.get()),
    onRestore(left) {
      sent.restore(left)
      if (left.isOutdated) compareFirst()
    },
    onDirtyChange,
  })
  const isIdle = intent.state === 'idle'

  useEffect(() => {
    // Show a newer version at once, unless that would overwrite what the user typed.
    if (!isIdle || isSameVersion(base.get(), configuration)) return
    const mine = toEditedInput(getValues())
    if (listDifferences(mine, toComparableInput(base.get())).length > 0) return
    base.set(configuration)
    reset(toConfigurationFormValues(configuration))
  }, [configuration, isIdle, base, getValues, reset])

  useReportedPhase(phase, onPhaseChange)
  useFocusOnReturn(element, reached === 'editing', () => setFocus('displayName'))

  function send() {
    if (intent.state === 'unconfirmed' && intent.canSendAgain) {
      // Sends the same values again. Later edits wait until the outcome is known.
      sent.compare()
      void submission.sendAgain()
      return
    }
    // `save` compares the form with what is stored, which shows whether the request took effect.
    if (intent.state === 'unconfirmed') submission.reset()
    ready.whenReady(() => void form.handleSubmit(save)())
  }

  function begin() {
    if (phase === 'completed') return void goOn(false)
    // Start from what is stored now.
    if (edit.state === 'changedMeanwhile') takeTheirs()
    return draft.discard()
  }

  const notice = (
    <EditNotice form={form} edit={edit} onTakeTheirs={takeTheirs} onKeepMine={() => void keepMine()} />
  )
  const saved = {
    part: 'saved-title',
    title: editMessages.savedTitle(isolate(toName(accepted?.label, configuration))),
  }
  return (
    <form
      aria-label={editMessages.editFormLabel}
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
      onReset={(event) => answerReset(event, form, isLockedIn(phase), begin)}
      onSubmit={(event) => {
        // React events bubble through portals: this may be the submit event of another form.
        if (event.target !== event.currentTarget) return
        event.preventDefault()
        if (!isForbidden(intent) && !isLockedIn(phase)) send()
      }}
    >
      {formParts && <formParts.OperationAnnouncer operation={accepted} />}
      {phase === 'completed' && accepted ? (
        formParts ? (
          <formParts.SubmittedConfiguration
            part="saved"
            success={saved}
            accepted={accepted}
            isEdited={isEdited}
            isReading={isReading}
            notice={notice}
            continueLabel={messages.continueEditing}
            onContinue={() => void goOn(isEdited)}
          />
        ) : (
          <Notice tone="success" {...saved} />
        )
      ) : (
        <>
          <UnsentFields configuration={configuration} replaces={replaces} />
          <ConfigurationFormBody
            form={form}
            formId={formId}
            phase={phase}
            intent={intent}
            operation={operation}
            isEdited={isEdited}
            isUnready={ready.hasFailed}
            draft={draft}
            layout={children}
            submissionMessages={toSavingMessages(messages, editMessages)}
            getConfigurationHref={getConfigurationHref}
            notice={notice}
            onStartAgain={() => void goOn(isEdited)}
            onDiscard={submission.reset}
          />
        </>
      )}
    </form>
  )
}

/** The version or the time of the last change; empty if the API gives neither. */
function toVersion({ version, updatedAt }: Configuration): string {
  return String(version ?? updatedAt ?? '')
}

/** An intent of the application may have the ID as its label: show the stored name instead. */
function toName(label: string | undefined, { id, displayName }: Configuration): string {
  return label === undefined || label === id ? displayName : label
}
