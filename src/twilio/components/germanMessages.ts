import { germanFindingWords } from '../../components/germanFindingWords.ts'
import { germanTrayWords } from '../../components/germanTrayWords.ts'
import { germanWords } from '../../components/germanWords.ts'
import { toGermanAction } from '../../components/toGermanAction.ts'
import type { CompleteMessages } from '../../hooks/completeMessages.ts'
import { germanConfigurationMessages } from './germanConfigurationMessages.ts'
import { germanConfigurationsTableMessages } from './germanConfigurationsTableMessages.ts'
import { germanDeletionMessages } from './germanDeletionMessages.ts'
import { germanMemoryStoreMessages } from './germanMemoryStoreMessages.ts'

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
 * All words in German, with dates and durations to match. For Austria or Switzerland, name the place beside them:
 *
 * ```tsx
 * <OperationsProvider client={client} messages={{ ...germanMessages, locale: 'de-AT' }}>
 * ```
 */
export const germanMessages: CompleteMessages = {
  ...germanWords,
  ...germanFindingWords,
  ...germanTrayWords,

  action: (kind) => toGermanAction(kind, NOUNS),
  fieldResource: (type) => ID_NAMES[type ?? ''] ?? germanWords.fieldResource(type),

  configurations: germanConfigurationMessages,
  configurationsTable: germanConfigurationsTableMessages,
  deletions: germanDeletionMessages,
  memoryStores: germanMemoryStoreMessages,
}
