/** Lazy-loaded when the user turns to a form: its validation, and what shows a submission's outcome. */
export { OperationAnnouncer } from '../../components/announcer/OperationAnnouncer.tsx'
export { OperationDetails } from '../../components/operation/OperationDetails.tsx'
export { OperationProgress } from '../../components/operation/OperationProgress.tsx'
export { ChannelAdvice, ConfigurationLimitAdvice } from './configuration/ConfigurationAdvice.tsx'
export { CaptureRules } from './configuration/fields/CaptureRuleFields.tsx'
export { createConfigurationResolver, createEditResolver, createMemoryStoreResolver } from './resolvers.ts'
export { FormSummary, SubmittedConfiguration } from './configuration/ConfigurationOutcome.tsx'
export { SubmissionNotice } from './form/SubmissionNotice.tsx'
