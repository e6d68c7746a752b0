import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act, render } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import type { ReactElement } from 'react'
import { StrictMode } from 'react'
import type { OperationsProviderProps } from 'react-accepted'
import { OperationsProvider } from 'react-accepted'
import type { SimulatorOptions } from 'react-accepted/twilio/simulator'
import { vi } from 'vitest'

import { createHarness, pass } from '../../../hooks/harness.tsx'

/** A tab whose page can be reloaded. The next page has nothing but what the browser has kept. */
export function createTab(options: SimulatorOptions = {}) {
  const harness = createHarness(options)
  const user = userEvent.setup({ advanceTimers: (ms) => vi.advanceTimersByTimeAsync(ms) })
  let view: ReturnType<typeof render> | undefined

  async function open(page: ReactElement, props: Partial<OperationsProviderProps> = {}) {
    const client = harness.createClient()
    const queryClient = new QueryClient({ defaultOptions: { queries: { retry: false } } })
    const wrap = (shown: ReactElement, changed: Partial<OperationsProviderProps> = {}) => (
      <StrictMode>
        <QueryClientProvider client={queryClient}>
          <OperationsProvider client={client} scope="AC1/us1/mara" {...props} {...changed}>
            {shown}
          </OperationsProvider>
        </QueryClientProvider>
      </StrictMode>
    )
    const shown = render(wrap(page))
    view = shown
    await settle()
    return {
      ...shown,
      client,
      part: (name: string) => shown.container.querySelector(`[data-part="${name}"]`),
      /** Shows another page of the application, or changes the provider. */
      show: async (next: ReactElement, changed?: Partial<OperationsProviderProps>) => {
        shown.rerender(wrap(next, changed))
        await settle()
      },
    }
  }

  /** Ends the page with `pagehide`, discards what React's cleanup stores, and opens `page`. */
  async function reload(page: ReactElement, props?: Partial<OperationsProviderProps>) {
    act(() => void window.dispatchEvent(new PageTransitionEvent('pagehide')))
    const kept = Object.fromEntries(Object.entries(sessionStorage))
    view?.unmount()
    sessionStorage.clear()
    for (const [key, value] of Object.entries(kept)) sessionStorage.setItem(key, value)
    return open(page, props)
  }

  return { ...harness, user, open, reload }
}

/** Runs everything that is due now. */
export async function settle() {
  await vi.dynamicImportSettled()
  for (let turn = 0; turn < 3; turn += 1) await pass(0)
}

/** True if the browser would ask before it leaves this page. */
export function asksBeforeLeaving(): boolean {
  const event = new Event('beforeunload', { cancelable: true })
  window.dispatchEvent(event)
  return event.defaultPrevented
}
