import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { renderHook } from '@testing-library/react'
import type { ReactNode } from 'react'
import { useEffect } from 'react'
import type { OperationsProviderProps } from 'react-accepted'
import { OperationsProvider, useOperations, useSubmitOperation } from 'react-accepted'
import type { OperationsClient } from 'react-accepted/client'
import { createOperationsClient } from 'react-accepted/client'
import { vi } from 'vitest'

import { importUsers } from '../client/importUsers.ts'
import { createStore } from '../client/storage/createStore.ts'
import type { Respond } from './createEngine.tsx'
import { START, acceptedNow } from './createEngine.tsx'

export const SCOPE = 'mara'
export const MINUTE = 60_000
/** The key prefix of everything in that scope. */
export const OWN = `react-accepted/2/${encodeURIComponent(`https://api.test/ | ${SCOPE}`)}/`

/** What every tab of these tests uses. */
export function useListAndForm() {
  return { ...useOperations(), form: useSubmitOperation(importUsers) }
}

type Submit = (input: { url: string }) => Promise<unknown>

/** A form that shows nothing, but can be submitted. */
function Form({ onSubmittable }: { onSubmittable: (submit: Submit) => void }) {
  const { submit } = useSubmitOperation(importUsers)
  useEffect(() => onSubmittable(submit), [submit, onSubmittable])
  return null
}

/** The tabs of one browser, with a server that creates one resource for each idempotency key. */
export function createTabs(respond: Respond, capacity = Infinity) {
  vi.useFakeTimers({ now: START })
  const items = new Map<string, string>()
  const onSettled = vi.fn<NonNullable<OperationsProviderProps['onSettled']>>()
  /** The idempotency key of each POST. */
  const posts: (string | null)[] = []
  const made = new Map<string | null, string>()
  const polls: string[] = []
  /** While this is true, the server receives each POST, but its response is lost. */
  const answers = { areLost: false }

  async function post(init: RequestInit | undefined): Promise<Response> {
    const key = new Headers(init?.headers).get('idempotency-key')
    posts.push(key)
    const id = made.get(key) ?? `made-${made.size + 1}`
    made.set(key, id)
    if (answers.areLost) throw new TypeError('Failed to fetch')
    return Response.json({ statusUrl: `/jobs/${id}` }, { status: 202, headers: { 'retry-after': '2' } })
  }

  async function get(input: URL | RequestInfo): Promise<Response> {
    const id = new URL(input instanceof Request ? input.url : input).pathname.split('/').at(-1) ?? ''
    polls.push(id)
    return respond(id, polls.filter((one) => one === id).length)
  }

  /** Opens a tab. A reload passes on its `session`; a duplicated tab starts with a copy. */
  function open(
    props: Partial<OperationsProviderProps> = {},
    session = createStore(),
    formCount = 0,
    more?: ReactNode,
  ) {
    const forms = new Set<Submit>()
    const addForm = (submit: Submit) => void forms.add(submit)
    let isOpen = true
    vi.stubGlobal('localStorage', createStore(items, capacity))
    vi.stubGlobal('sessionStorage', session)
    const client: OperationsClient = createOperationsClient({
      baseUrl: 'https://api.test',
      operationPath: '/jobs/{operationId}',
      endpoints: [importUsers],
      random: () => 0,
      now: () => Date.now(),
      async fetch(input, init) {
        const never = new Promise<Response>(() => undefined)
        if (!isOpen) return never
        const response = await (init?.method === 'POST' ? post(init) : get(input))
        return isOpen ? response : never
      },
    })
    const queryClient = new QueryClient()
    const Page = ({ children }: { children: ReactNode }) => (
      <QueryClientProvider client={queryClient}>
        <OperationsProvider client={client} scope={SCOPE} onSettled={onSettled} {...props}>
          {children}
          {more}
          {Array.from({ length: formCount }, (_, at) => (
            <Form key={at} onSubmittable={addForm} />
          ))}
        </OperationsProvider>
      </QueryClientProvider>
    )
    const hook = renderHook(useListAndForm, { wrapper: Page })
    return {
      ...hook,
      client,
      queryClient,
      forms,
      ids: () => hook.result.current.operations.map(({ accepted }) => accepted.operationId),
      close() {
        isOpen = false
        hook.unmount()
      },
    }
  }

  /** How often `onSettled` was called for each operation. */
  function tolds() {
    const count: Record<string, number> = {}
    for (const [, { operationId }] of onSettled.mock.calls) count[operationId] = (count[operationId] ?? 0) + 1
    return count
  }

  return { open, items, posts, made, polls, answers, onSettled, tolds }
}

/** `count` operations, all of which may be polled after `waitMs`, by default two seconds. */
export function range(name: string, count: number, waitMs?: number) {
  return Array.from({ length: count }, (_, index) => acceptedNow(`${name}-${index}`, waitMs))
}

/** What `tolds` returns if each of these was reported once. */
export const once = (ids: readonly string[]) => Object.fromEntries(ids.map((id) => [id, 1]))
