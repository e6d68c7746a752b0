/** The texts that warn of a mistake before a configuration is sent. None of them refuses it. */
export interface AdviceMessages {
  /** The first time is not below the second. Both parameters are the labels of their fields. */
  readonly closedFirst: (inactiveAfter: string, closedAfter: string) => string
  /** A rule of the voice channel captures every call. */
  readonly everyCall: string
  /**
   * Shown from 9 of 10 rules on.
   *
   * @param count as they are sent: a rule for both directions counts twice
   */
  readonly rules: (count: number, max: number) => string
  /** Shown when the last few are left. */
  readonly configurations: (count: number, max: number) => string
}

/** English texts that warn of a mistake: plain, calm and short. */
export const englishAdviceMessages: AdviceMessages = {
  closedFirst: (inactiveAfter, closedAfter) =>
    `With these times, a conversation is closed before it becomes inactive. Enter fewer minutes for “${inactiveAfter}” than for “${closedAfter}”.`,
  everyCall:
    'A rule from any address to any address captures every call, and Twilio charges for each. Enter your number to capture only its calls.',
  rules: (count, max) =>
    count > max
      ? `There are ${count} rules, and a channel can have at most ${max}.`
      : `${count} of at most ${max} rules are used.`,
  configurations: (count, max) =>
    count < max
      ? `This account has ${count} configurations. Twilio’s guide names a limit of ${max}.`
      : `This account has ${count} configurations, and Twilio’s guide names a limit of ${max}: another one may be refused.`,
}

/** German texts that warn of a mistake. */
export const germanAdviceMessages: AdviceMessages = {
  closedFirst: (inactiveAfter, closedAfter) =>
    `Mit diesen Zeiten wird eine Konversation beendet, bevor sie ruht. Geben Sie bei „${inactiveAfter}“ weniger Minuten ein als bei „${closedAfter}“.`,
  everyCall:
    'Eine Regel von beliebigen zu beliebigen Adressen erfasst jeden Anruf, und Twilio berechnet jeden. Geben Sie Ihre Nummer ein, um nur deren Anrufe zu erfassen.',
  rules: (count, max) =>
    count > max
      ? `Es sind ${count} Regeln, ein Kanal kann höchstens ${max} haben.`
      : `${count} von höchstens ${max} Regeln sind belegt.`,
  configurations: (count, max) =>
    count < max
      ? `Dieses Konto hat ${count} Konfigurationen. Twilios Anleitung nennt eine Grenze von ${max}.`
      : `Dieses Konto hat ${count} Konfigurationen, und Twilios Anleitung nennt eine Grenze von ${max}: Eine weitere wird vielleicht abgelehnt.`,
}

declare module '../../../hooks/messages.ts' {
  interface Messages {
    /** Texts that warn of a mistake before a configuration is sent. */
    readonly configurationAdvice: AdviceMessages
  }
}
