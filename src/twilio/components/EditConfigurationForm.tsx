'use client'

import type { ComponentPropsWithoutRef } from 'react'
import { forwardRef } from 'react'

import type { SubmitOperationOptions } from '../../hooks/useSubmitOperation.ts'
import type { ConfigurationWords } from '../api/configurationWords.ts'
import { lateSchema } from '../api/lateSchemas.ts'
import { useConfiguration } from '../hooks/useConfiguration.ts'
import { usePatchConfiguration } from '../hooks/usePatchConfiguration.ts'
import { useUpdateConfiguration } from '../hooks/useUpdateConfiguration.ts'
import type { ConfigurationEditorProps } from './ConfigurationEditor.tsx'
import { ConfigurationEditor } from './ConfigurationEditor.tsx'
import type { ConfigurationFormLayout } from './configurationFormParts.ts'
import type { DraftOptions } from './draftOptions.ts'
import type { SubmissionPhase } from './submissionPhase.ts'
import { toConfigurationChanges } from './toConfigurationChanges.ts'
import { toConfigurationReplacement } from './toConfigurationReplacement.ts'
import { UnreadConfiguration } from './UnreadConfiguration.tsx'

/** Props of EditConfigurationForm. */
export interface EditConfigurationFormProps
  extends
    DraftOptions,
    Omit<SubmitOperationOptions, 'resourceId'>,
    Omit<
      ComponentPropsWithoutRef<'form'>,
      'children' | 'onSubmit' | 'onReset' | 'noValidate' | 'method' | 'action'
    > {
  readonly configurationId: string
  /**
   * How it is saved. `PUT` sends the whole configuration as it was read, with the changes over it; `PATCH` sends only
   * what has changed. Default: `PUT`.
   */
  readonly method?: 'PUT' | 'PATCH'
  /** Called with the phase of the form, first on mount and again on each change: for a submit button outside the form. */
  readonly onPhaseChange?: ((phase: SubmissionPhase) => void) | undefined
  /** Puts the parts of the form where you want them, and your own between them. Default: all of them, in order. */
  readonly children?: ConfigurationFormLayout | undefined
  /** The page of a configuration, for the one that stands in the way of a 409. Default: its ID to copy. */
  readonly getConfigurationHref?: ((configurationId: string) => string | undefined) | undefined
}

/**
 * Changes a configuration of Conversation Orchestrator: reads it, sends what was changed once, and follows its operation.
 * What the form does not show is kept. It is read once more before anything is sent: what someone else has changed
 * meanwhile is shown first.
 */
export const EditConfigurationForm = forwardRef<HTMLFormElement, EditConfigurationFormProps>(
  function EditConfigurationForm(
    {
      configurationId,
      method = 'PUT',
      children,
      draftKey,
      onDirtyChange,
      onPhaseChange,
      getConfigurationHref,
      onAccepted = ignore,
      onCompleted = ignore,
      onFailed = ignore,
      onUnconfirmed = ignore,
      ...rest
    },
    ref,
  ) {
    const { resource, isLoading, error, refetch } = useConfiguration(configurationId)
    if (!resource) {
      const reason = isLoading ? null : error
      return <UnreadConfiguration {...rest} formRef={ref} error={reason} onRetry={() => void refetch()} />
    }
    const Form = method === 'PUT' ? ReplaceConfigurationForm : PatchConfigurationForm
    return (
      <Form
        key={configurationId}
        {...rest}
        formRef={ref}
        configuration={resource}
        // oxlint-disable-next-line react/no-children-prop -- A function, which is no node to put between the tags.
        children={children}
        // What was typed over one configuration is nothing to another.
        draftKey={draftKey && `${draftKey} ${configurationId}`}
        onDirtyChange={onDirtyChange}
        onPhaseChange={onPhaseChange}
        getConfigurationHref={getConfigurationHref}
        callbacks={{ resourceId: configurationId, onAccepted, onCompleted, onFailed, onUnconfirmed }}
      />
    )
  },
)

interface MethodFormProps extends Omit<
  ConfigurationEditorProps<never>,
  'submission' | 'toInput' | 'defineSchema'
> {
  readonly callbacks: SubmitOperationOptions
}

function ReplaceConfigurationForm({ callbacks, ...rest }: MethodFormProps) {
  return (
    <ConfigurationEditor
      {...rest}
      submission={useUpdateConfiguration(callbacks)}
      toInput={toConfigurationReplacement}
      defineSchema={defineReplacement}
    />
  )
}

function PatchConfigurationForm({ callbacks, ...rest }: MethodFormProps) {
  return (
    <ConfigurationEditor
      {...rest}
      submission={usePatchConfiguration(callbacks)}
      toInput={toConfigurationChanges}
      defineSchema={defineChanges}
    />
  )
}

function ignore() {}

function defineReplacement(words: ConfigurationWords) {
  return lateSchema((schemas) => schemas.defineUpdateConfigurationSchema(words))
}

function defineChanges(words: ConfigurationWords) {
  return lateSchema((schemas) => schemas.definePatchConfigurationSchema(words))
}
