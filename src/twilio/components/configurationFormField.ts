import type { ChannelKey } from './configurationFormValues.ts'

/** A field of the form that can be wrong. */
export type ConfigurationFormField =
  | 'displayName'
  | 'description'
  | 'conversationGroupingType'
  | 'memoryStoreId'
  | 'memoryExtractionEnabled'
  | `${ChannelKey}.${'isOn' | 'inactive' | 'closed' | 'number' | 'numbers'}`
  | `${ChannelKey}.rules.${number}.${'from' | 'to' | 'metadata.callType'}`
  | `statusCallbacks.${number}.${'url' | 'method'}`
  | `intelligenceConfigurationIds.${number}`
  | 'bridgeServiceId'
