import type { ReactElement, ReactNode } from 'react'

import type { CreateConfigurationInput } from '../../api/configurationSchemas.ts'
import type { SubmissionPhase } from '../form/submissionPhase.ts'
import type { BoundField, ReplaceableField } from './configurationForm.ts'

/**
 * The parts of a configuration form, to place where you want them. A part that you leave out keeps its
 * default value; a part with a fixed value is `null`.
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
  /** The outcome of the submission, and the submit button. Your own footer needs a submit button too. */
  readonly footer: ReactElement
  /** Binds your own control to a field. */
  readonly field: (name: ReplaceableField) => BoundField
  readonly phase: SubmissionPhase
  /** True while nothing can be changed. */
  readonly isLocked: boolean
}

/** Renders the parts of the form where you want them. */
export type ConfigurationFormLayout = (parts: ConfigurationFormParts) => ReactNode

/** The names of the parts, the same as in the request body. */
export type ConfigurationPartName = keyof CreateConfigurationInput & keyof ConfigurationFormParts

/** Values that are always sent, whatever the form holds. The form does not show their fields. */
export type FixedConfiguration = {
  readonly [TName in ConfigurationPartName]?: NonNullable<CreateConfigurationInput[TName]>
}
