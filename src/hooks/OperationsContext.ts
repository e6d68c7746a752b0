'use client'
import { createContext } from 'react'

import type { OperationsClient } from '../client/createOperationsClient.ts'
import type { TrackedOperations } from '../client/trackedOperations.ts'
import type { Appearance } from './appearance.ts'
import type { OperationMessages } from './messages.ts'

/** What the provider gives to every hook and component below it. */
export interface OperationsContextValue {
  readonly client: OperationsClient
  readonly tracked: TrackedOperations
  readonly messages: Partial<OperationMessages> | undefined
  readonly appearance: Appearance | undefined
}

export const OperationsContext = createContext<OperationsContextValue | null>(null)
