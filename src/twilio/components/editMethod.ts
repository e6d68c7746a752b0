import type { StandardSchema } from '../../protocol/standardSchema.ts'
import type { Configuration } from '../api/configuration.ts'
import type { ConfigurationWords } from '../api/configurationWords.ts'
import type { ConfigurationFormInput } from './configurationFormInput.ts'

/** One of the two ways to change a configuration. */
export interface EditMethod<TInput> {
  /** What is sent for the form's values over what is stored. Says nothing about whether it is right. */
  readonly toInput: (stored: Configuration, mine: ConfigurationFormInput) => Record<string, unknown>
  readonly defineSchema: (words: ConfigurationWords) => StandardSchema<unknown, TInput>
}
