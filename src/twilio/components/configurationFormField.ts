/** Every field of the form that can be wrong, in the order they stand on the page. */
export const CONFIGURATION_FORM_FIELDS = [
  'displayName',
  'description',
  'conversationGroupingType',
  'memoryStoreId',
  'memoryExtractionEnabled',
  'sms.isOn',
  'sms.inactive',
  'sms.closed',
  'sms.number',
  'voice.isOn',
  'voice.inactive',
  'voice.closed',
  'voice.number',
] as const

export type ConfigurationFormField = (typeof CONFIGURATION_FORM_FIELDS)[number]

/**
 * The form's field that stands for a path of the body; `undefined` where none does.
 *
 * @param path dotted, such as `channelSettings.SMS.captureRules.0.from`
 */
export function toFormField(path: string): ConfigurationFormField | undefined {
  const channel = /^channelSettings\.(SMS|VOICE)(?:\.(.+))?$/.exec(path)
  const name = channel ? `${channel[1]?.toLowerCase()}.${toChannelField(channel[2] ?? '')}` : path
  return CONFIGURATION_FORM_FIELDS.find((field) => field === name)
}

function toChannelField(path: string): string {
  if (path.startsWith('captureRules')) return 'number'
  if (path === 'statusTimeouts.inactive') return 'inactive'
  return path.startsWith('statusTimeouts') ? 'closed' : 'isOn'
}
