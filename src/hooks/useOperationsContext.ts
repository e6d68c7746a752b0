'use client'
import { useContext } from 'react'

import { MissingProviderError } from '../protocol/errors.ts'
import type { OperationsContextValue } from './OperationsContext.ts'
import { OperationsContext } from './OperationsContext.ts'

/** @throws MissingProviderError naming who asked, and how to mend it */
export function useOperationsContext(asker: string): OperationsContextValue {
  const context = useContext(OperationsContext)
  if (context) return context
  throw new MissingProviderError(`${asker} needs an <OperationsProvider client={…}> around it.`)
}

/** What the query keys below this provider begin with, after the name of their kind. */
export function useHome(asker: string): string {
  return useOperationsContext(asker).observers.home
}
