import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act, renderHook } from '@testing-library/react'
import type { ReactNode } from 'react'
import { Fragment, StrictMode } from 'react'
import type { OperationsProviderProps } from 'react-accepted'
import { OperationsProvider, useAsyncOperation, useOperations } from 'react-accepted'
import { useCreateConfiguration } from 'react-accepted/twilio'
import { createOrchestratorClient } from 'react-accepted/twilio/client'
import type { SimulatorOptions } from 'react-accepted/twilio/simulator'
import { vi } from 'vitest'

import { AUTHORIZATION, CONFIGURATION, createHarness, pass } from './harness.tsx'

export const SCOPE = 'AC1/us1/mara'
/** An operation takes ten seconds here, and is polled every five. */
const PACE = { operationMs: 10_000, retryAfterSeconds: 5 }

/** What every page of these tests uses: the list, and the newest operation in it. */
export function useList() {
  const list = useOperations()
  return { ...list, newest: useAsyncOperation(list.operations[0]?.accepted ?? null) }
}

/** The same, with a form. */
export function useListAndForm() {
  return { ...useList(), form: useCreateConfiguration() }
}

/** Options of one page. */
interface PageOptions {
  /** What the tab's `sessionStorage` holds: a reload keeps it, another tab has its own. */
  readonly session: Map<string, string>
  readonly props?: Partial<OperationsProviderProps>
  readonly isStrict?: boolean
}

/** A browser whose pages can be closed at any moment, as by a reload. A closed page does nothing more. */
export function createBrowser(options: SimulatorOptions = {}, releaseLocks: () => void = () => undefined) {
  const { simulator } = createHarness({ ...PACE, ...options })
  const local = new Map<string, string>()
  const onSettled = vi.fn<(operation: unknown, accepted: unknown) => void>()
  const everStored: string[] = []
  let slowMs = 0

  function open<T>(useHooks: () => T, { session, props, isStrict }: PageOptions) {
    let isOpen = true
    vi.stubGlobal('localStorage', view(local))
    vi.stubGlobal('sessionStorage', view(session))
    const client = createOrchestratorClient({
      baseUrl: 'https://simulator.test',
      headers: { authorization: AUTHORIZATION },
      random: () => 0,
      async fetch(...request) {
        const isGet = (request[1]?.method ?? 'GET') === 'GET'
        const response = isOpen && (await simulator.fetch(...request))
        if (!isGet && slowMs > 0) await new Promise((resolve) => setTimeout(resolve, slowMs))
        return response && isOpen ? response : new Promise<Response>(() => undefined)
      },
    })
    const queryClient = new QueryClient()
    const Mode = isStrict ? StrictMode : Fragment
    let shown = { client, scope: SCOPE, onSettled, ...props }
    function Page({ children }: { children: ReactNode }) {
      return (
        <Mode>
          <QueryClientProvider client={queryClient}>
            <OperationsProvider {...shown}>{children}</OperationsProvider>
          </QueryClientProvider>
        </Mode>
      )
    }
    const hook = renderHook(useHooks, { wrapper: Page })

    /** A store as this page sees it. */
    function view(items: Map<string, string>) {
      // A closed page never gets an answer.
      const live = <Result,>(call: () => Result) => (isOpen ? call() : new Promise<never>(() => undefined))
      return {
        getItem: (key: string) => live(() => items.get(key) ?? null),
        setItem: (key: string, value: string) =>
          live(() => {
            everStored.push(key, value)
            items.set(key, value)
          }),
        removeItem: (key: string) => live(() => void items.delete(key)),
        get length() {
          return items.size
        },
        key: (index: number) => [...items.keys()][index] ?? null,
      }
    }

    return {
      ...hook,
      client,
      queryClient,
      /** Changes props, as when the user switches accounts. */
      change(next: Partial<OperationsProviderProps>) {
        shown = { ...shown, ...next }
        hook.rerender()
      },
      /** Closes the page in the middle of whatever it does. */
      close() {
        isOpen = false
        hook.unmount()
        releaseLocks()
      },
    }
  }

  const posts = () => simulator.log().filter(({ method }) => method !== 'GET')
  const polls = () => simulator.log().filter(({ call }) => call === 'operations.get')
  /** From now on, responses to requests that change something take `ms` to arrive. */
  function slowDown(ms: number) {
    slowMs = ms
  }

  return { simulator, slowDown, local, everStored, onSettled, open, posts, polls }
}

export type Browser = ReturnType<typeof createBrowser>

/** The keys left in a browser, apart from the mark that it was cleared. */
export function listLeft(browser: Browser, ...sessions: Map<string, string>[]) {
  const keys = [browser.local, ...sessions].flatMap((store) => [...store.keys()])
  return keys.filter((key) => !key.endsWith('/mark'))
}

/** Tells the open tabs that another one has written `key`; `null` stands for any key. */
export async function tellOtherTabs(key: string | null) {
  await act(async () => {
    window.dispatchEvent(new StorageEvent('storage', { key }))
    // Changes are read in batches.
    await vi.advanceTimersByTimeAsync(100)
  })
}

/** Waits for lazy-loaded chunks, and for everything that takes no time. */
export async function settle() {
  await vi.dynamicImportSettled()
  await pass(0)
}

/** Fills in the form and submits it, without waiting for the outcome. */
export async function submit(
  page: { result: { current: ReturnType<typeof useListAndForm> }; client: Client },
  changes: { displayName?: string } = {},
) {
  const { items } = await pending(page.client.memoryStores.list())
  await act(async () => {
    void page.result.current.form.submit({ ...CONFIGURATION, memoryStoreId: items[0] ?? '', ...changes })
    await vi.advanceTimersByTimeAsync(0)
  })
}
type Client = ReturnType<typeof createOrchestratorClient>

/** Waits for a task that takes no time on the fake clock. */
export async function pending<T>(task: Promise<T>): Promise<T> {
  await vi.advanceTimersByTimeAsync(0)
  return task
}
