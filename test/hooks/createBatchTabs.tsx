import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act, renderHook } from '@testing-library/react'
import { StrictMode } from 'react'
import type { ReactNode } from 'react'
import type { OperationsProviderProps, UseSubmitOperationsOptions } from 'react-accepted'
import { OperationsProvider, useOperations, useSubmitOperation, useSubmitOperations } from 'react-accepted'
import type { Endpoint } from 'react-accepted/client'
import { createOperationsClient, defineOperation } from 'react-accepted/client'
import { afterEach, beforeEach, vi } from 'vitest'

import { createStore } from '../client/storage/createStore.ts'
import { START } from './createEngine.tsx'
import { installFakeLocks } from './fakeLocks.ts'

export interface Row {
  readonly id: string
}

/** Changes a row; not destructive. */
export const changeRow = defineOperation({
  kind: 'row.change',
  version: 1,
  method: 'POST',
  path: ({ id }: Row) => `/rows/${id}`,
  body: (input: Row) => input,
  takesIdempotencyKey: true,
  label: ({ id }) => `Row ${id}`,
  resourceId: ({ id }) => id,
})

/** Creates a row: no form is for one row. */
export const createRow = defineOperation({
  kind: 'row.create',
  version: 1,
  path: ({ id }: Row) => `/rows/${id}`,
  body: (input: Row) => input,
  takesIdempotencyKey: true,
  label: ({ id }) => `Row ${id}`,
})

/** Deletes a row. */
export const deleteRow = defineOperation({
  kind: 'row.delete',
  version: 1,
  method: 'DELETE',
  path: ({ id }: Row) => `/rows/${id}`,
  takesIdempotencyKey: true,
  isDestructive: true,
  label: ({ id }) => `Row ${id}`,
  resourceId: ({ id }) => id,
})

/** Gives each test of a file its own locks and stores. Call it at the top of the file. */
export function setUpBatchTabs() {
  let locks: ReturnType<typeof installFakeLocks>
  beforeEach(() => void (locks = installFakeLocks()))
  afterEach(() => {
    locks.uninstall()
    // Test files share their globals.
    vi.unstubAllGlobals()
  })
  return {
    /** The locks of the current test. */
    locks: () => locks,
    /** Closes the tab, as a reload does, and lets go of its locks. */
    close: (tab: { close: () => void }) => {
      tab.close()
      locks.letGo()
    },
  }
}

export const rows = (count: number): readonly Row[] =>
  Array.from({ length: count }, (_, index) => ({ id: `${index}` }))

/** One request as the server saw it. */
interface Request {
  readonly id: string
  readonly key: string | null
  readonly at: number
}

/** How a tab is opened. A reload keeps the `session`; a duplicated tab has a copy. */
interface TabOptions {
  readonly session?: Map<string, string>
  readonly isStrict?: boolean
  readonly props?: Partial<OperationsProviderProps>
}

type Answer = (id: string, attempt: number) => Response | 'lost' | undefined

/**
 * The tabs of one browser, with a server that does each row once for each key. An operation takes `operationMs`, and
 * is polled every second.
 */
export function createBatchTabs(operationMs = 3_000) {
  vi.useFakeTimers({ now: START })
  const local = new Map<string, string>()
  const requests: Request[] = []
  const underWay = new Set<string>()
  const ends = new Map<string, { readonly at: number; readonly id: string }>()
  const made = new Map<string | null, string>()
  const server = {
    /** The response to a request; `lost`: it arrives, but its response does not. `undefined`: 202. */
    answer: (() => undefined) as Answer,
    /** Rows whose operation ends FAILED. */
    failing: new Set<string>(),
    most: 0,
    /** How many characters a tab may store. */
    capacity: Infinity,
    /** How long a response takes to arrive. */
    slowMs: 0,
  }

  function noteUnderWay() {
    const now = Date.now()
    for (const one of underWay) if ((ends.get(one)?.at ?? Infinity) <= now) underWay.delete(one)
    server.most = Math.max(server.most, underWay.size)
  }

  function receive(url: URL, init: RequestInit): Response | undefined {
    const id = url.pathname.split('/').at(-1) ?? ''
    const key = new Headers(init.headers).get('idempotency-key')
    const answer = server.answer(id, requests.filter((one) => one.id === id).length + 1)
    requests.push({ id, key, at: Date.now() - START })
    if (answer instanceof Response) return answer
    const operationId = made.get(key) ?? `op-${made.size}-${id}`
    if (!made.has(key)) ends.set(operationId, { at: Date.now() + operationMs, id })
    made.set(key, operationId)
    underWay.add(operationId)
    noteUnderWay()
    if (answer === 'lost') return undefined
    return Response.json(
      { statusUrl: `/jobs/${operationId}` },
      { status: 202, headers: { 'retry-after': '1' } },
    )
  }

  function poll(url: URL): Response {
    const operation = ends.get(url.pathname.split('/').at(-1) ?? '')
    if (!operation) return Response.json({}, { status: 404 })
    const end = server.failing.has(operation.id) ? 'FAILED' : 'COMPLETED'
    const status = Date.now() < operation.at ? 'RUNNING' : end
    noteUnderWay()
    return Response.json({ status, error: { title: 'In use' } }, { headers: { 'retry-after': '1' } })
  }

  function open<TInput>(
    endpoint: Endpoint<TInput>,
    options: UseSubmitOperationsOptions = {},
    { session = new Map<string, string>(), isStrict = false, props = {} }: TabOptions = {},
  ) {
    let isOpen = true
    vi.stubGlobal('localStorage', createStore(local))
    vi.stubGlobal('sessionStorage', createStore(session, server.capacity))
    const client = createOperationsClient({
      baseUrl: 'https://api.test',
      operationPath: '/jobs/{operationId}',
      endpoints: [changeRow, createRow, deleteRow],
      random: () => 0,
      now: () => Date.now(),
      async fetch(input, init = {}) {
        const never = new Promise<Response>(() => undefined)
        if (!isOpen) return never
        const url = new URL(input instanceof Request ? input.url : input)
        const isWrite = (init.method ?? 'GET') !== 'GET'
        const response = isWrite ? receive(url, init) : poll(url)
        if (isWrite && server.slowMs > 0) await new Promise((resolve) => setTimeout(resolve, server.slowMs))
        if (!isOpen) return never
        if (!response) throw new TypeError('Failed to fetch')
        return response
      },
    })
    const queryClient = new QueryClient()
    const shown = { isShown: true, props: { scope: 'mara', ...props } }
    const Page = ({ children }: { children: ReactNode }) => {
      const page = (
        <QueryClientProvider client={queryClient}>
          <OperationsProvider client={client} {...shown.props}>
            {children}
          </OperationsProvider>
        </QueryClientProvider>
      )
      return isStrict ? <StrictMode>{page}</StrictMode> : page
    }
    const hook = renderHook(
      (shownOptions: UseSubmitOperationsOptions) => ({
        ...useSubmitOperations(endpoint, shownOptions),
        list: useOperations(),
        form: useSubmitOperation(endpoint),
      }),
      { wrapper: Page, initialProps: options },
    )
    return {
      ...hook,
      session,
      batch: () => hook.result.current,
      async start(inputs: readonly TInput[]) {
        await act(async () => {
          void hook.result.current.start(inputs)
          await vi.advanceTimersByTimeAsync(0)
        })
      },
      /** Closes the tab in the middle of whatever it does. */
      close() {
        isOpen = false
        hook.unmount()
      },
    }
  }

  /** How often each row was done: once for each key it was sent with. */
  function done(): Record<string, number> {
    const count: Record<string, number> = {}
    for (const { id } of ends.values()) count[id] = (count[id] ?? 0) + 1
    return count
  }

  return { open, requests, server, done, local }
}

/** What `done` returns if each of these was done once. */
export const onceEach = (inputs: readonly Row[]) => Object.fromEntries(inputs.map(({ id }) => [id, 1]))
