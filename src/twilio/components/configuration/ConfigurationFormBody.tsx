'use client'

import type { ReactElement, ReactNode } from 'react'
import { useEffect, useMemo } from 'react'

import type { SubmissionState } from '../../../client/submission/submission.ts'
import type { AsyncOperation } from '../../../hooks/asyncOperation.ts'
import { useLazy } from '../../../hooks/useLazy.ts'
import { defined } from '../../../protocol/json.ts'
import type { Problem } from '../../../protocol/problem.ts'
import { lazyFormParts } from '../form/lazyForm.ts'
import { SubmissionFooter } from '../form/SubmissionFooter.tsx'
import type { SubmissionPhase } from '../form/submissionPhase.ts'
import { isLockedIn, toProblem, toRefusal } from '../form/submissionPhase.ts'
import { DraftNotice } from '../form/useFormDraft.tsx'
import type { FormDraft } from '../form/useFormDraft.tsx'
import type { SubmissionMessages } from '../messages/configurationMessages.ts'
import { useConfigurationMessages } from '../messages/useOrchestratorMessages.ts'
import type {
  ConfigurationForm,
  ConfigurationFormLayout,
  ConfigurationFormParts,
  FixedConfiguration,
} from './configurationForm.ts'
import { bindField } from './configurationForm.ts'
import { ConfigurationChannels } from './fields/ChannelFields.tsx'
import {
  BridgeField,
  ConfigurationCallbacks,
  DescriptionField,
  DisplayNameField,
  GroupingField,
  IntelligenceFields,
  MemoryExtractionField,
  MemoryStoreField,
} from './fields/ConfigurationFields.tsx'
import type { ConfigurationFormValues } from './formValues.ts'
import { toFormField } from './toFormValues.ts'

interface ConfigurationFormBodyProps {
  readonly form: ConfigurationForm
  readonly formId: string
  readonly phase: SubmissionPhase
  readonly intent: SubmissionState
  readonly operation: AsyncOperation
  /** The accepted version is older than what the form shows. */
  readonly isEdited: boolean
  /** A lazy-loaded chunk that is needed to send the form could not be loaded. */
  readonly isUnready: boolean
  readonly draft: FormDraft
  readonly submissionMessages: SubmissionMessages
  readonly getConfigurationHref: ((configurationId: string) => string | undefined) | undefined
  /** Values that are always sent. */
  readonly fixed?: FixedConfiguration | undefined
  /** Places the parts of the form. */
  readonly layout?: ConfigurationFormLayout | undefined
  /** Shown right above the footer. */
  readonly notice?: ReactNode
  /** Starts over. A running operation keeps running. */
  readonly onStartAgain: () => void
  /** Gives up an unconfirmed intent. The form keeps its values. */
  readonly onDiscard: () => void
}

/** What the configuration forms share: the errors, every field, and the outcome of the submission. */
export function ConfigurationFormBody({
  form,
  formId,
  phase,
  intent,
  operation,
  isEdited,
  isUnready,
  draft,
  submissionMessages,
  getConfigurationHref,
  fixed = NOTHING,
  layout,
  notice,
  onStartAgain,
  onDiscard,
}: ConfigurationFormBodyProps) {
  const messages = useConfigurationMessages()
  const formParts = useLazy(lazyFormParts, phase !== 'editing')
  const problem = toProblem(intent, operation)
  const left = useServerErrors(form, problem, fixed)
  const isAtFields = problem !== undefined && problem.fields.length > 0 && left.length === 0
  const refusal = isAtFields ? undefined : toRefusal(intent, messages.refusedTitle)
  const conflictingId = intent.state === 'refused' ? intent.error.failure.conflictingResourceId : undefined
  const fields = { form, formId, isLocked: isLockedIn(phase) }
  const hidden = Object.fromEntries(Object.keys(defined(fixed)).map((name) => [name, null]))
  const parts: ConfigurationFormParts = {
    displayName: <DisplayNameField {...fields} />,
    description: <DescriptionField {...fields} />,
    conversationGroupingType: <GroupingField {...fields} />,
    memoryStoreId: <MemoryStoreField {...fields} />,
    memoryExtractionEnabled: <MemoryExtractionField {...fields} />,
    channelSettings: <ConfigurationChannels {...fields} />,
    conversationsV1Bridge: <BridgeField {...fields} />,
    statusCallbacks: <ConfigurationCallbacks {...fields} />,
    intelligenceConfigurationIds: <IntelligenceFields {...fields} />,
    ...hidden,
    footer: (
      <>
        {notice}
        <SubmissionFooter
          phase={phase}
          intent={intent}
          isEdited={isEdited}
          isUnready={isUnready}
          operation={operation}
          submissionMessages={submissionMessages}
          canLeave={draft.restored !== undefined}
          onStartAgain={onStartAgain}
          onDiscard={onDiscard}
        />
      </>
    ),
    field: (name) => bindField(form, formId, name),
    phase,
    isLocked: fields.isLocked,
  }
  return (
    <>
      <DraftNotice draft={draft} isLocked={fields.isLocked} messages={messages} />
      {formParts ? (
        <formParts.FormSummary
          form={form}
          formId={formId}
          refusal={refusal && { ...refusal, fields: left }}
          reason={intent.state === 'refused' ? intent.error : problem}
          conflict={
            conflictingId ? { id: conflictingId, href: getConfigurationHref?.(conflictingId) } : undefined
          }
        />
      ) : (
        // Keeps the place of the summary, so that nothing shifts when it is loaded.
        <div className="ra-form-summary" data-part="summary" />
      )}
      {layout ? layout(parts) : <DefaultConfigurationLayout {...parts} />}
    </>
  )
}

const NOTHING: FixedConfiguration = {}

/**
 * Shows the server's field errors at the form fields. Each error stays until its field is edited.
 *
 * @param fixed parts that the form does not show
 * @returns the errors about fields that the form does not show
 */
function useServerErrors(
  { setError, getValues }: ConfigurationForm,
  problem: Problem | undefined,
  fixed: FixedConfiguration,
): Problem['fields'] {
  useEffect(() => {
    for (const { field, message } of problem?.fields ?? []) {
      const name = toShownField(field, getValues(), fixed)
      if (name) setError(name, { type: 'server', message })
    }
  }, [problem, fixed, setError, getValues])
  // Edits must not change this: a row that is removed later was there when the form was sent.
  return useMemo(
    () => (problem?.fields ?? []).filter(({ field }) => !toShownField(field, getValues(), fixed)),
    [problem, fixed, getValues],
  )
}

function toShownField(path: string, values: ConfigurationFormValues, fixed: FixedConfiguration) {
  const isFixed = Object.keys(fixed).some(
    (part) => path === part || path.startsWith(`${part}.`) || path.startsWith(`${part}[`),
  )
  return isFixed ? undefined : toFormField(path, values)
}

/** Used if the application passes no layout. */
function DefaultConfigurationLayout(parts: ConfigurationFormParts) {
  const messages = useConfigurationMessages()
  return (
    <>
      {parts.displayName}
      {parts.description}
      {parts.conversationGroupingType}
      <Section part="memory" title={messages.memory}>
        {parts.memoryStoreId}
        {parts.memoryExtractionEnabled}
      </Section>
      {parts.channelSettings}
      <Section part="extras" title={messages.extras}>
        {parts.conversationsV1Bridge}
        {parts.statusCallbacks}
        {parts.intelligenceConfigurationIds}
      </Section>
      {parts.footer}
    </>
  )
}

interface SectionProps {
  readonly part: string
  readonly title: string
  readonly children: readonly (ReactElement | null)[]
}

/** Renders nothing, not even the title, if all of its parts are `null`. */
function Section({ part, title, children }: SectionProps) {
  if (children.every((one) => one === null)) return null
  return (
    <fieldset className="ra-section" data-part={part}>
      <legend className="ra-section-title">{title}</legend>
      {children}
    </fieldset>
  )
}
