'use client'

import { createContext, useContext, useMemo, useEffect } from 'react'

import { toHome } from '../client/http/clientContext.ts'
import { MissingProviderError } from '../protocol/errors.ts'
import type { MessageOverrides } from './messages.ts'
import type { OperationObservers } from './operationObserver.ts'
import type { Appearance, OperationsProviderProps } from './operationsProviderProps.ts'
import type { OperationsTracker } from './operationsTracker.ts'
import { createOperationsTracker } from './operationsTracker.ts'

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

/**
 * The tracker of the provider's home. The first caller creates it, so a page that only polls does not bundle it.
 *
 * @param asker the hook or component that is named in the error outside a provider
 */
export function useOperationsTracker(asker: string): OperationsTracker {
  const { observers, shared } = useOperationsContext(asker)
  const trackers = shareTrackers(shared)
  useEffect(() => trackers.start(observers, shared), [trackers, observers, shared])
  return trackers.of(observers.home)
}

function shareTrackers(shared: OperationsShared): OperationsTrackers {
  return (shared.trackers ??= createOperationsTrackers())
}

/** The provider's current props; absent before its first effect. */
interface CurrentProps {
  readonly props?: OperationsProviderProps
}

/** The trackers of one provider: one for each home that it has not left yet. */
interface OperationsTrackers {
  readonly of: (home: string) => OperationsTracker
  /** Starts the tracker of the provider's current home, and ends all others. */
  readonly start: (observers: OperationObservers, shared: CurrentProps) => void
  readonly stop: () => void
}

function createOperationsTrackers(): OperationsTrackers {
  const byHome = new Map<string, OperationsTracker>()

  function of(home: string): OperationsTracker {
    const tracker = byHome.get(home) ?? createOperationsTracker()
    byHome.set(home, tracker)
    return tracker
  }

  return {
    of,
    start(observers, shared) {
      const { client, engine, home } = observers
      const { props } = shared
      // Effects of components run before the provider's own, which may still have the props of another home.
      if (props?.client !== client || toHome(engine.context.home, props.scope) !== home) return
      for (const [name, tracker] of byHome) {
        if (name === home) continue
        byHome.delete(name)
        tracker.leave(props)
      }
      of(home).start(observers, shared)
    },
    stop() {
      for (const tracker of byHome.values()) tracker.stop()
    },
  }
}
