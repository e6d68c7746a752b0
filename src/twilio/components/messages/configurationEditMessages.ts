import type { ConfigurationMessages, SubmissionMessages } from './configurationMessages.ts'

/** The texts that only the form for an existing configuration shows. */
export interface ConfigurationEditMessages {
  readonly editFormLabel: string
  readonly configurationFailed: string
  readonly configurationGoneTitle: string
  readonly configurationGoneBody: string
  readonly save: string
  readonly saving: string
  /** @param name the display name */
  readonly savedTitle: (name: string) => string
  /** Reads the stored configuration and saves what still differs from it. */
  readonly compareAndSave: string
  readonly nothingChanged: string
  /** The configuration is read again before anything is sent. Shown if that read fails. */
  readonly notCheckedTitle: string
  readonly notCheckedBody: string
  readonly changedMeanwhileTitle: string
  readonly changedMeanwhileBody: string
  readonly theirs: string
  readonly yours: string
  readonly takeTheirs: string
  readonly keepMine: string
  readonly on: string
  readonly off: string
  readonly saveUnconfirmedTitle: string
  readonly saveUnconfirmedBody: string
  readonly saveUnconfirmedLateBody: string
  readonly saveForbiddenTitle: string
  readonly saveRateLimitedBody: string
}

/** English texts of the form for an existing configuration: plain, calm and short. */
export const englishConfigurationEditMessages: ConfigurationEditMessages = {
  editFormLabel: 'Edit configuration',
  configurationFailed: 'The configuration could not be loaded',
  configurationGoneTitle: 'This configuration does not exist',
  configurationGoneBody: 'It has been deleted, or its ID is wrong. Nothing can be saved.',
  save: 'Save changes',
  saving: 'Saving…',
  savedTitle: (name) => `${name} was saved`,
  compareAndSave: 'Compare and save',
  nothingChanged: 'Nothing has been changed.',
  notCheckedTitle: 'Nothing was saved: the stored configuration could not be loaded',
  notCheckedBody: 'Your changes are still here. Try again.',
  changedMeanwhileTitle: 'Someone else has changed this configuration',
  changedMeanwhileBody:
    'Nothing has been saved yet. These fields differ from yours; your other changes are kept either way.',
  theirs: 'Theirs',
  yours: 'Yours',
  takeTheirs: 'Take theirs',
  keepMine: 'Keep mine and save',
  on: 'On',
  off: 'Off',
  saveUnconfirmedTitle: 'Not confirmed: it may have been saved',
  saveUnconfirmedBody:
    'No clear answer came back. Sending again is safe: it cannot be done twice. Discard drops the request and keeps what you filled in.',
  saveUnconfirmedLateBody:
    'It can no longer be sent again safely: it is too old, or this browser no longer has it. Compare what is stored with what you filled in, and save what still differs.',
  saveForbiddenTitle: 'You may not change configurations',
  saveRateLimitedBody: 'Nothing was saved. Wait a moment, then send again.',
}

/** German texts of the form for an existing configuration. */
export const germanConfigurationEditMessages: ConfigurationEditMessages = {
  editFormLabel: 'Konfiguration bearbeiten',
  configurationFailed: 'Die Konfiguration ließ sich nicht laden',
  configurationGoneTitle: 'Diese Konfiguration gibt es nicht',
  configurationGoneBody: 'Sie wurde gelöscht, oder ihre ID ist falsch. Speichern lässt sich hier nichts.',
  save: 'Änderungen speichern',
  saving: 'Wird gespeichert…',
  savedTitle: (name) => `${name} wurde gespeichert`,
  compareAndSave: 'Vergleichen und speichern',
  nothingChanged: 'Es wurde nichts geändert.',
  notCheckedTitle: 'Nichts gespeichert: Die gespeicherte Konfiguration ließ sich nicht laden',
  notCheckedBody: 'Ihre Änderungen sind noch da. Versuchen Sie es noch einmal.',
  changedMeanwhileTitle: 'Inzwischen hat jemand diese Konfiguration geändert',
  changedMeanwhileBody:
    'Noch wurde nichts gespeichert. Diese Felder weichen von Ihren Eingaben ab; Ihre anderen Änderungen bleiben in jedem Fall.',
  theirs: 'Gespeichert',
  yours: 'Ihre Eingabe',
  takeTheirs: 'Gespeicherte Werte übernehmen',
  keepMine: 'Meine Eingaben behalten und speichern',
  on: 'An',
  off: 'Aus',
  saveUnconfirmedTitle: 'Nicht bestätigt: Vielleicht wurde sie gespeichert',
  saveUnconfirmedBody:
    'Es kam keine klare Antwort. Sie können gefahrlos noch einmal senden: Es geschieht nichts doppelt. Mit „Verwerfen“ geben Sie den Vorgang auf; Ihre Eingaben bleiben.',
  saveUnconfirmedLateBody:
    'Es lässt sich nicht mehr gefahrlos senden: Es ist zu alt, oder dieser Browser hat es nicht mehr. Vergleichen Sie, was gespeichert ist, mit Ihren Eingaben, und speichern Sie, was noch abweicht.',
  saveForbiddenTitle: 'Sie dürfen keine Konfigurationen ändern',
  saveRateLimitedBody:
    'Es wurde nichts gespeichert. Warten Sie einen Augenblick und senden Sie dann noch einmal.',
}

/** The texts for a submission that changes an existing configuration, with the keys of those for creating. */
export function toSavingMessages(
  { continueEditing }: ConfigurationMessages,
  messages: ConfigurationEditMessages,
): SubmissionMessages {
  return {
    create: messages.save,
    creating: messages.saving,
    inProgress: messages.saving,
    lookForIt: messages.compareAndSave,
    createAnother: continueEditing,
    unconfirmedTitle: messages.saveUnconfirmedTitle,
    unconfirmedBody: messages.saveUnconfirmedBody,
    unconfirmedLateBody: messages.saveUnconfirmedLateBody,
    forbiddenTitle: messages.saveForbiddenTitle,
    rateLimitedBody: messages.saveRateLimitedBody,
  }
}

declare module '../../../hooks/messages.ts' {
  interface Messages {
    /** Texts that only the form for an existing configuration shows. */
    readonly configurationEdit: ConfigurationEditMessages
  }
}
