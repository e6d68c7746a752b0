'use client'

import type { ComponentPropsWithoutRef, ForwardedRef } from 'react'
import { useEffect, useId, useImperativeHandle, useMemo, useRef, useState } from 'react'
import { useForm } from 'react-hook-form'

import { classes } from '../../components/classes.ts'
import { isolate } from '../../components/isolate.ts'
import { Notice } from '../../components/Notice.tsx'
import { useAppearance } from '../../components/useAppearance.ts'
import { useLate } from '../../hooks/useLate.ts'
import type { SubmitResult } from '../../hooks/useSubmitOperation.ts'
import type { Configuration } from '../api/configuration.ts'
import type { CreateConfigurationInput } from '../api/createConfigurationSchema.ts'
import { answerReset } from './answerReset.ts'
import { configurationDraft } from './configurationDraft.ts'
import { ConfigurationFormBody } from './ConfigurationFormBody.tsx'
import type { ConfigurationFormLayout } from './configurationFormParts.ts'
import type { ConfigurationFormValues } from './configurationFormValues.ts'
import { CONFIGURATION_LISTS } from './configurationFormValues.ts'
import type { DraftOptions } from './draftOptions.ts'
import { createEditBase } from './editBase.ts'
import type { EditMethod } from './editMethod.ts'
import { EditNotice } from './EditNotice.tsx'
import { isSameVersion } from './isSameVersion.ts'
import { lateFormParts, useFormPartsSoon } from './lateFormParts.ts'
import { lateResolver } from './lateResolver.ts'
import { listDifferences } from './listDifferences.ts'
import type { SubmissionPhase } from './submissionPhase.ts'
import { isForbidden, isLockedIn, toSubmissionPhase } from './submissionPhase.ts'
import { toConfigurationFormValues } from './toConfigurationFormValues.ts'
import { toEditedInput } from './toEditedInput.ts'
import { toSavingWords } from './toSavingWords.ts'
import { toShownInput } from './toShownInput.ts'
import { useConfigurationEdit } from './useConfigurationEdit.ts'
import { useConfigurationMessages } from './useConfigurationMessages.ts'
import { useFocusOnReturn } from './useFocusOnReturn.ts'
import { useFormDraft } from './useFormDraft.ts'
import { useReadyToSend } from './useReadyToSend.ts'
import { useReportedPhase } from './useReportedPhase.ts'
import { useSentValues } from './useSentValues.ts'

export interface ConfigurationEditorProps<TInput>
  extends
    EditMethod<TInput>,
    DraftOptions,
    Omit<ComponentPropsWithoutRef<'form'>, 'children' | 'onSubmit' | 'onReset' | 'noValidate'> {
  /** As it was read last. */
  readonly configuration: Configuration
  readonly submission: SubmitResult<TInput>
  readonly getConfigurationHref: ((configurationId: string) => string | undefined) | undefined
  readonly onPhaseChange?: ((phase: SubmissionPhase) => void) | undefined
  readonly children?: ConfigurationFormLayout | undefined
  readonly formRef: ForwardedRef<HTMLFormElement>
}

/** The form of a configuration that was read, in one of the two ways to send it. */
export function ConfigurationEditor<TInput>({
  configuration,
  submission,
  toInput,
  defineSchema,
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
  const appearance = useAppearance()
  const element = useRef<HTMLFormElement>(null)
  useImperativeHandle<HTMLFormElement | null, HTMLFormElement | null>(formRef, () => element.current, [])
  const formId = useId()
  const [base] = useState(() => createEditBase(configuration))
  const schema = useMemo(() => defineSchema(messages), [defineSchema, messages])
  const resolver = useMemo(
    () =>
      lateResolver(
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
  const sent = useSentValues(form)
  const { intent, accepted, operation } = submission
  const { edit, save, takeTheirs, keepMine, goOn, compareFirst } = useConfigurationEdit({
    form,
    base,
    schema,
    toInput,
    submission,
    onSend: sent.remember,
  })
  const later = useLate(lateFormParts, accepted !== undefined)
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
    // A newer version is shown at once, but never in place of what somebody has typed.
    if (!isIdle || isSameVersion(base.get(), configuration)) return
    const mine = toEditedInput(getValues())
    if (listDifferences(mine, toShownInput(base.get())).length > 0) return
    base.set(configuration)
    reset(toConfigurationFormValues(configuration))
  }, [configuration, isIdle, base, getValues, reset])

  useReportedPhase(phase, onPhaseChange)
  useFocusOnReturn(element, reached === 'editing', () => setFocus('displayName'))

  function send() {
    if (intent.state === 'unconfirmed' && intent.canSendAgain) {
      // As it was sent: whatever has been edited since waits until its outcome is known.
      sent.compare()
      void submission.sendAgain()
      return
    }
    // What is stored tells what became of it.
    if (intent.state === 'unconfirmed') submission.reset()
    ready.whenReady(() => void form.handleSubmit(save)())
  }

  function begin() {
    if (phase === 'completed') return void goOn(false)
    // What is stored by now is where to begin.
    if (edit.state === 'changedMeanwhile') takeTheirs()
    return draft.discard()
  }

  const notice = (
    <EditNotice form={form} edit={edit} onTakeTheirs={takeTheirs} onKeepMine={() => void keepMine()} />
  )
  return (
    <form
      aria-label={messages.editFormLabel}
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
        // React also brings what happens to another form, in a portal within this one.
        if (event.target !== event.currentTarget) return
        event.preventDefault()
        if (!isForbidden(intent) && !isLockedIn(phase)) send()
      }}
    >
      {later && <later.OperationAnnouncer operation={accepted} />}
      {phase === 'completed' && accepted ? (
        later ? (
          <later.SavedConfiguration
            accepted={accepted}
            name={toName(accepted.label, configuration)}
            isEdited={isEdited}
            isReading={isReading}
            notice={notice}
            onContinue={() => void goOn(isEdited)}
          />
        ) : (
          <Notice
            tone="success"
            part="saved-title"
            title={messages.savedTitle(isolate(toName(accepted.label, configuration)))}
          />
        )
      ) : (
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
          words={toSavingWords(messages)}
          getConfigurationHref={getConfigurationHref}
          notice={notice}
          onStartAgain={() => void goOn(isEdited)}
          onDiscard={submission.reset}
        />
      )}
    </form>
  )
}

/** What tells one version from another, as far as the API says it. */
function toVersion({ version, updatedAt }: Configuration): string {
  return String(version ?? updatedAt ?? '')
}

/** A PATCH without a name has the ID for its label. */
function toName(label: string | undefined, { id, displayName }: Configuration): string {
  return label === undefined || label === id ? displayName : label
}
