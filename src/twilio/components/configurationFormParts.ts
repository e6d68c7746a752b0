import type { ReactElement, ReactNode } from 'react'

import type { CreateConfigurationInput } from '../api/createConfigurationSchema.ts'
import type { BoundField } from './configurationForm.ts'
import type { SubmissionPhase } from './submissionPhase.ts'

/** A field of one control, which an application may replace by its own. */
export type ReplaceableField =
  | 'displayName'
  | 'description'
  | 'conversationGroupingType'
  | 'memoryStoreId'
  | 'memoryExtractionEnabled'
  | 'bridgeServiceId'

/**
 * The parts of a configuration's form, to be put where you want them. One that is left out takes its default; one whose
 * value is fixed is `null`.
 */
export interface ConfigurationFormParts {
  readonly displayName: ReactElement | null
  readonly description: ReactElement | null
  readonly conversationGroupingType: ReactElement | null
  readonly memoryStoreId: ReactElement | null
  readonly memoryExtractionEnabled: ReactElement | null
  readonly channelSettings: ReactElement | null
  readonly conversationsV1Bridge: ReactElement | null
  readonly statusCallbacks: ReactElement | null
  readonly intelligenceConfigurationIds: ReactElement | null
  /** What became of the submission, and the button. One of your own needs a submit button. */
  readonly footer: ReactElement
  /** Ties a control of your own to a field. */
  readonly field: (name: ReplaceableField) => BoundField
  readonly phase: SubmissionPhase
  /** Nothing can be changed just now. */
  readonly isLocked: boolean
}

/** Puts the parts of the form where they belong. */
export type ConfigurationFormLayout = (parts: ConfigurationFormParts) => ReactNode

/** The names of the parts, which are those of the body. */
export type ConfigurationPartName = keyof CreateConfigurationInput & keyof ConfigurationFormParts

/** Values that are always sent, whatever the form holds. Nobody is asked about them. */
export type FixedConfiguration = {
  readonly [TName in ConfigurationPartName]?: NonNullable<CreateConfigurationInput[TName]>
}
