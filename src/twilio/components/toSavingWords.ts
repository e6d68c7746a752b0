import type { ConfigurationMessages } from './configurationMessages.ts'
import type { SubmissionWords } from './submissionWords.ts'

/** The words around a submission that changes what there is. */
export function toSavingWords(messages: ConfigurationMessages): SubmissionWords {
  return {
    create: messages.save,
    creating: messages.saving,
    inProgress: messages.saving,
    lookForIt: messages.compareAndSave,
    createAnother: messages.continueEditing,
    unconfirmedTitle: messages.saveUnconfirmedTitle,
    unconfirmedBody: messages.saveUnconfirmedBody,
    unconfirmedLateBody: messages.saveUnconfirmedLateBody,
    forbiddenTitle: messages.saveForbiddenTitle,
    rateLimitedBody: messages.saveRateLimitedBody,
  }
}
