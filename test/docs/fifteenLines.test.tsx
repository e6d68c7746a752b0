import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act, fireEvent, render, screen, within } from '@testing-library/react'
import { type ComponentType, version } from 'react'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'

import { bundleExample } from './bundleExample.ts'
import { readExamples } from './readExamples.ts'

const [page = '', ...clients] = readExamples('docs/another-api.md')
  .slice(0, 3)
  .map(({ code }) => code)
/** As the guide says: an `action` of a form needs React 19. */
const forReact18 = (code: string) =>
  code.replace(/action=\{\(\) => (.*)\}>/, 'onSubmit={(event) => { event.preventDefault(); $1 }}>')
const isOwn = (line: string) => line.trim() !== '' && !line.startsWith('import ')

/** The page of the guide, with other first lines. */
function toPage(client: string): string {
  const [, imports = '', first = ''] = /^(.*?)\n\n(.*)$/s.exec(client) ?? []
  return page
    .replace(
      /^import .*\/client'\n/m,
      `import { defineOperation } from 'react-accepted/client'\n${imports}\n`,
    )
    .replace(/^const dialect = .*\n^export const client = .*\n/m, first)
}

/** What a server answers, by method and path: the last answer of a path is repeated. */
type Answers = Readonly<Record<string, readonly (() => Response)[]>>

const accepted =
  (headers: Record<string, string>, body: object = {}) =>
  () =>
    Response.json(body, { status: 202, headers: { 'retry-after': '1', ...headers } })
const says = (body: object) => () => Response.json(body, { headers: { 'retry-after': '1' } })

interface Server {
  readonly name: string
  readonly code: string
  readonly completes: Answers
  readonly cancels: Answers
}

const AT_ONCE = '200 with the finished job'

const SERVERS: readonly Server[] = [
  {
    name: 'Location, and a job with state and progress',
    code: page,
    completes: {
      'POST /api/reports': [accepted({ location: '/api/runs/7' })],
      'GET /api/runs/7': [
        says({ state: 'running', progress: 40 }),
        says({ state: 'succeeded', progress: 100, result: { rows: 3 } }),
      ],
    },
    cancels: {
      'POST /api/reports': [accepted({ location: '/api/runs/7' })],
      'POST /api/runs/7/cancel': [says({})],
      'GET /api/runs/7': [says({ state: 'running', progress: 40 }), says({ state: 'cancelled' })],
    },
  },
  {
    name: 'Operation-Location, and the ID of the new resource',
    code: toPage(clients[0] ?? ''),
    completes: {
      'POST /api/reports': [accepted({ 'operation-location': '/api/operations/7' }, { id: 'report-9' })],
      'GET /api/operations/7': [
        says({ status: 'Running', percentComplete: 40 }),
        says({ status: 'Succeeded', result: { rows: 3 } }),
      ],
    },
    cancels: {
      'POST /api/reports': [accepted({ 'operation-location': '/api/operations/7' }, { id: 'report-9' })],
      'POST /api/operations/7:cancel': [says({})],
      'GET /api/operations/7': [
        says({ status: 'Running', percentComplete: 40 }),
        says({ status: 'Canceled' }),
      ],
    },
  },
  {
    name: AT_ONCE,
    code: toPage(clients[1] ?? ''),
    completes: {
      'POST /api/reports': [says({ status: 'done', result: { rows: 3 } })],
    },
    cancels: {
      'POST /api/reports': [
        () =>
          Response.json(
            { status: 'queued', urls: { get: '/api/jobs/7', cancel: '/api/jobs/7/cancel' } },
            { status: 201, headers: { 'retry-after': '1' } },
          ),
      ],
      'POST /api/jobs/7/cancel': [says({})],
      'GET /api/jobs/7': [says({ status: 'running', percent: 40 }), says({ status: 'canceled' })],
    },
  },
]

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse('2026-01-05T09:00:00Z') })
  sessionStorage.clear()
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

function serve(answers: Answers) {
  const sent: string[] = []
  vi.stubGlobal('fetch', async (input: RequestInfo | URL, init?: RequestInit) => {
    const { pathname } = new URL(input instanceof Request ? input.url : input, document.baseURI)
    const request = `${init?.method ?? 'GET'} ${pathname}`
    const before = sent.filter((one) => one === request).length
    sent.push(request + (typeof init?.body === 'string' ? ` ${init.body}` : ''))
    const all = answers[request] ?? []
    return (all[before] ?? all.at(-1))?.() ?? new Response(null, { status: 404 })
  })
  return sent
}

/** In one bundle, so that there is one context. */
const PAGE = `
import { OperationsProvider } from 'react-accepted'
export const Page = () => <OperationsProvider client={client}><Report /></OperationsProvider>
`

let pages = 0

async function open(code: string, name: string) {
  const own = version.startsWith('18.') ? forReact18(code) : code
  const bundle = await bundleExample(`${own}${PAGE}`, `fifteenLines-${name.replaceAll(/\W/g, '-')}`)
  const { Page }: { Page: ComponentType } = await import(
    // Each page has its own client.
    /* @vite-ignore */ `${bundle}?${(pages += 1)}`
  )
  render(
    <QueryClientProvider client={new QueryClient()}>
      <Page />
    </QueryClientProvider>,
  )
  fireEvent.change(screen.getByLabelText('Month'), { target: { value: '2026-01' } })
  act(() => screen.getByRole('button', { name: 'Create report' }).click())
}

const pass = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms))
const details = () => within(screen.getByRole('region'))

describe.each(SERVERS)('the page of the guide for $name', ({ name, code, completes, cancels }) => {
  test('has at most 15 lines of its own', () => {
    expect(code).toContain('<OperationDetails')
    expect(code.split('\n').filter(isOwn).length).toBeLessThanOrEqual(15)
  })

  test('sends the form once, shows the percentage if there is one, and the typed result', async () => {
    const sent = serve(completes)
    await open(code, name)
    await pass(1_500)
    expect(details().queryAllByText(/\b40\s?%/).length > 0).toBe(name !== AT_ONCE)
    await pass(5_000)
    expect(details().getByText('3 rows')).toBeTruthy()
    // The job that had ended in the first response has none.
    expect(details().queryAllByText('Operation ID')).toHaveLength(name === AT_ONCE ? 0 : 1)
    expect(sent.filter((one) => one.startsWith('POST'))).toEqual(['POST /api/reports {"month":"2026-01"}'])
  })

  test('says what to do if no answer came, and sends it again once the user has discarded it', async () => {
    const [answer] = completes['POST /api/reports'] ?? []
    let posts = 0
    serve({
      ...completes,
      'POST /api/reports': [
        () => {
          posts += 1
          if (posts === 1 || !answer) throw new TypeError('Failed to fetch')
          return answer()
        },
      ],
    })
    await open(code, name)
    await pass(1_500)
    expect(details().getByText(/may have been accepted/)).toBeTruthy()
    const start = () => act(() => screen.getByRole('button', { name: 'Create report' }).click())
    start()
    await pass(1_500)
    expect(posts).toBe(1)
    act(() => details().getByRole('button', { name: 'Discard' }).click())
    start()
    await pass(7_000)
    expect(details().getByText('3 rows')).toBeTruthy()
    expect(posts).toBe(2)
  })

  test('cancels it', async () => {
    const sent = serve(cancels)
    await open(code, name)
    await pass(1_500)
    const button = details().getByRole('button', { name: /Cancel/ })
    act(() => button.click())
    await pass(5_000)
    expect(details().getAllByText('Cancelled').length).toBeGreaterThan(0)
    expect(sent.filter((one) => one.endsWith('cancel {}') || one.endsWith('cancel'))).toHaveLength(1)
  })
})
