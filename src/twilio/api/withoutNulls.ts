/** Fields that a configuration can be without, and that some answers give as `null` instead. */
const OPTIONAL = new Set([
  'statusCallbacks',
  'intelligenceConfigurationIds',
  'memoryExtractionEnabled',
  'conversationsV1Bridge',
])

/** A configuration as it was read, with what is `null` left out: a PUT has no word for `null`. */
export function withoutNulls(input: unknown): unknown {
  if (typeof input !== 'object' || input === null) return input
  const kept = Object.entries(input).filter(([field, value]) => value !== null || !OPTIONAL.has(field))
  const fields: Record<string, unknown> = Object.fromEntries(kept)
  // PUT requires the settings of the channels: none are an empty map.
  return 'channelSettings' in fields
    ? { ...fields, channelSettings: withoutNullChannels(fields['channelSettings']) }
    : fields
}

function withoutNullChannels(settings: unknown): unknown {
  if (settings === null) return {}
  if (typeof settings !== 'object' || Array.isArray(settings)) return settings
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== null))
}
