'use client'

import { createContext, useContext, useMemo } from 'react'

import { MissingProviderError } from '../protocol/errors.ts'
import type { MessageOverrides } from './messages.ts'
import type { OperationObservers } from './operationObserver.ts'
import type { Appearance, OperationsProviderProps } from './operationsProviderProps.ts'
import type { OperationsTrackers } from './operationsTrackers.ts'

/** State that outlives renders. Written in effects, except for `trackers`, which the first hook creates. */
export interface OperationsShared {
  trackers?: OperationsTrackers
  /** Announces changes to screen readers, if the page uses an announcer. */
  voice?: { readonly leave: () => void }
  /** The provider's current props. */
  props?: OperationsProviderProps
}

/** What the provider shares with every hook and component below it. */
interface OperationsContextValue {
  /** Filled by the first hook that needs it, so that a page that only polls does not bundle the rest. */
  readonly shared: OperationsShared
  readonly observers: OperationObservers
  readonly messages: MessageOverrides | undefined
  readonly appearance: Appearance | undefined
}

export const OperationsContext = /* @__PURE__ */ createContext<OperationsContextValue | null>(null)

/** @throws MissingProviderError naming the hook or component, and how to fix it */
export function useOperationsContext(asker: string): OperationsContextValue {
  const context = useContext(OperationsContext)
  if (context) return context
  throw new MissingProviderError(`${asker} must be inside <OperationsProvider>.`)
}

/** The second part of every query key below this provider, after the kind of query. */
export function useHome(asker: string): string {
  return useOperationsContext(asker).observers.home
}

/**
 * The texts of one part: those of the application over English. Outside a provider, all are English.
 *
 * The English texts come from the caller, so that an application only bundles the parts it shows.
 *
 * @param choose a function with a stable identity
 */
export function useMessages<TMessages extends object>(
  english: TMessages,
  choose: (messages: MessageOverrides) => Partial<TMessages> | undefined,
): TMessages {
  const messages = useContext(OperationsContext)?.messages
  return useMemo(() => {
    const own = messages && choose(messages)
    return own ? { ...english, ...own } : english
  }, [english, choose, messages])
}
