'use client'

import type { OperationMessages } from '../../hooks/messages.ts'
import { useMessages } from '../../hooks/useMessages.ts'
import type { ConfigurationsTableMessages } from './configurationsTableMessages.ts'
import { englishConfigurationsTableMessages } from './englishConfigurationsTableMessages.ts'

/** The words of the table of configurations, the application's own over English. */
export function useConfigurationsTableMessages(): ConfigurationsTableMessages {
  return useMessages(englishConfigurationsTableMessages, chooseTable)
}

function chooseTable({
  configurationsTable,
}: Partial<OperationMessages>): Partial<ConfigurationsTableMessages> | undefined {
  return configurationsTable
}
