'use client'

import type { ReactElement, ReactNode } from 'react'

import type { Intent } from '../../client/intent.ts'
import type { AsyncOperation } from '../../hooks/asyncOperation.ts'
import { useLate } from '../../hooks/useLate.ts'
import { BridgeField } from './BridgeField.tsx'
import { ConfigurationCallbacks } from './ConfigurationCallbacks.tsx'
import { ConfigurationChannels } from './ConfigurationChannels.tsx'
import type { ConfigurationForm } from './configurationForm.ts'
import { bindField } from './configurationForm.ts'
import type {
  ConfigurationFormLayout,
  ConfigurationFormParts,
  ConfigurationPartName,
  FixedConfiguration,
} from './configurationFormParts.ts'
import { DefaultConfigurationLayout } from './DefaultConfigurationLayout.tsx'
import { DescriptionField } from './DescriptionField.tsx'
import { DisplayNameField } from './DisplayNameField.tsx'
import { DraftNotice } from './DraftNotice.tsx'
import { GroupingField } from './GroupingField.tsx'
import { IntelligenceFields } from './IntelligenceFields.tsx'
import { lateFormParts } from './lateFormParts.ts'
import { MemoryExtractionField } from './MemoryExtractionField.tsx'
import { MemoryStoreField } from './MemoryStoreField.tsx'
import { SubmissionFooter } from './SubmissionFooter.tsx'
import type { SubmissionPhase } from './submissionPhase.ts'
import { isLockedIn, toProblem, toRefusal } from './submissionPhase.ts'
import type { SubmissionWords } from './submissionWords.ts'
import { useConfigurationMessages } from './useConfigurationMessages.ts'
import type { FormDraft } from './useFormDraft.ts'
import { useServerErrors } from './useServerErrors.ts'

export interface ConfigurationFormBodyProps {
  readonly form: ConfigurationForm
  readonly formId: string
  readonly phase: SubmissionPhase
  readonly intent: Intent
  readonly operation: AsyncOperation
  /** What was accepted is an earlier version of what the form shows. */
  readonly isEdited: boolean
  /** What it takes to send it could not be loaded. */
  readonly isUnready: boolean
  readonly draft: FormDraft
  readonly words: SubmissionWords
  readonly getConfigurationHref: ((configurationId: string) => string | undefined) | undefined
  /** Values that are always sent. */
  readonly fixed?: FixedConfiguration | undefined
  /** Where the parts stand. */
  readonly layout?: ConfigurationFormLayout | undefined
  /** What else there is to say, right above the footer. */
  readonly notice?: ReactNode
  /** Leaves the running operation to itself and begins anew. */
  readonly onStartAgain: () => void
  /** Gives an unconfirmed intent up; the form keeps what it holds. */
  readonly onDiscard: () => void
}

/** What the forms of a configuration have in common: what is wrong, every field, and what became of the submission. */
export function ConfigurationFormBody({
  form,
  formId,
  phase,
  intent,
  operation,
  isEdited,
  isUnready,
  draft,
  words,
  getConfigurationHref,
  fixed = NOTHING,
  layout,
  notice,
  onStartAgain,
  onDiscard,
}: ConfigurationFormBodyProps) {
  const messages = useConfigurationMessages()
  const later = useLate(lateFormParts, phase !== 'editing')
  const problem = toProblem(intent, operation)
  const left = useServerErrors(form, problem, fixed)
  const isAtFields = problem !== undefined && problem.fields.length > 0 && left.length === 0
  const refusal = isAtFields ? undefined : toRefusal(intent, messages.refusedTitle)
  const conflictingId = intent.state === 'refused' ? intent.error.failure.conflictingResourceId : undefined
  const fields = { form, formId, isLocked: isLockedIn(phase) }
  const unlessFixed = (name: ConfigurationPartName, part: ReactElement) =>
    fixed[name] === undefined ? part : null
  const parts: ConfigurationFormParts = {
    displayName: unlessFixed('displayName', <DisplayNameField {...fields} />),
    description: unlessFixed('description', <DescriptionField {...fields} />),
    conversationGroupingType: unlessFixed('conversationGroupingType', <GroupingField {...fields} />),
    memoryStoreId: unlessFixed('memoryStoreId', <MemoryStoreField {...fields} />),
    memoryExtractionEnabled: unlessFixed('memoryExtractionEnabled', <MemoryExtractionField {...fields} />),
    channelSettings: unlessFixed('channelSettings', <ConfigurationChannels {...fields} />),
    conversationsV1Bridge: unlessFixed('conversationsV1Bridge', <BridgeField {...fields} />),
    statusCallbacks: unlessFixed('statusCallbacks', <ConfigurationCallbacks {...fields} />),
    intelligenceConfigurationIds: unlessFixed(
      'intelligenceConfigurationIds',
      <IntelligenceFields {...fields} />,
    ),
    footer: (
      <>
        {notice}
        <SubmissionFooter
          phase={phase}
          intent={intent}
          isEdited={isEdited}
          isUnready={isUnready}
          operation={operation}
          words={words}
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
      <DraftNotice draft={draft} isLocked={fields.isLocked} words={messages} />
      {later ? (
        <later.FormSummary
          form={form}
          formId={formId}
          refusal={refusal && { ...refusal, fields: left }}
          reason={intent.state === 'refused' ? intent.error : problem}
          conflict={
            conflictingId === undefined
              ? undefined
              : { id: conflictingId, href: getConfigurationHref?.(conflictingId) }
          }
        />
      ) : (
        // The place of the summary, so that nothing jumps when it comes.
        <div className="ra-form-summary" data-part="summary" />
      )}
      {layout ? layout(parts) : <DefaultConfigurationLayout {...parts} />}
    </>
  )
}

const NOTHING: FixedConfiguration = {}
