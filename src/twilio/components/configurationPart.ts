import type { ChannelKey } from './configurationFormValues.ts'

/** A part of a configuration by which two versions of it are compared: a field, a whole list, or a whole channel. */
export type ConfigurationPart =
  | 'displayName'
  | 'description'
  | 'conversationGroupingType'
  | 'memoryStoreId'
  | 'memoryExtractionEnabled'
  | ChannelKey
  | `${ChannelKey}.${'inactive' | 'closed' | 'captureRules'}`
  | 'bridgeServiceId'
  | 'statusCallbacks'
  | 'intelligenceConfigurationIds'
