import type { Decorator } from '@storybook/react-vite'
import { QueryClientProvider } from '@tanstack/react-query'
import type { Appearance, OperationsStorage } from 'react-accepted'
import { OperationsProvider } from 'react-accepted'
import type { AcceptedOperation } from 'react-accepted/client'

import { conditionsOf } from './conditions.ts'
import type { World, WorldOptions } from './createWorld.ts'
import { createWorld } from './createWorld.ts'
import { languageOf } from './languages.ts'
import type { LeftIntent } from './leaveBehind.ts'
import { leaveBehind } from './leaveBehind.ts'

/**
 * A loader that gives a story its own world, created again each time the story is shown.
 *
 * @param left unconfirmed intents of an earlier page
 */
export function simulated(options: WorldOptions = {}, left?: readonly LeftIntent[]) {
  return async ({
    globals,
  }: {
    readonly globals: Record<string, unknown>
  }): Promise<{ world: World; storage: OperationsStorage | undefined }> => ({
    world: await createWorld(options, conditionsOf(globals)),
    storage: left && leaveBehind(left),
  })
}

/** Wraps a story in the providers of its world. */
export const withSimulator: Decorator = (Story, { loaded, globals }) => {
  const { client, queryClient, scope } = providersOf(loaded)
  const kept = scope === undefined ? { storage: storageOf(loaded) } : { scope }
  return (
    <QueryClientProvider client={queryClient}>
      <OperationsProvider
        client={client}
        messages={languageOf(globals).messages}
        appearance={appearanceOf(globals)}
        {...kept}
      >
        <Story />
      </OperationsProvider>
    </QueryClientProvider>
  )
}

/** The world that a story's loader created. */
export function worldOf(loaded: Record<string, unknown>): World {
  const { world } = loaded
  if (!isWorld(world)) throw new Error('This story needs `loaders: [simulated()]`.')
  return world
}

/** The operation that a story's loader submitted. */
export function acceptedOf(loaded: Record<string, unknown>): AcceptedOperation {
  const [accepted] = worldOf(loaded).accepted
  if (!accepted) throw new Error('This story needs `loaders: [simulated({ submits: […] })]`.')
  return accepted
}

export function appearanceOf({ density, accent }: Record<string, unknown>): Appearance {
  return {
    density: density === 'compact' ? 'compact' : 'comfortable',
    accent: accent === 'teal' || accent === 'violet' || accent === 'graphite' ? accent : 'indigo',
  }
}

type Providers = Pick<World, 'client' | 'queryClient'> & {
  /** Keeps operations across page loads. Most stories have none: their simulator ends with the page. */
  readonly scope?: string
}

function providersOf({ world }: Record<string, unknown>): Providers {
  if (hasProviders(world)) return world
  throw new Error('This story needs `loaders: [simulated()]`.')
}

function storageOf({ storage }: Record<string, unknown>): OperationsStorage | null {
  return isStorage(storage) ? storage : null
}

function isStorage(value: unknown): value is OperationsStorage {
  return typeof value === 'object' && value !== null && 'getItem' in value
}

function isWorld(value: unknown): value is World {
  return hasProviders(value) && 'simulator' in value
}

function hasProviders(value: unknown): value is Providers {
  return typeof value === 'object' && value !== null && 'client' in value && 'queryClient' in value
}
