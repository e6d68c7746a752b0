'use client'

import { useContext, useMemo } from 'react'

import type { OperationMessages } from './messages.ts'
import { OperationsContext } from './OperationsContext.ts'

/**
 * The words of one part: the application's own over English. Works outside a provider too, where all are English.
 *
 * The English words come from the caller, so that an application pays only for the parts it shows.
 *
 * @param choose a function that keeps its identity
 */
export function useMessages<TMessages extends object>(
  english: TMessages,
  choose: (messages: Partial<OperationMessages>) => Partial<TMessages> | undefined,
): TMessages {
  const messages = useContext(OperationsContext)?.messages
  return useMemo(() => {
    const own = messages && choose(messages)
    return own ? { ...english, ...own } : english
  }, [english, choose, messages])
}
