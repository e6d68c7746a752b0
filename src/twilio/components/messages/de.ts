import {
  germanFindingMessages,
  germanOperationMessages,
  germanTrayMessages,
  germanUnconfirmedMessages,
  toGermanAction,
} from '../../../components/messages/germanMessages.ts'
import type { Messages } from '../../../hooks/messages.ts'
import { germanAdviceMessages } from './adviceMessages.ts'
import { germanConfigurationEditMessages } from './configurationEditMessages.ts'
import {
  germanConfigurationMessages,
  germanConfigurationsTableMessages,
  germanUnsentFieldMessages,
} from './germanConfigurationMessages.ts'
import { germanBulkDeletionMessages, germanDeletionMessages } from './germanDeletionMessages.ts'
import { germanMemoryStoreMessages } from './germanFormMessages.ts'

const NOUNS: Readonly<Partial<Record<string, string>>> = {
  configuration: 'Konfiguration',
  conversation: 'Konversation',
  memoryStore: 'Gedächtnisspeicher',
}

const ID_NAMES: Readonly<Partial<Record<string, string>>> = {
  configuration: 'Konfigurations-ID',
  conversation: 'Konversations-ID',
  memoryStore: 'Speicher-ID',
}

/**
 * All texts in German, with dates and durations to match. For Austria or Switzerland, also set `locale`:
 *
 * ```tsx
 * <OperationsProvider client={client} messages={{ ...de, locale: 'de-AT' }}>
 * ```
 */
export const de: Messages = {
  ...germanOperationMessages,
  ...germanFindingMessages,
  ...germanTrayMessages,
  ...germanUnconfirmedMessages,

  action: (kind) => toGermanAction(kind, NOUNS),
  fieldResource: (type) => ID_NAMES[type ?? ''] ?? germanOperationMessages.fieldResource(type),

  configurations: germanConfigurationMessages,
  configurationsTable: germanConfigurationsTableMessages,
  configurationAdvice: germanAdviceMessages,
  configurationEdit: germanConfigurationEditMessages,
  unsentFields: germanUnsentFieldMessages,
  bulkDeletions: germanBulkDeletionMessages,
  deletions: germanDeletionMessages,
  memoryStores: germanMemoryStoreMessages,
}
