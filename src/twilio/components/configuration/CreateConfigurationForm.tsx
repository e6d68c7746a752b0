'use client'

import type { ComponentPropsWithoutRef } from 'react'
import { forwardRef, useId, useImperativeHandle, useMemo, useRef } from 'react'
import { useForm } from 'react-hook-form'

import { markValidated } from '../../../client/request/preparedRequest.ts'
import { classes, useAppearance } from '../../../components/elements/appearance.tsx'
import { Notice } from '../../../components/elements/Notice.tsx'
import { isolate } from '../../../components/messages/locale.ts'
import { useLazy } from '../../../hooks/useLazy.ts'
import type { UseSubmitOperationOptions } from '../../../hooks/useSubmitOperation.ts'
import type { CreateConfigurationInput } from '../../api/configurationSchemas.ts'
import { useCreateConfiguration } from '../../hooks/orchestratorMutations.ts'
import { answerReset, useFocusOnReturn } from '../form/formElement.ts'
import { lazyFormParts, lazyResolver, useFormPartsSoon, useReadyToSend } from '../form/lazyForm.ts'
import type { SubmissionPhase } from '../form/submissionPhase.ts'
import {
  isForbidden,
  isLockedIn,
  splitCallbacks,
  toSubmissionPhase,
  useReportedPhase,
} from '../form/submissionPhase.ts'
import type { DraftOptions } from '../form/useFormDraft.tsx'
import { useFormDraft } from '../form/useFormDraft.tsx'
import { useConfigurationMessages } from '../messages/useOrchestratorMessages.ts'
import { configurationDraft, useSubmittedValues } from './configurationDraft.ts'
import type { ConfigurationFormLayout, FixedConfiguration } from './configurationForm.ts'
import { ConfigurationFormBody } from './ConfigurationFormBody.tsx'
import type { ConfigurationFormDefaults, ConfigurationFormValues } from './formValues.ts'
import { CONFIGURATION_LISTS } from './formValues.ts'
import { toFormValues } from './toFormValues.ts'

/** Props of CreateConfigurationForm. */
export interface CreateConfigurationFormProps
  extends
    DraftOptions,
    Omit<UseSubmitOperationOptions, 'resourceId'>,
    Omit<ComponentPropsWithoutRef<'form'>, 'children' | 'onSubmit' | 'onReset' | 'noValidate'> {
  /** Initial values, read once. Default: the recommended timeouts and `GROUP_BY_PROFILE`. */
  readonly defaultValues?: ConfigurationFormDefaults
  /** Values that are always sent, whatever the form holds. The form does not show their fields. */
  readonly fixed?: FixedConfiguration | undefined
  /** Called with the form's phase on mount and on each change, for a submit button outside the form. */
  readonly onPhaseChange?: ((phase: SubmissionPhase) => void) | undefined
  /** Places the parts of the form, with your own content between them. Default: all parts, in order. */
  readonly children?: ConfigurationFormLayout | undefined
  /** The URL of a configuration's page, to link the one that caused a 409. Default: its ID to copy. */
  readonly getConfigurationHref?: ((configurationId: string) => string | undefined) | undefined
}

/**
 * Creates a configuration of Conversation Orchestrator: sends it once, follows its operation, and shows the
 * new ID. If that fails, it shows the reason and keeps everything the user filled in.
 *
 * @throws MissingProviderError if OperationsProvider is missing, or its client is not from
 *   `createOrchestratorClient`
 */
export const CreateConfigurationForm = /* @__PURE__ */ forwardRef<
  HTMLFormElement,
  CreateConfigurationFormProps
>(function CreateConfigurationForm(
  {
    defaultValues,
    fixed,
    children,
    draftKey,
    onDirtyChange,
    onPhaseChange,
    getConfigurationHref,
    className,
    onChange,
    ...others
  },
  ref,
) {
  const [callbacks, rest] = splitCallbacks(others)
  const messages = useConfigurationMessages()
  const appearance = useAppearance()
  const element = useRef<HTMLFormElement>(null)
  useImperativeHandle<HTMLFormElement | null, HTMLFormElement | null>(ref, () => element.current, [])
  const formId = useId()
  const resolver = useMemo(
    () => lazyResolver((parts) => parts.createConfigurationResolver(messages, fixed), messages),
    [messages, fixed],
  )
  const form = useForm<ConfigurationFormValues, unknown, CreateConfigurationInput>({
    defaultValues: toFormValues(defaultValues),
    resolver,
    shouldFocusError: false,
  })
  const submission = useCreateConfiguration(callbacks)
  const { submit, intent, accepted, operation, sendAgain, reset } = submission
  const ready = useReadyToSend('CreateConfigurationForm')
  const reached = toSubmissionPhase(intent, operation)
  const phase = ready.isLoading ? 'submitting' : reached
  const formParts = useLazy(lazyFormParts, accepted !== undefined)
  useFormPartsSoon(element)
  const sent = useSubmittedValues(form)
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
    void submit(markValidated(input))
  })

  /** Sends the same values again. Later edits, valid or not, wait until the outcome is known. */
  function askAgain() {
    sent.compare()
    void sendAgain()
  }

  function startAgain(isKept: boolean) {
    if (!isKept) form.reset(toFormValues(defaultValues))
    reset()
  }

  const created = { part: 'created-title', title: messages.createdTitle(isolate(accepted?.label)) }

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
        answerReset(event, form, isLockedIn(phase), () =>
          phase === 'completed' ? startAgain(false) : draft.discard(),
        )
      }
      onSubmit={(event) => {
        // React events bubble through portals: this may be the submit event of another form.
        if (event.target !== event.currentTarget) return
        event.preventDefault()
        if (isForbidden(intent)) return
        if (phase === 'unconfirmed') askAgain()
        else if (!isLockedIn(phase)) ready.whenReady(() => void send())
      }}
    >
      {formParts && <formParts.OperationAnnouncer operation={accepted} />}
      {phase === 'completed' && accepted ? (
        formParts ? (
          <formParts.SubmittedConfiguration
            part="created"
            success={created}
            accepted={accepted}
            isEdited={isEdited}
            continueLabel={messages.createAnother}
            onContinue={() => startAgain(isEdited)}
          />
        ) : (
          <Notice tone="success" {...created} />
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
          submissionMessages={messages}
          notice={formParts && phase === 'editing' && <formParts.ConfigurationLimitAdvice />}
          getConfigurationHref={getConfigurationHref}
          onStartAgain={() => startAgain(isEdited)}
          onDiscard={reset}
        />
      )}
    </form>
  )
})
