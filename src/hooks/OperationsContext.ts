'use client'
import { createContext } from 'react'

import type { Appearance } from './appearance.ts'
import type { OperationMessages } from './messages.ts'
import type { OperationObservers } from './operationObserver.ts'
import type { OperationsProviderProps } from './operationsProviderProps.ts'
import type { OperationsWatches } from './operationsWatches.ts'

/** What outlives renders. Written in effects only. */
export interface OperationsShared {
  watches?: OperationsWatches
  /** What tells screen readers, where anything does. */
  voice?: { readonly leave: () => void }
  /** The provider's own props, as they are now. */
  props?: OperationsProviderProps
}

/** What the provider gives to every hook and component below it. */
export interface OperationsContextValue {
  /** Made by the first hook that needs it, so that a page which only polls does not carry it. */
  readonly shared: OperationsShared
  readonly observers: OperationObservers
  readonly messages: Partial<OperationMessages> | undefined
  readonly appearance: Appearance | undefined
}

export const OperationsContext = createContext<OperationsContextValue | null>(null)
