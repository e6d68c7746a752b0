'use client'

import type { ComponentPropsWithoutRef } from 'react'
import { forwardRef, useId, useMemo } from 'react'
import { useForm } from 'react-hook-form'

import { classes } from '../../components/classes.ts'
import { OperationAnnouncer } from '../../components/OperationAnnouncer.tsx'
import { useAppearance } from '../../components/useAppearance.ts'
import type { SubmitOperationOptions } from '../../hooks/useSubmitOperation.ts'
import type { CreateConfigurationInput } from '../api/createConfigurationSchema.ts'
import { useCreateConfiguration } from '../hooks/useCreateConfiguration.ts'
import { ConfigurationBasics } from './ConfigurationBasics.tsx'
import { ConfigurationChannels } from './ConfigurationChannels.tsx'
import { ConfigurationExtras } from './ConfigurationExtras.tsx'
import type { ConfigurationFormDefaults, ConfigurationFormValues } from './configurationFormValues.ts'
import { ConfigurationMemory } from './ConfigurationMemory.tsx'
import { createConfigurationResolver } from './createConfigurationResolver.ts'
import { CreatedConfiguration } from './CreatedConfiguration.tsx'
import { FormSummary } from './FormSummary.tsx'
import { SubmissionFooter } from './SubmissionFooter.tsx'
import { isLockedIn, toProblem, toRefusal, toSubmissionPhase } from './submissionPhase.ts'
import { toFormValues } from './toFormValues.ts'
import { useConfigurationMessages } from './useConfigurationMessages.ts'
import { useServerErrors } from './useServerErrors.ts'

export interface CreateConfigurationFormProps
  extends
    SubmitOperationOptions,
    Omit<ComponentPropsWithoutRef<'form'>, 'children' | 'onSubmit' | 'onReset' | 'noValidate'> {
  /** What is filled in beforehand; read once. Default: the recommended timeouts, and nothing else. */
  readonly defaultValues?: ConfigurationFormDefaults
}

/**
 * Creates a configuration of Conversation Orchestrator: sends it once, follows its operation, and shows the new ID or
 * why there is none, with everything that was filled in still there.
 */
export const CreateConfigurationForm = forwardRef<HTMLFormElement, CreateConfigurationFormProps>(
  function CreateConfigurationForm(
    {
      defaultValues,
      onAccepted = ignore,
      onCompleted = ignore,
      onFailed = ignore,
      onUnconfirmed = ignore,
      className,
      ...rest
    },
    ref,
  ) {
    const messages = useConfigurationMessages()
    const appearance = useAppearance()
    const formId = useId()
    const resolver = useMemo(() => createConfigurationResolver(messages), [messages])
    const form = useForm<ConfigurationFormValues, unknown, CreateConfigurationInput>({
      defaultValues: toFormValues(defaultValues),
      resolver,
      shouldFocusError: false,
    })
    const { submit, intent, operation, reset } = useCreateConfiguration({
      onAccepted,
      onCompleted,
      onFailed,
      onUnconfirmed,
    })
    const phase = toSubmissionPhase(intent, operation)
    const problem = toProblem(intent, operation)
    const hasFieldErrors = useServerErrors(form, problem)
    const accepted = intent.state === 'accepted' ? intent.accepted : undefined
    const isEdited = intent.state === 'accepted' && intent.isEdited
    const fields = { form, formId, isLocked: isLockedIn(phase) }

    function startAgain() {
      if (!isEdited) form.reset(toFormValues(defaultValues))
      reset()
    }

    return (
      <form
        aria-label={messages.formLabel}
        {...appearance}
        {...rest}
        ref={ref}
        className={classes('ra-form', className)}
        data-part="form"
        data-phase={phase}
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          if (phase !== 'submitting' && phase !== 'running')
            void form.handleSubmit((input) => void submit(input))(event)
        }}
      >
        <OperationAnnouncer operation={accepted} />
        {phase === 'completed' && accepted ? (
          <CreatedConfiguration accepted={accepted} isEdited={isEdited} onContinue={startAgain} />
        ) : (
          <>
            <FormSummary
              form={form}
              formId={formId}
              refusal={hasFieldErrors ? undefined : toRefusal(intent, messages.refusedTitle)}
              reason={intent.state === 'refused' ? intent.error : problem}
            />
            <ConfigurationBasics {...fields} />
            <ConfigurationMemory {...fields} />
            <ConfigurationChannels {...fields} />
            <ConfigurationExtras {...fields} />
            <SubmissionFooter phase={phase} intent={intent} operation={operation} onStartAgain={startAgain} />
          </>
        )}
      </form>
    )
  },
)

function ignore() {}
