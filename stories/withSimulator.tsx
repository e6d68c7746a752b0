import type { Decorator } from '@storybook/react-vite'
import { QueryClientProvider } from '@tanstack/react-query'
import { OperationsProvider } from 'react-accepted'
import type { AcceptedOperation } from 'react-accepted/client'

import type { World, WorldOptions } from './createWorld.ts'
import { createWorld } from './createWorld.ts'

/** Gives a story a world of its own, made anew each time it is shown. */
export function simulated(options: WorldOptions = {}): () => Promise<{ world: World }> {
  return async () => ({ world: await createWorld(options) })
}

/** Puts a story inside the providers of its world. */
export const withSimulator: Decorator = (Story, { loaded }) => {
  const { client, queryClient, scope } = providersOf(loaded)
  return (
    <QueryClientProvider client={queryClient}>
      <OperationsProvider client={client} {...(scope === undefined ? { storage: null } : { scope })}>
        <Story />
      </OperationsProvider>
    </QueryClientProvider>
  )
}

/** The world that a story's loader made. */
export function worldOf(loaded: Record<string, unknown>): World {
  const { world } = loaded
  if (!isWorld(world)) throw new Error('This story has no `loaders: [simulated()]`.')
  return world
}

/** The operation that a story's loader submitted. */
export function acceptedOf(loaded: Record<string, unknown>): AcceptedOperation {
  const [accepted] = worldOf(loaded).accepted
  if (!accepted) throw new Error('This story has no `loaders: [simulated({ submits: […] })]`.')
  return accepted
}

type Providers = Pick<World, 'client' | 'queryClient'> & {
  /** With it, what is under way outlives the page. A simulator in the page does not, so most stories have none. */
  readonly scope?: string
}

function providersOf({ world }: Record<string, unknown>): Providers {
  if (hasProviders(world)) return world
  throw new Error('This story has no `loaders: [simulated()]`.')
}

function isWorld(value: unknown): value is World {
  return hasProviders(value) && 'simulator' in value
}

function hasProviders(value: unknown): value is Providers {
  return typeof value === 'object' && value !== null && 'client' in value && 'queryClient' in value
}
