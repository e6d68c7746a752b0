'use client'

import type { ComponentPropsWithoutRef, ForwardedRef } from 'react'
import { forwardRef, useState } from 'react'

import { Button, classes, useAppearance } from '../../../../components/elements/appearance.tsx'
import type { UseSubmitOperationOptions } from '../../../../hooks/useSubmitOperation.ts'
import type { ConfigurationFieldMessages } from '../../../api/configuration.ts'
import { lazySchema } from '../../../api/lazySchemas.ts'
import { usePatchConfiguration, useUpdateConfiguration } from '../../../hooks/orchestratorMutations.ts'
import { useConfiguration } from '../../../hooks/useConfigurations.ts'
import type { SubmissionPhase } from '../../form/submissionPhase.ts'
import { splitCallbacks } from '../../form/submissionPhase.ts'
import type { DraftOptions } from '../../form/useFormDraft.tsx'
import {
  useConfigurationEditMessages,
  useConfigurationMessages,
} from '../../messages/useOrchestratorMessages.ts'
import type { ConfigurationFormLayout } from '../configurationForm.ts'
import type { ConfigurationEditorProps } from './ConfigurationEditor.tsx'
import { ConfigurationEditor } from './ConfigurationEditor.tsx'
import { ConfigurationReadNotice } from './EditNotice.tsx'
import { toConfigurationChanges, toConfigurationReplacement } from './mergeConfiguration.ts'

/** Props of EditConfigurationForm. */
export interface EditConfigurationFormProps
  extends
    DraftOptions,
    Omit<UseSubmitOperationOptions, 'resourceId'>,
    Omit<
      ComponentPropsWithoutRef<'form'>,
      'children' | 'onSubmit' | 'onReset' | 'noValidate' | 'method' | 'action'
    > {
  readonly configurationId: string
  /**
   * How changes are saved. `PATCH` sends only what has changed. `PUT` replaces the whole configuration by what
   * was read, with the changes applied, and warns of stored fields that a request cannot contain: it may
   * remove them. Default: `PATCH`.
   */
  readonly method?: 'PUT' | 'PATCH'
  /** Called with the form's phase on mount and on each change, for a submit button outside the form. */
  readonly onPhaseChange?: ((phase: SubmissionPhase) => void) | undefined
  /** Places the parts of the form, with your own content between them. Default: all parts, in order. */
  readonly children?: ConfigurationFormLayout | undefined
  /** The URL of a configuration's page, to link the one that caused a 409. Default: its ID to copy. */
  readonly getConfigurationHref?: ((configurationId: string) => string | undefined) | undefined
}

/**
 * Edits a configuration of Conversation Orchestrator: reads it, sends the changes once, and follows the
 * operation. Stored settings that it cannot change are shown and, unless `method` is `PUT`, kept. The
 * configuration is read again before anything is sent; if someone else has changed it in the meantime, the
 * differences are shown first.
 *
 * @throws MissingProviderError if OperationsProvider is missing, or its client is not from
 *   `createOrchestratorClient`
 */
export const EditConfigurationForm = /* @__PURE__ */ forwardRef<HTMLFormElement, EditConfigurationFormProps>(
  function EditConfigurationForm(
    {
      configurationId,
      method = 'PATCH',
      children,
      draftKey,
      onDirtyChange,
      onPhaseChange,
      getConfigurationHref,
      ...others
    },
    ref,
  ) {
    const [callbacks, rest] = splitCallbacks(others)
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
        // oxlint-disable-next-line react/no-children-prop -- A function, not a node to put between the tags.
        children={children}
        // A draft belongs to one configuration.
        draftKey={draftKey && `${draftKey} ${configurationId}`}
        onDirtyChange={onDirtyChange}
        onPhaseChange={onPhaseChange}
        getConfigurationHref={getConfigurationHref}
        callbacks={{ resourceId: configurationId, ...callbacks }}
      />
    )
  },
)

interface MethodFormProps extends Omit<
  ConfigurationEditorProps<never>,
  'submission' | 'toInput' | 'defineSchema' | 'replaces'
> {
  readonly callbacks: UseSubmitOperationOptions
}

function ReplaceConfigurationForm({ callbacks, ...rest }: MethodFormProps) {
  return (
    <ConfigurationEditor
      {...rest}
      submission={useUpdateConfiguration(callbacks)}
      toInput={toConfigurationReplacement}
      defineSchema={defineReplacement}
      replaces
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
      replaces={false}
    />
  )
}

function defineReplacement(messages: ConfigurationFieldMessages) {
  return lazySchema((schemas) => schemas.defineUpdateConfigurationSchema(messages))
}

function defineChanges(messages: ConfigurationFieldMessages) {
  return lazySchema((schemas) => schemas.definePatchConfigurationSchema(messages))
}

interface UnreadConfigurationProps extends ComponentPropsWithoutRef<'form'> {
  readonly formRef: ForwardedRef<HTMLFormElement>
  /** Why it could not be read; `null` while it is being read. */
  readonly error: Error | null
  readonly onRetry: () => void
}

/** Shown instead of the form until there is a configuration to edit. */
function UnreadConfiguration({ formRef, error, onRetry, className, ...rest }: UnreadConfigurationProps) {
  const messages = useConfigurationMessages()
  const editMessages = useConfigurationEditMessages()
  const appearance = useAppearance()
  const [last, setLast] = useState(error)
  if (error && error !== last) setLast(error)
  // The notice stays during a retry, because its button has the focus.
  const shown = error ?? last
  return (
    <form
      aria-label={editMessages.editFormLabel}
      {...appearance}
      {...rest}
      ref={formRef}
      className={classes('ra-form', className)}
      data-part="form"
      data-phase={error ? 'unread' : 'loading'}
      aria-busy={!error}
      onSubmit={(event) => event.preventDefault()}
    >
      <output className="ra-quiet" data-part="loading">
        {!error && messages.configurationLoading}
      </output>
      <div role="alert" className="ra-form-alert">
        {shown && (
          <ConfigurationReadNotice
            error={shown}
            title={editMessages.configurationFailed}
            actions={
              <Button
                data-part="retry"
                aria-disabled={!error}
                onClick={() => {
                  if (error) onRetry()
                }}
              >
                {messages.retry}
              </Button>
            }
          />
        )}
      </div>
    </form>
  )
}
