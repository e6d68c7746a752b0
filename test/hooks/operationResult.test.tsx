import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act, cleanup, render, renderHook, screen } from '@testing-library/react'
import type { ReactNode } from 'react'
import type { OperationsProviderProps } from 'react-accepted'
import {
  OperationDetails,
  OperationsProvider,
  OperationsTray,
  useOperationResult,
  useOperations,
  useSubmitOperation,
} from 'react-accepted'
import { createOperationsClient, defineOperation, jobDialect } from 'react-accepted/client'
import type { Dialect } from 'react-accepted/client'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { z } from 'zod'

import { createStore } from '../client/storage/createStore.ts'
import { START } from './createEngine.tsx'
import { installFakeLocks } from './fakeLocks.ts'
import { pass } from './harness.tsx'

const SECRET = 'q3-payroll'
const REPORT = { rows: 3, name: SECRET }
const exportReport = defineOperation({
  kind: 'report.export',
  version: 1,
  method: 'POST',
  path: () => '/reports',
  body: (input: { month: string }) => input,
  takesIdempotencyKey: true,
  result: { schema: z.object({ rows: z.number(), name: z.string() }) },
})

let locks: ReturnType<typeof installFakeLocks>
beforeEach(() => {
  vi.useFakeTimers({ now: START })
  locks = installFakeLocks()
})
afterEach(() => {
  cleanup()
  locks.uninstall()
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

interface Api {
  /** The fields of the end. */
  readonly end: () => object
  readonly file: () => Response | Promise<Response>
  readonly first: () => Response
  /** Of an API without paths for operations. */
  readonly dialect: Dialect
}

/** A browser and a server. Each report is ready at its second poll. */
function createBrowser({
  end = () => ({ result: REPORT }),
  file = () => Response.json(REPORT),
  first = () => Response.json({ statusUrl: '/jobs/1' }, { status: 202, headers: { 'retry-after': '2' } }),
  dialect,
}: Partial<Api> = {}) {
  const items = new Map<string, string>()
  const sent: string[] = []
  const onSettled = vi.fn<NonNullable<OperationsProviderProps['onSettled']>>()
  let polls = 0

  function open({ knows = true, scope = 'mara' } = {}) {
    let isOpen = true
    vi.stubGlobal('localStorage', createStore(items))
    vi.stubGlobal('sessionStorage', createStore())
    const own: string[] = []
    const client = createOperationsClient({
      baseUrl: 'https://api.test',
      ...(dialect ? { dialect } : { operationPath: '/jobs/{operationId}' }),
      random: () => 0,
      now: () => Date.now(),
      ...(knows && { endpoints: [exportReport] }),
      async fetch(input, init) {
        if (!isOpen) return new Promise<Response>(() => undefined)
        if (init?.method === 'POST') return first()
        const { pathname } = new URL(input instanceof Request ? input.url : input)
        own.push(pathname)
        sent.push(pathname)
        if (pathname !== '/jobs/1') return file()
        polls += 1
        const body = polls < 2 ? { status: 'RUNNING' } : { status: 'COMPLETED', ...end() }
        return Response.json(body, { headers: { 'retry-after': '2' } })
      },
    })
    const queryClient = new QueryClient()
    const Page = ({ children }: { children: ReactNode }) => (
      <QueryClientProvider client={queryClient}>
        <OperationsProvider client={client} scope={scope} onSettled={onSettled}>
          {children}
        </OperationsProvider>
      </QueryClientProvider>
    )
    const close = () => {
      isOpen = false
      locks.letGo()
    }
    return { Page, client, queryClient, close, own }
  }
  return { open, items, sent, onSettled }
}

function useForm() {
  const list = useOperations()
  return { ...list, form: useSubmitOperation(exportReport) }
}

/** A page of the same browser that shows the result of the newest operation. */
function useNewest() {
  const list = useOperations()
  return { ...list, result: useOperationResult(list.operations[0]?.accepted) }
}

async function submitAndComplete(browser: ReturnType<typeof createBrowser>) {
  const page = browser.open()
  const hook = renderHook(useForm, { wrapper: page.Page })
  await pass(100)
  await act(async () => void (await hook.result.current.form.submit({ month: '2026-01' })))
  await pass(5_000)
  return { ...page, ...hook }
}

describe('a result', () => {
  it('is given to the form, to onSettled, and to no store', async () => {
    const browser = createBrowser()
    const { result } = await submitAndComplete(browser)
    expect(result.current.form.operation).toMatchObject({
      status: 'COMPLETED',
      result: { state: 'ready', value: REPORT },
    })
    expect(browser.onSettled.mock.calls).toMatchObject([[{ result: { state: 'ready', value: REPORT } }, {}]])
    expect(browser.sent).toEqual(['/jobs/1', '/jobs/1'])
    expect(JSON.stringify([...browser.items])).toContain('COMPLETED')
    expect(JSON.stringify([...browser.items])).not.toContain(SECRET)
  })

  it('is told to onSettled once it has been read from its own URL', async () => {
    const browser = createBrowser({ end: () => ({ resultUrl: '/files/1' }) })
    await submitAndComplete(browser)
    expect(browser.onSettled.mock.calls).toMatchObject([[{ result: { state: 'ready', value: REPORT } }, {}]])
    expect(browser.sent).toEqual(['/jobs/1', '/jobs/1', '/files/1'])
  })

  it('is not stored as a signed link either', async () => {
    const browser = createBrowser({ end: () => ({ resultUrl: `https://blob.test/1?sig=${SECRET}` }) })
    const { result } = await submitAndComplete(browser)
    expect(result.current.form.operation).toMatchObject({ result: { state: 'link' } })
    expect(JSON.stringify([...browser.items])).not.toContain(SECRET)
  })
})

describe('after a reload', () => {
  it('a result is read again when a component asks for it, and onSettled is not called again', async () => {
    const browser = createBrowser()
    const first = await submitAndComplete(browser)
    first.close()
    first.unmount()
    const { Page, own } = browser.open()
    const quiet = renderHook(useOperations, { wrapper: Page })
    await pass(60_000)
    expect(quiet.result.current.operations).toHaveLength(1)
    expect(own).toEqual([])
    const asking = renderHook(useNewest, { wrapper: Page })
    await pass(1_000)
    expect(asking.result.current.result).toEqual({ state: 'ready', value: REPORT })
    expect(own).toEqual(['/jobs/1'])
    await pass(60_000)
    expect(own).toHaveLength(1)
    expect(browser.onSettled).toHaveBeenCalledTimes(1)
  })

  it('a result is read from its own URL again', async () => {
    const browser = createBrowser({ end: () => ({ resultUrl: '/files/1?sig=1' }) })
    const first = await submitAndComplete(browser)
    first.close()
    first.unmount()
    const { Page, own } = browser.open()
    const { result } = renderHook(useNewest, { wrapper: Page })
    await pass(1_000)
    expect(result.current.result).toEqual({ state: 'ready', value: REPORT })
    expect(own).toEqual(['/jobs/1', '/files/1'])
  })

  it('a result is unreadable if the server has it no longer, and COMPLETED stays', async () => {
    let files = 0
    const file = () => {
      files += 1
      return files === 1 ? Response.json(REPORT) : new Response(null, { status: 404 })
    }
    const browser = createBrowser({ end: () => ({ resultUrl: '/files/1' }), file })
    const first = await submitAndComplete(browser)
    first.close()
    first.unmount()
    const { Page, client } = browser.open()
    const { result } = renderHook(useNewest, { wrapper: Page })
    await pass(1_000)
    expect(result.current.result).toMatchObject({ state: 'unreadable', failure: { kind: 'notFound' } })
    const [newest] = result.current.operations
    expect(newest && client.peek(newest.accepted)?.operation?.status).toBe('COMPLETED')
  })

  it('a result that only the first response had is unreadable, and nothing is asked', async () => {
    const browser = createBrowser({
      first: () => Response.json({ id: 'e1', status: 'completed', result: REPORT }),
      dialect: jobDialect(),
    })
    const before = await submitAndComplete(browser)
    expect(before.result.current.form.operation).toMatchObject({ result: { state: 'ready', value: REPORT } })
    before.close()
    before.unmount()
    const { Page } = browser.open()
    const { result } = renderHook(useNewest, { wrapper: Page })
    await pass(60_000)
    expect(result.current.result).toMatchObject({ state: 'unreadable', failure: { kind: 'gone' } })
    expect(browser.sent).toEqual([])
  })

  it('a page that does not know the endpoint shows no result, and asks for nothing', async () => {
    const browser = createBrowser()
    const first = await submitAndComplete(browser)
    first.close()
    first.unmount()
    const { Page, own } = browser.open({ knows: false })
    const { result } = renderHook(useNewest, { wrapper: Page })
    await pass(1_000)
    expect(result.current.result).toEqual({ state: 'none' })
    expect(own).toEqual([])
  })
})

describe('a second tab', () => {
  it.each([
    ['in the response', () => ({ result: REPORT })],
    ['at a URL', () => ({ resultUrl: '/files/1' })],
  ])('reads a result %s itself, and the two report the end once, with the result', async (_, end) => {
    const browser = createBrowser({ end })
    const other = browser.open()
    const watching = renderHook(useNewest, { wrapper: other.Page })
    await pass(500)
    await submitAndComplete(browser)
    await pass(5_000)
    expect(watching.result.current.result).toEqual({ state: 'ready', value: REPORT })
    expect(browser.onSettled.mock.calls).toMatchObject([[{ result: { state: 'ready', value: REPORT } }, {}]])
    await pass(60_000)
    expect(other.own.filter((path) => path === '/jobs/1').length).toBeLessThanOrEqual(3)
    expect(browser.onSettled).toHaveBeenCalledTimes(1)
  })
})

it('a result that arrives after a sign-out is shown to nobody', async () => {
  let release: ((file: Response) => void) | undefined
  const file = () => new Promise<Response>((resolve) => (release = resolve))
  const browser = createBrowser({ end: () => ({ resultUrl: '/files/1' }), file })
  const page = browser.open()
  const hook = renderHook(useForm, { wrapper: page.Page })
  await pass(100)
  await act(async () => void (await hook.result.current.form.submit({ month: '2026-01' })))
  await pass(5_000)
  expect(hook.result.current.form.operation).toMatchObject({ result: { state: 'reading' } })
  await act(async () => hook.result.current.clear())
  release?.(Response.json(REPORT))
  await pass(10_000)
  expect(hook.result.current.form.operation.status).toBe('IDLE')
  expect(browser.onSettled).not.toHaveBeenCalled()
})

describe('OperationDetails', () => {
  const show = async (options: Parameters<typeof createBrowser>[0], details: ReactNode = null) => {
    const browser = createBrowser(options)
    const page = await submitAndComplete(browser)
    const { accepted } = page.result.current.form
    render(
      <page.Page>
        {details ?? <OperationDetails operation={accepted} />}
        <OperationsTray />
      </page.Page>,
    )
    await pass(100)
    return { ...page, accepted }
  }

  it('shows a result as JSON, or as the application renders it', async () => {
    const { accepted, Page } = await show({})
    expect(screen.getByText(/"rows": 3/)).toBeTruthy()
    cleanup()
    render(
      <Page>
        <OperationDetails
          operation={accepted}
          renderResult={(value) => <b>{`${Object.keys(value ?? {}).length} fields`}</b>}
        />
      </Page>,
    )
    await pass(100)
    expect(screen.getByText('2 fields')).toBeTruthy()
  })

  it('links to a result on another host, in the tray too, without saying where the user comes from', async () => {
    await show({ end: () => ({ resultUrl: 'https://blob.test/1.csv' }) })
    const links = screen.getAllByRole('link', { name: /^Open the result/ })
    expect(links).toHaveLength(2)
    for (const link of links) {
      expect(link.getAttribute('href')).toBe('https://blob.test/1.csv')
      expect(link.getAttribute('rel')).toBe('noreferrer')
    }
  })

  it('says if the result is not as expected, and shows nothing of it', async () => {
    await show({ end: () => ({ result: { rows: SECRET } }) })
    expect(screen.getByText('The server returned a result that this page cannot show.')).toBeTruthy()
    expect(document.body.textContent).not.toContain(SECRET)
  })

  it('says if the server no longer has it', async () => {
    await show({ end: () => ({ resultUrl: '/files/1' }), file: () => new Response(null, { status: 410 }) })
    expect(screen.getByText('Completed, but the result can no longer be read.')).toBeTruthy()
  })
})
