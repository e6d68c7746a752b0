import { createOperationsProxy } from 'react-accepted/server'
import type { OperationsAccess, OperationsProxyOptions, OperationsRoute } from 'react-accepted/server'

import { json } from '../exchange.ts'
import type { Upstream, UpstreamCall } from '../exchange.ts'

export const SITE = 'https://admin.example.com'
export const API = 'https://api.example.com'
/** Contains characters that JSON, URLs and base64 each encode differently. */
export const SECRET = 'Zq7+kL/9?~>vX=pW2"rT4uY6~?>~?'

export const ROUTES: readonly OperationsRoute[] = [
  { action: 'jobs.create', method: 'POST', path: '/jobs', query: ['dryRun'], headers: ['Prefer'] },
  { action: 'jobs.get', method: 'GET', path: '/jobs/{id}', isStatus: true, query: ['wait'] },
  { action: 'jobs.cancel', method: 'POST', path: '/jobs/{id}:cancel' },
  { action: 'rows.get', method: 'GET', path: '/jobs/{id}/rows/{row}' },
  { action: 'jobs.delete', method: 'DELETE', path: '/jobs/{id}' },
  { action: 'file.get', method: 'GET', path: '/files/{id}', isFile: true },
]

/** Options of a proxy, as each test changes them. */
export function optionsOf(more: Partial<OperationsProxyOptions> = {}): OperationsProxyOptions {
  return {
    basePath: '/api/any',
    upstream: API,
    routes: ROUTES,
    credentials: { headers: { Authorization: `Bearer ${SECRET}` } },
    authorize: () => ({ scope: 'tenant' }),
    fetch: () => Promise.resolve(json({})),
    ...more,
  }
}

/** Sends one request through a proxy; returns what the API got and what the browser gets. */
export async function exchange(
  request: Request,
  upstream: Upstream = () => json({ status: 'running' }),
  more: Partial<OperationsProxyOptions> = {},
) {
  const calls: UpstreamCall[] = []
  const asked: OperationsAccess[] = []
  const errors: unknown[] = []
  const proxy = createOperationsProxy({
    ...optionsOf(),
    authorize(_, access) {
      asked.push(access)
      return { scope: 'tenant' }
    },
    fetch: async (url, init) => {
      calls.push({ url, init, headers: new Headers(init.headers) })
      return upstream(url, init)
    },
    onError: (error) => errors.push(error),
    ...more,
  })
  const response = await proxy(request)
  const text = await response.clone().text()
  return { response, status: response.status, headers: response.headers, text, calls, asked, errors }
}

export function get(path: string, headers: HeadersInit = {}): Request {
  return new Request(`${SITE}/api/any${path}`, { headers })
}

/** A write as a same-origin page sends it. */
export function write(
  method: string,
  path: string,
  body: string | null = '{"month":"2026-01"}',
  headers: Record<string, string> = {},
): Request {
  const own = { 'Content-Type': 'application/json', 'Sec-Fetch-Site': 'same-origin', Origin: SITE }
  return new Request(`${SITE}/api/any${path}`, { method, headers: { ...own, ...headers }, body })
}

/** A redirect that `redirect: 'manual'` returns. */
export function redirect(status: number, location: string | null, body?: unknown): Response {
  const headers = new Headers({ 'Content-Type': 'application/json' })
  if (location !== null) headers.set('Location', location)
  return new Response(body === undefined ? null : JSON.stringify(body), { status, headers })
}

/** Options as untyped JavaScript may pass them. */
export function untyped(options: object): Partial<OperationsProxyOptions> {
  const typed: Partial<OperationsProxyOptions> = {}
  return Object.assign(typed, options)
}
