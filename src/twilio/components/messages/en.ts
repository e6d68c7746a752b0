import {
  englishFindingMessages,
  englishOperationMessages,
  englishTrayMessages,
} from '../../../components/messages/englishMessages.ts'
import { englishUnconfirmedMessages } from '../../../components/messages/englishUnconfirmedMessages.ts'
import type { Messages } from '../../../hooks/messages.ts'
import { englishAdviceMessages } from './adviceMessages.ts'
import { englishBulkDeletionMessages } from './bulkDeletionMessages.ts'
import { englishConfigurationEditMessages } from './configurationEditMessages.ts'
import { englishDeletionMessages } from './deletionMessages.ts'
import {
  englishConfigurationMessages,
  englishConfigurationsTableMessages,
  englishUnsentFieldMessages,
} from './englishConfigurationMessages.ts'
import { englishMemoryStoreMessages } from './memoryStoreMessages.ts'

/** All texts in English, to translate from. Each component already includes its own English texts. */
export const en: Messages = {
  ...englishOperationMessages,
  ...englishFindingMessages,
  ...englishTrayMessages,
  ...englishUnconfirmedMessages,

  configurations: englishConfigurationMessages,
  configurationsTable: englishConfigurationsTableMessages,
  configurationAdvice: englishAdviceMessages,
  configurationEdit: englishConfigurationEditMessages,
  unsentFields: englishUnsentFieldMessages,
  bulkDeletions: englishBulkDeletionMessages,
  deletions: englishDeletionMessages,
  memoryStores: englishMemoryStoreMessages,
}
