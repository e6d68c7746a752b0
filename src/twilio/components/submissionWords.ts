import type { ConfigurationMessages } from './configurationMessages.ts'

/** The words around a submission that depend on what it does. The keys are those of creating. */
export type SubmissionWords = Pick<
  ConfigurationMessages,
  | 'create'
  | 'creating'
  | 'inProgress'
  | 'lookForIt'
  | 'createAnother'
  | 'unconfirmedTitle'
  | 'unconfirmedBody'
  | 'unconfirmedLateBody'
  | 'forbiddenTitle'
  | 'rateLimitedBody'
>
