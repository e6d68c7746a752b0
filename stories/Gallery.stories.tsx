import './looks/gallery.css'
import type { Meta, StoryObj } from '@storybook/react-vite'
import { QueryClientProvider } from '@tanstack/react-query'
import { OperationDetails, OperationProgress, OperationsProvider, OperationStatusBadge } from 'react-accepted'
import type { OperationFault } from 'react-accepted/simulator'
import { expect } from 'storybook/test'

import type { World, WorldOptions } from './createWorld.ts'
import { createWorld } from './createWorld.ts'
import { languageOf } from './languages.ts'

const meta = { title: 'Gallery', tags: ['!autodocs'], parameters: { layout: 'fullscreen' } } satisfies Meta

export default meta

const LONG = { operationMs: 600_000 }

function creates(fault: OperationFault): WorldOptions {
  return { script: [{ on: 'configurations.create', fault }] }
}

function polls(status: number): WorldOptions {
  return {
    simulator: LONG,
    script: [{ on: 'operations.get', times: 'always', fault: { kind: 'status', status } }],
  }
}

const STATES: Readonly<Record<string, WorldOptions>> = {
  Running: { simulator: LONG },
  'Taking longer': { ...creates({ kind: 'stuck' }), pace: { stuckAfterMs: 500 } },
  Reconnecting: polls(503),
  'Sign-in needed': polls(401),
  Completed: {},
  Failed: creates({
    kind: 'fail',
    error: {
      type: 'https://www.twilio.com/docs/api/errors/520042',
      title: 'Memory store not active',
      detail: 'The memory store harbor-memory is still being set up. Wait until it is ACTIVE.',
    },
  }),
  Cancelled: creates({ kind: 'cancel' }),
  'Status unknown': polls(410),
}

/** Every state of an operation, in every component that shows one. */
export const States: StoryObj<typeof meta> = {
  loaders: [
    async () => ({
      worlds: await Promise.all(
        // Providers on one page behave like tabs, so their operations need different IDs.
        Object.values(STATES).map((options, index) =>
          createWorld({
            ...options,
            simulator: { ...options.simulator, idSeed: index + 1 },
            submits: ['Harbor Reception'],
          }),
        ),
      ),
    }),
  ],
  render: (_, { loaded, globals }) => {
    const worlds: World[] = loaded['worlds']
    return (
      <main className="gallery">
        <h1>Every state</h1>
        {Object.keys(STATES).map((name, index) => {
          const { client, queryClient, accepted = [] } = worlds[index] ?? {}
          if (!client || !queryClient) return null
          return (
            <QueryClientProvider key={name} client={queryClient}>
              <OperationsProvider
                client={client}
                scope={`gallery/${name}`}
                storage={null}
                messages={languageOf(globals).messages}
              >
                <section aria-label={name}>
                  <h2>{name}</h2>
                  <OperationStatusBadge operation={accepted[0] ?? null} />
                  <OperationProgress operation={accepted[0] ?? null} />
                  <OperationDetails operation={accepted[0] ?? null} aria-label={`Details: ${name}`} />
                </section>
              </OperationsProvider>
            </QueryClientProvider>
          )
        })}
      </main>
    )
  },
  play: async ({ canvas }) => {
    const soon = { timeout: 10_000 }
    await expect(await canvas.findByText('Memory store not active', undefined, soon)).toBeVisible()
    await expect(await canvas.findByText('This is taking longer than usual', undefined, soon)).toBeVisible()
  },
}
