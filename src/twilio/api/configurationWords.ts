/** What is said about a field of a configuration that cannot be sent as it is. */
export interface ConfigurationWords {
  readonly required: string
  /** @param max the most characters */
  readonly tooLong: (max: number) => string
  readonly displayNameCharacters: string
  readonly chooseGrouping: string
  readonly chooseMemoryStore: string
  readonly wholeMinutes: string
  readonly address: string
  /** @param max the most rules of one channel */
  readonly tooManyRules: (max: number) => string
  readonly callbackUrl: string
  readonly callbackMethod: string
  readonly tooManyCallbacks: (max: number) => string
  readonly tooManyIntelligence: (max: number) => string
  readonly bridgeServiceId: string
  readonly chatNeedsBridge: string
}

export const ENGLISH_CONFIGURATION_WORDS: ConfigurationWords = {
  required: 'Fill in this field.',
  tooLong: (max) => `Use at most ${max} characters.`,
  displayNameCharacters: 'Use only letters, digits, spaces, hyphens and underscores.',
  chooseGrouping: 'Choose how conversations are grouped.',
  chooseMemoryStore: 'Choose a memory store.',
  wholeMinutes: 'Use a whole number of minutes, 1 or more.',
  address: 'Enter an address such as +15555550142, or * for any.',
  tooManyRules: (max) => `Use at most ${max} rules for one channel.`,
  callbackUrl: 'Enter a public address that starts with https://.',
  callbackMethod: 'Choose POST or GET.',
  tooManyCallbacks: (max) => `Use at most ${max} callbacks.`,
  tooManyIntelligence: (max) => `Use at most ${max} intelligence configurations.`,
  bridgeServiceId: 'Enter a service ID: IS and 32 digits or letters from a to f.',
  chatNeedsBridge: 'Chat works only together with the bridge to a classic service.',
}
