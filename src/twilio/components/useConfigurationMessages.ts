'use client'

import type { OperationMessages } from '../../hooks/messages.ts'
import { useMessages } from '../../hooks/useMessages.ts'
import type { ConfigurationMessages } from './configurationMessages.ts'
import { englishConfigurationMessages } from './englishConfigurationMessages.ts'

/** The words of the configurations' components, the application's own over English. */
export function useConfigurationMessages(): ConfigurationMessages {
  return useMessages(englishConfigurationMessages, chooseConfigurations)
}

function chooseConfigurations({
  configurations,
}: Partial<OperationMessages>): Partial<ConfigurationMessages> | undefined {
  return configurations
}
