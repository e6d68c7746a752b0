import { readField, readTexts } from '../../protocol/record.ts'
import { CONVERSATION_GROUPING_TYPES } from '../api/configuration.ts'
import type {
  CaptureRuleFormValues,
  ChannelFormValues,
  ConfigurationFormValues,
} from './configurationFormValues.ts'
import { readFlag, readRows, readString } from './readDraftField.ts'

/** Reads the form's values, in one order of their fields: whoever has stored them may be another version of this page. */
export function readConfigurationFormValues(
  stored: unknown,
  clean: ConfigurationFormValues,
): ConfigurationFormValues {
  const grouping = readField(stored, 'conversationGroupingType')
  const channel = (key: 'sms' | 'voice' | 'whatsapp' | 'rcs' | 'chat') =>
    readChannel(readField(stored, key), clean[key])
  return {
    displayName: readString(stored, 'displayName', clean.displayName),
    description: readString(stored, 'description', clean.description),
    conversationGroupingType:
      CONVERSATION_GROUPING_TYPES.find((one) => one === grouping) ??
      (grouping === '' ? '' : clean.conversationGroupingType),
    memoryStoreId: readString(stored, 'memoryStoreId', clean.memoryStoreId),
    memoryExtractionEnabled: readFlag(stored, 'memoryExtractionEnabled', clean.memoryExtractionEnabled),
    sms: channel('sms'),
    voice: channel('voice'),
    whatsapp: channel('whatsapp'),
    rcs: channel('rcs'),
    chat: channel('chat'),
    statusCallbacks: readRows(stored, 'statusCallbacks', clean.statusCallbacks, (row) => ({
      url: readString(row, 'url', ''),
      method: readString(row, 'method', 'POST'),
    })),
    intelligenceConfigurationIds: readRows(
      stored,
      'intelligenceConfigurationIds',
      clean.intelligenceConfigurationIds,
      (row) => (typeof row === 'string' ? row : ''),
    ),
    bridgeServiceId: readString(stored, 'bridgeServiceId', clean.bridgeServiceId),
  }
}

function readChannel(stored: unknown, clean: ChannelFormValues): ChannelFormValues {
  return {
    isOn: readFlag(stored, 'isOn', clean.isOn),
    inactive: readString(stored, 'inactive', clean.inactive),
    closed: readString(stored, 'closed', clean.closed),
    capturesNumber: readFlag(stored, 'capturesNumber', clean.capturesNumber),
    number: readString(stored, 'number', clean.number),
    rules: readRows(stored, 'rules', clean.rules, readRule),
    numbers: readString(stored, 'numbers', clean.numbers),
  }
}

function readRule(stored: unknown): CaptureRuleFormValues {
  const metadata = Object.entries(readTexts(stored, 'metadata') ?? {})
  return {
    from: readString(stored, 'from', ''),
    to: readString(stored, 'to', ''),
    isTwoWay: readFlag(stored, 'isTwoWay', false),
    // A choice that nobody has made is as good as none.
    metadata: Object.fromEntries(metadata.filter(([, text]) => text !== '')),
  }
}
