'use client'

import type { MessageOverrides } from '../../../hooks/messages.ts'
import { useMessages } from '../../../hooks/OperationsContext.ts'
import type { BulkDeletionMessages } from './bulkDeletionMessages.ts'
import { englishBulkDeletionMessages } from './bulkDeletionMessages.ts'
import type { ConfigurationEditMessages } from './configurationEditMessages.ts'
import { englishConfigurationEditMessages } from './configurationEditMessages.ts'
import type {
  ConfigurationMessages,
  ConfigurationsTableMessages,
  UnsentFieldMessages,
} from './configurationMessages.ts'
import type { DeletionMessages } from './deletionMessages.ts'
import { englishDeletionMessages } from './deletionMessages.ts'
import {
  englishConfigurationMessages,
  englishConfigurationsTableMessages,
  englishUnsentFieldMessages,
} from './englishConfigurationMessages.ts'
import { englishMemoryStoreMessages } from './memoryStoreMessages.ts'
import type { MemoryStoreMessages } from './memoryStoreMessages.ts'

/** Texts of the configuration components: English, unless the application has its own. */
export function useConfigurationMessages(): ConfigurationMessages {
  return useMessages(englishConfigurationMessages, chooseConfigurations)
}

const chooseConfigurations = ({ configurations }: MessageOverrides) => configurations

/** Texts of the configurations table: English, unless the application has its own. */
export function useConfigurationsTableMessages(): ConfigurationsTableMessages {
  return useMessages(englishConfigurationsTableMessages, chooseTable)
}

const chooseTable = ({ configurationsTable }: MessageOverrides) => configurationsTable

/** Texts of the form for an existing configuration: English, unless the application has its own. */
export function useConfigurationEditMessages(): ConfigurationEditMessages {
  return useMessages(englishConfigurationEditMessages, chooseEdit)
}

const chooseEdit = ({ configurationEdit }: MessageOverrides) => configurationEdit

/** Texts about stored settings that no request can contain: English, unless the application has its own. */
export function useUnsentFieldMessages(): UnsentFieldMessages {
  return useMessages(englishUnsentFieldMessages, chooseUnsentFields)
}

const chooseUnsentFields = ({ unsentFields }: MessageOverrides) => unsentFields

/** Texts of the delete buttons: English, unless the application has its own. */
export function useDeletionMessages(): DeletionMessages {
  return useMessages(englishDeletionMessages, chooseDeletions)
}

const chooseDeletions = ({ deletions }: MessageOverrides) => deletions

/** Texts about deleting several configurations together: English, unless the application has its own. */
export function useBulkDeletionMessages(): BulkDeletionMessages {
  return useMessages(englishBulkDeletionMessages, chooseBulkDeletions)
}

const chooseBulkDeletions = ({ bulkDeletions }: MessageOverrides) => bulkDeletions

/** Texts of the memory store components: English, unless the application has its own. */
export function useMemoryStoreMessages(): MemoryStoreMessages {
  return useMessages(englishMemoryStoreMessages, chooseMemoryStores)
}

const chooseMemoryStores = ({ memoryStores }: MessageOverrides) => memoryStores
