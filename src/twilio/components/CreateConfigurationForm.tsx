'use client'

import type { ComponentPropsWithoutRef } from 'react'
import { forwardRef, useId, useImperativeHandle, useMemo, useRef } from 'react'
import { useForm } from 'react-hook-form'

import { classes } from '../../components/classes.ts'
import { isolate } from '../../components/isolate.ts'
import { Notice } from '../../components/Notice.tsx'
import { useAppearance } from '../../components/useAppearance.ts'
import { useLate } from '../../hooks/useLate.ts'
import type { SubmitOperationOptions } from '../../hooks/useSubmitOperation.ts'
import type { CreateConfigurationInput } from '../api/createConfigurationSchema.ts'
import { useCreateConfiguration } from '../hooks/useCreateConfiguration.ts'
import { answerReset } from './answerReset.ts'
import { configurationDraft } from './configurationDraft.ts'
import { ConfigurationFormBody } from './ConfigurationFormBody.tsx'
import type { ConfigurationFormLayout, FixedConfiguration } from './configurationFormParts.ts'
import type { ConfigurationFormDefaults, ConfigurationFormValues } from './configurationFormValues.ts'
import { CONFIGURATION_LISTS } from './configurationFormValues.ts'
import type { DraftOptions } from './draftOptions.ts'
import { lateFormParts, useFormPartsSoon } from './lateFormParts.ts'
import { lateResolver } from './lateResolver.ts'
import type { SubmissionPhase } from './submissionPhase.ts'
import { isForbidden, isLockedIn, toSubmissionPhase } from './submissionPhase.ts'
import { toFormValues } from './toFormValues.ts'
import { useConfigurationMessages } from './useConfigurationMessages.ts'
import { useFocusOnReturn } from './useFocusOnReturn.ts'
import { useFormDraft } from './useFormDraft.ts'
import { useReadyToSend } from './useReadyToSend.ts'
import { useReportedPhase } from './useReportedPhase.ts'
import { useSentValues } from './useSentValues.ts'

/** Props of CreateConfigurationForm. */
export interface CreateConfigurationFormProps
  extends
    DraftOptions,
    Omit<SubmitOperationOptions, 'resourceId'>,
    Omit<ComponentPropsWithoutRef<'form'>, 'children' | 'onSubmit' | 'onReset' | 'noValidate'> {
  /** What is filled in beforehand; read once. Default: the recommended timeouts, and nothing else. */
  readonly defaultValues?: ConfigurationFormDefaults
  /** Values that are always sent, whatever the form holds. Nobody is asked about them. */
  readonly fixed?: FixedConfiguration | undefined
  /** Called with the phase of the form, first on mount and again on each change: for a submit button outside the form. */
  readonly onPhaseChange?: ((phase: SubmissionPhase) => void) | undefined
  /** Puts the parts of the form where you want them, and your own between them. Default: all of them, in order. */
  readonly children?: ConfigurationFormLayout | undefined
  /** The page of a configuration, for the one that stands in the way of a 409. Default: its ID to copy. */
  readonly getConfigurationHref?: ((configurationId: string) => string | undefined) | undefined
}

/**
 * Creates a configuration of Conversation Orchestrator: sends it once, follows its operation, and shows the new ID or
 * why there is none, with everything that was filled in still there.
 */
export const CreateConfigurationForm = forwardRef<HTMLFormElement, CreateConfigurationFormProps>(
  function CreateConfigurationForm(
    {
      defaultValues,
      fixed,
      children,
      draftKey,
      onDirtyChange,
      onPhaseChange,
      getConfigurationHref,
      onAccepted = ignore,
      onCompleted = ignore,
      onFailed = ignore,
      onUnconfirmed = ignore,
      className,
      onChange = ignore,
      ...rest
    },
    ref,
  ) {
    const messages = useConfigurationMessages()
    const appearance = useAppearance()
    const element = useRef<HTMLFormElement>(null)
    useImperativeHandle<HTMLFormElement | null, HTMLFormElement | null>(ref, () => element.current, [])
    const formId = useId()
    const resolver = useMemo(
      () => lateResolver((parts) => parts.createConfigurationResolver(messages, fixed), messages),
      [messages, fixed],
    )
    const form = useForm<ConfigurationFormValues, unknown, CreateConfigurationInput>({
      defaultValues: toFormValues(defaultValues),
      resolver,
      shouldFocusError: false,
    })
    const submission = useCreateConfiguration({
      onAccepted,
      onCompleted,
      onFailed,
      onUnconfirmed,
    })
    const { submit, intent, accepted, operation, sendAgain, reset } = submission
    const ready = useReadyToSend('CreateConfigurationForm')
    const reached = toSubmissionPhase(intent, operation)
    const phase = ready.isLoading ? 'submitting' : reached
    const later = useLate(lateFormParts, accepted !== undefined)
    useFormPartsSoon(element)
    const sent = useSentValues(form)
    const isEdited = intent.state === 'accepted' && (intent.isEdited || sent.isEdited)
    const draft = useFormDraft({
      kind: 'configuration.create',
      draftKey,
      codec: configurationDraft,
      lists: CONFIGURATION_LISTS,
      form,
      element,
      submission,
      phase: reached,
      isEdited,
      isAsSent: sent.isAsSent,
      getClean: () => toFormValues(defaultValues),
      onRestore: sent.restore,
      onDirtyChange,
    })

    useReportedPhase(phase, onPhaseChange)
    useFocusOnReturn(element, reached === 'editing', () => form.setFocus('displayName'))

    const send = form.handleSubmit((input) => {
      sent.remember()
      void submit(input)
    })

    /** As it was sent: whatever has been edited since, wrong or right, waits until its outcome is known. */
    function askAgain() {
      sent.compare()
      void sendAgain()
    }

    function startAgain(isKept: boolean) {
      if (!isKept) form.reset(toFormValues(defaultValues))
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
          answerReset(event, form, isLockedIn(phase), () =>
            phase === 'completed' ? startAgain(false) : draft.discard(),
          )
        }
        onSubmit={(event) => {
          // React also brings what happens to another form, in a portal within this one.
          if (event.target !== event.currentTarget) return
          event.preventDefault()
          if (isForbidden(intent)) return
          if (phase === 'unconfirmed') askAgain()
          else if (!isLockedIn(phase)) ready.whenReady(() => void send())
        }}
      >
        {later && <later.OperationAnnouncer operation={accepted} />}
        {phase === 'completed' && accepted ? (
          later ? (
            <later.CreatedConfiguration
              accepted={accepted}
              isEdited={isEdited}
              onContinue={() => startAgain(isEdited)}
            />
          ) : (
            <Notice
              tone="success"
              part="created-title"
              title={messages.createdTitle(isolate(accepted.label))}
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
            fixed={fixed}
            layout={children}
            words={messages}
            getConfigurationHref={getConfigurationHref}
            onStartAgain={() => startAgain(isEdited)}
            onDiscard={reset}
          />
        )}
      </form>
    )
  },
)

function ignore() {}
