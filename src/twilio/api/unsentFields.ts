import type { Configuration } from './configuration.ts'

/** The fields that a request to create, replace or change a configuration can contain (twilio 6.3.1). */
const REQUEST_FIELDS = new Set([
  'displayName',
  'description',
  'conversationGroupingType',
  'memoryStoreId',
  'channelSettings',
  'statusCallbacks',
  'intelligenceConfigurationIds',
  'memoryExtractionEnabled',
  'conversationsV1Bridge',
])
/** Fields that the server itself sets with every change, so a PUT cannot lose them. */
const SERVER_FIELDS = new Set(['id', 'createdAt', 'updatedAt', 'version'])

/**
 * The names of the fields of a stored configuration that have a value and that no request can contain, such as
 * `redactionConfigurationId`, and fields that are newer than this library. A PATCH leaves them as they are. A
 * PUT replaces the whole configuration without them, and Twilio does not document whether they are kept.
 */
export function listUnsentFields(configuration: Configuration): string[] {
  return Object.entries(configuration)
    .filter(([field, value]) => !REQUEST_FIELDS.has(field) && !SERVER_FIELDS.has(field) && hasContent(value))
    .map(([field]) => field)
}

function hasContent(value: unknown): boolean {
  if (value === undefined || value === null || value === '') return false
  return typeof value !== 'object' || Object.keys(value).length > 0
}
