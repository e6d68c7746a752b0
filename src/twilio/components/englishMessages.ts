import { englishFindingWords } from '../../components/englishFindingWords.ts'
import { englishTrayWords } from '../../components/englishTrayWords.ts'
import { englishWords } from '../../components/englishWords.ts'
import type { CompleteMessages } from '../../hooks/completeMessages.ts'
import { englishConfigurationMessages } from './englishConfigurationMessages.ts'
import { englishConfigurationsTableMessages } from './englishConfigurationsTableMessages.ts'
import { englishDeletionMessages } from './englishDeletionMessages.ts'
import { englishMemoryStoreMessages } from './englishMemoryStoreMessages.ts'

/** All words in English, to translate from. Components have them already, each its own part, without this. */
export const englishMessages: CompleteMessages = {
  ...englishWords,
  ...englishFindingWords,
  ...englishTrayWords,

  configurations: englishConfigurationMessages,
  configurationsTable: englishConfigurationsTableMessages,
  deletions: englishDeletionMessages,
  memoryStores: englishMemoryStoreMessages,
}
