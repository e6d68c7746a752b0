'use client'

import type { MessageOverrides } from '../../../hooks/messages.ts'
import { useMessages } from '../../../hooks/OperationsContext.ts'
import type { ConfigurationMessages, ConfigurationsTableMessages } from './configurationMessages.ts'
import type { DeletionMessages } from './deletionMessages.ts'
import {
  englishConfigurationMessages,
  englishConfigurationsTableMessages,
} from './englishConfigurationMessages.ts'
import { englishDeletionMessages } from './englishDeletionMessages.ts'
import { englishMemoryStoreMessages } from './englishMemoryStoreMessages.ts'
import type { MemoryStoreMessages } from './memoryStoreMessages.ts'

/** Texts of the configuration components: English, unless the application has its own. */
export function useConfigurationMessages(): ConfigurationMessages {
  return useMessages(englishConfigurationMessages, chooseConfigurations)
}

function chooseConfigurations({
  configurations,
}: MessageOverrides): Partial<ConfigurationMessages> | undefined {
  return configurations
}

/** Texts of the configurations table: English, unless the application has its own. */
export function useConfigurationsTableMessages(): ConfigurationsTableMessages {
  return useMessages(englishConfigurationsTableMessages, chooseTable)
}

function chooseTable({
  configurationsTable,
}: MessageOverrides): Partial<ConfigurationsTableMessages> | undefined {
  return configurationsTable
}

/** Texts of the delete buttons: English, unless the application has its own. */
export function useDeletionMessages(): DeletionMessages {
  return useMessages(englishDeletionMessages, chooseDeletions)
}

function chooseDeletions({ deletions }: MessageOverrides): Partial<DeletionMessages> | undefined {
  return deletions
}

/** Texts of the memory store components: English, unless the application has its own. */
export function useMemoryStoreMessages(): MemoryStoreMessages {
  return useMessages(englishMemoryStoreMessages, chooseMemoryStores)
}

function chooseMemoryStores({ memoryStores }: MessageOverrides): Partial<MemoryStoreMessages> | undefined {
  return memoryStores
}
