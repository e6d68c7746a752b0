import type { Configuration } from '../api/configuration.ts'
import type { ConfigurationPart } from './configurationPart.ts'

/** Someone else has changed the configuration since it was read. */
export interface ChangedConfiguration {
  readonly state: 'changedMeanwhile'
  /** As it is stored by now. */
  readonly stored: Configuration
  /** What they have changed and the form shows otherwise. */
  readonly parts: readonly ConfigurationPart[]
}

/**
 * Where an edit stands before it is sent.
 *
 * - `reading`: what is stored is read once more. `unread`: that failed, and nothing was sent.
 * - `unchanged`: it would change nothing.
 */
export type ConfigurationEdit =
  | { readonly state: 'open' }
  | { readonly state: 'reading' }
  | { readonly state: 'unchanged' }
  | { readonly state: 'unread'; readonly error: Error }
  | ChangedConfiguration
