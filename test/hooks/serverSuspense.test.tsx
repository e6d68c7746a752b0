// @vitest-environment node

import { QueryClient, QueryClientProvider, useSuspenseQuery } from '@tanstack/react-query'
import { Suspense } from 'react'
import { asyncOperationOptions } from 'react-accepted'
import type { OperationsClient } from 'react-accepted/client'
import { renderToReadableStream } from 'react-dom/server.browser'
import { afterEach, expect, it, vi } from 'vitest'

import { createEngine, says } from './createEngine.tsx'

/** The only timer on a server: the timeout of a request. */
const REQUEST_TIMEOUT_MS = 30_000

afterEach(() => void vi.useRealTimers())

function Status({ client }: { client: OperationsClient }) {
  return <output>{useSuspenseQuery(asyncOperationOptions(client, '1')).data.status}</output>
}

it.each(['PENDING', 'COMPLETED'])(
  'a streamed page waits for its operation, polls it once and leaves nothing running: %s',
  async (status) => {
    const { client, times } = createEngine(() => says(status))
    const queryClient = new QueryClient()
    vi.useRealTimers() // React needs real timers to stream
    const stream = await renderToReadableStream(
      <QueryClientProvider client={queryClient}>
        <Suspense fallback={<p>One moment</p>}>
          <Status client={client} />
        </Suspense>
      </QueryClientProvider>,
    )
    const timers = vi.spyOn(globalThis, 'setTimeout')
    await stream.allReady
    const html = await new Response(stream).text()
    expect(html).toContain(`<output>${status}</output>`)
    expect(times()).toHaveLength(1)
    expect(timers.mock.calls.filter(([, ms = 0]) => ms >= 1_000 && ms !== REQUEST_TIMEOUT_MS)).toEqual([])
  },
)
