import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act, render, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import type { ReactNode } from 'react'
import { useEffect } from 'react'
import type { OperationsProviderProps, UseOperationsResult } from 'react-accepted'
import { OperationsProvider, useOperations } from 'react-accepted'
import type { ConfigurationsTableProps } from 'react-accepted/twilio'
import { ConfigurationsTable } from 'react-accepted/twilio'
import { createOrchestratorClient } from 'react-accepted/twilio/client'
import type { SimulatorOptions } from 'react-accepted/twilio/simulator'
import { createSimulator } from 'react-accepted/twilio/simulator'
import { afterEach, beforeEach, vi } from 'vitest'

import { createStore } from '../../../client/storage/createStore.ts'
import { provideDialogs } from '../../../components/elements/provideDialogs.ts'
import { installFakeLocks } from '../../../hooks/fakeLocks.ts'
import { accept, AUTHORIZATION, pass } from '../../../hooks/harness.tsx'

/** How long a deletion takes. */
const OPERATION_MS = 2_500

/** Gives each test of a file its own locks, stores and dialogs. Call it at the top of the file. */
export function setUpTableTabs() {
  let locks: ReturnType<typeof installFakeLocks>
  let takeDialogsAway: () => void
  beforeEach(() => {
    locks = installFakeLocks()
    takeDialogsAway = provideDialogs()
  })
  afterEach(() => {
    locks.uninstall()
    takeDialogsAway()
    vi.unstubAllGlobals()
  })
  return {
    /** Closes the tab, as a reload does, and lets go of its locks. */
    close: (tab: { close: () => void }) => {
      tab.close()
      locks.letGo()
    },
  }
}

interface TabOptions {
  readonly props?: ConfigurationsTableProps
  readonly provider?: Partial<OperationsProviderProps>
  /** A reload keeps it; a duplicated tab has a copy. */
  readonly session?: Map<string, string>
}

/** The tabs of one browser, each with a table, and the simulator with `Desk 0`, `Desk 1` and so on. */
export function createTableTabs(count: number, options: SimulatorOptions = {}) {
  vi.useFakeTimers({ now: Date.parse('2026-01-05T09:00:00Z') })
  const local = new Map<string, string>()
  const configurations = Array.from({ length: count }, (_, index) => ({ displayName: `Desk ${index}` }))
  const simulator = createSimulator({
    clock: 'system',
    seed: { stores: [{ displayName: 's' }], configurations },
    retryAfterSeconds: 1,
    operationMs: OPERATION_MS,
    ...options,
  })
  const deletes = () => simulator.log().filter(({ method }) => method === 'DELETE')
  const accepted = () => deletes().filter(({ operationId, replayed }) => operationId !== null && !replayed)
  const own = createOrchestratorClient({
    baseUrl: 'https://simulator.test',
    fetch: simulator.fetch,
    headers: { authorization: AUTHORIZATION },
  })

  async function open({ props = {}, provider = {}, session = new Map() }: TabOptions = {}) {
    let isOpen = true
    vi.stubGlobal('localStorage', createStore(local))
    vi.stubGlobal('sessionStorage', createStore(session))
    const client = createOrchestratorClient({
      baseUrl: 'https://simulator.test',
      headers: { authorization: AUTHORIZATION },
      async fetch(url, init) {
        const never = new Promise<Response>(() => undefined)
        if (!isOpen) return never
        const response = await simulator.fetch(url, init)
        return isOpen ? response : never
      },
    })
    const queryClient = new QueryClient({ defaultOptions: { queries: { retry: false } } })
    let operations: UseOperationsResult | undefined
    function Operations() {
      const current = useOperations()
      useEffect(() => void (operations = current), [current])
      return null
    }
    const Page = ({ children }: { readonly children?: ReactNode }) => (
      <QueryClientProvider client={queryClient}>
        <OperationsProvider client={client} scope="mara" {...provider}>
          <Operations />
          {children}
        </OperationsProvider>
      </QueryClientProvider>
    )
    const table = <ConfigurationsTable deletable {...props} />
    const view = render(<Page>{table}</Page>)
    const user = userEvent.setup({ advanceTimers: (ms) => vi.advanceTimersByTimeAsync(ms) })
    const page = within(view.container)
    const part = (name: string) => view.container.querySelector<HTMLElement>(`[data-part="${name}"]`)
    await pass(0)

    async function press(name: string | RegExp) {
      const dialog = page.queryByRole('dialog')
      await user.click((dialog ? within(dialog) : page).getByRole('button', { name }))
      await pass(0)
    }
    async function confirm() {
      await user.click(page.getByRole('checkbox', { name: 'Yes, delete them for good' }))
      await press('Delete')
    }
    async function deleteAll() {
      await user.click(page.getByRole('checkbox', { name: 'Select all' }))
      await press('Delete…')
      await confirm()
    }
    async function signOut() {
      await act(async () => void operations?.clear())
      await pass(0)
    }
    /** Starts to create a configuration, which this tab then watches. */
    async function create(displayName: string) {
      const creation = await accept(client, { displayName })
      await act(async () => operations?.watch(creation))
    }
    function close() {
      isOpen = false
      view.unmount()
    }
    return {
      user,
      page,
      part,
      press,
      confirm,
      session,
      names: () => page.queryAllByRole('rowheader').map((cell) => cell.firstElementChild?.textContent),
      all: () => page.getByRole<HTMLInputElement>('checkbox', { name: 'Select all' }),
      box: (name: string) => page.getByRole<HTMLInputElement>('checkbox', { name: `Select ${name}` }),
      selected: () => part('selected')?.textContent,
      /** The title of the notice, and how far the deletion is. */
      state: () => [
        view.container.querySelector('[data-part="bulk-state"] .ra-notice-title')?.textContent,
        part('counts')?.textContent,
      ],
      items: (name: string) =>
        [...(part(name)?.querySelectorAll('li') ?? [])].map(({ textContent }) => textContent),
      deleteAll,
      signOut,
      create,
      unmountTable: () => view.rerender(<Page />),
      mountTable: () => view.rerender(<Page>{table}</Page>),
      close,
    }
  }

  /** How many deletions were accepted, and for how many configurations. */
  function effects() {
    const paths = accepted().map(({ path }) => path)
    return { paths: new Set(paths).size, requests: paths.length }
  }

  /** The configurations that the API still has. */
  async function left() {
    const listing = own.configurations.list({ pageSize: 1000 })
    await vi.advanceTimersByTimeAsync(0)
    return (await listing).items.map(({ displayName }) => displayName)
  }

  /** The most deletions that were running at the same time. */
  function most() {
    const { operationMs = OPERATION_MS } = options
    const running = (now: number) => accepted().filter(({ at }) => at <= now && now < at + operationMs)
    return Math.max(0, ...accepted().map(({ at }) => running(at).length))
  }

  return { simulator, open, deletes, effects, left, most }
}
