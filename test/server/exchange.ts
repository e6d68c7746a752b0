import { createOrchestratorProxy } from 'react-accepted/twilio/server'
import type { OrchestratorAccess, OrchestratorProxyOptions } from 'react-accepted/twilio/server'

export const username = 'SK0123456789abcdef0123456789abcdef'
// Contains characters that JSON, URLs and base64 each encode differently.
export const password = 'Zq7+kL/9?~>vX=pW2"rT4uY6~?>~?'
export const site = 'https://admin.example.com'
export const idempotencyKey = '019a7835-2350-7c1e-9a44-5b1f0c6d2e71'
export const operationId = 'proc_job_01k9w3c8r4kz7v1nd5q0gymb8e'

/** Written by hand, independently of the proxy's own table, so that a wrong entry there fails. */
const allowList: readonly RegExp[] = [
  /^(GET|POST) https:\/\/conversations\.twilio\.com\/v2\/ControlPlane\/Configurations$/,
  /^(GET|PUT|PATCH|DELETE) https:\/\/conversations\.twilio\.com\/v2\/ControlPlane\/Configurations\/[A-Za-z0-9_-]{1,128}$/,
  /^DELETE https:\/\/conversations\.twilio\.com\/v2\/Conversations\/[A-Za-z0-9_-]{1,128}$/,
  /^GET https:\/\/(conversations\.twilio\.com\/v2|memory\.twilio\.com\/v1)\/ControlPlane\/Operations\/[A-Za-z0-9_-]{1,512}$/,
  /^(GET|POST) https:\/\/memory\.twilio\.com\/v1\/ControlPlane\/Stores$/,
  /^(GET|PATCH|DELETE) https:\/\/memory\.twilio\.com\/v1\/ControlPlane\/Stores\/[A-Za-z0-9_-]{1,128}$/,
  /^(GET|PUT) https:\/\/memory\.twilio\.com\/v1\/ControlPlane\/Stores\/[A-Za-z0-9_-]{1,128}\/IdentityResolutionSettings$/,
  /^(GET|POST) https:\/\/memory\.twilio\.com\/v1\/ControlPlane\/Stores\/[A-Za-z0-9_-]{1,128}\/(TraitGroups|DataMappings)$/,
  /^(GET|PATCH|DELETE) https:\/\/memory\.twilio\.com\/v1\/ControlPlane\/Stores\/[A-Za-z0-9_-]{1,128}\/DataMappings\/[A-Za-z0-9_-]{1,128}$/,
  // The names of trait groups may have dots, and so may here the ID of their store. A dot segment is none.
  /^(GET|PATCH|DELETE) https:\/\/memory\.twilio\.com\/v1\/ControlPlane\/Stores\/(?!\.{1,2}\/)[A-Za-z0-9_.-]{1,128}\/TraitGroups\/(?!\.{1,2}$)[A-Za-z0-9_.-]{1,128}$/,
  /^PUT https:\/\/memory\.twilio\.com\/v1\/Stores\/[A-Za-z0-9_-]{1,128}\/Profiles\/Bulk$/,
]

export interface UpstreamCall {
  readonly url: string
  readonly init: RequestInit
  readonly headers: Headers
}

export interface Exchange {
  readonly response: Response
  readonly status: number
  readonly text: string
  readonly calls: readonly UpstreamCall[]
  readonly asked: readonly OrchestratorAccess[]
  readonly errors: readonly unknown[]
}

export type Upstream = (url: string, init: RequestInit) => Response | Promise<Response>

/** Sends one request through a proxy under /api/twilio; returns its upstream calls and its response. */
export async function exchange(
  request: Request,
  upstream: Upstream = () => json({ ok: true }),
  options: Partial<OrchestratorProxyOptions> = {},
): Promise<Exchange> {
  const calls: UpstreamCall[] = []
  const asked: OrchestratorAccess[] = []
  const errors: unknown[] = []
  const proxy = createOrchestratorProxy({
    basePath: '/api/twilio',
    credentials: { username, password },
    authorize: (_request, access) => {
      asked.push(access)
      return { scope: 'account-1' }
    },
    fetch: async (url, init) => {
      calls.push({ url, init, headers: new Headers(init.headers) })
      return upstream(url, init)
    },
    onError: (error) => errors.push(error),
    ...options,
  })
  const response = await proxy(request)
  const text = await response.clone().text()
  return { response, status: response.status, text, calls, asked, errors }
}

export function get(path: string, headers: HeadersInit = {}): Request {
  return new Request(`${site}/api/twilio${path}`, { headers })
}

/** A write as a same-origin page sends it. */
export function write(
  method: string,
  path: string,
  body: BodyInit | null = '{"displayName":"Harbor"}',
  headers: Record<string, string> = {},
): Request {
  const own = { 'Content-Type': 'application/json', 'Sec-Fetch-Site': 'same-origin', Origin: site }
  const init = { method, headers: { ...own, ...headers }, body: method === 'DELETE' ? null : body }
  return new Request(`${site}/api/twilio${path}`, body instanceof ReadableStream ? halfDuplex(init) : init)
}

// Node requires `duplex` with a streamed body (Fetch Standard); the DOM types still lack it.
function halfDuplex(init: RequestInit): RequestInit {
  return Object.assign(init, { duplex: 'half' })
}

export function json(value: unknown, status = 200, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(value), {
    status,
    headers: { 'Content-Type': 'application/json', ...headers },
  })
}

/** Calls outside the allow-list, with credentials in the URL, or that would follow a redirect. */
export function strayCalls(calls: readonly UpstreamCall[]): string[] {
  return calls
    .filter(({ url, init }) => {
      const line = `${init.method} ${url.split('?', 1)[0]}`
      return !allowList.some((pattern) => pattern.test(line)) || init.redirect !== 'manual'
    })
    .map(({ url, init }) => `${init.method} ${url}`)
}

const base64 = [`${username}:${password}`, password].map((plain) => Buffer.from(plain).toString('base64'))
const spellings = [
  password,
  encodeURIComponent(password),
  JSON.stringify(password).slice(1, -1),
  ...base64,
  ...base64.map((spelling) => spelling.replace(/=+$/, '')),
  ...base64.map(encodeURIComponent),
  ...base64.map((spelling) => Buffer.from(spelling, 'base64').toString('base64url')),
]

/** Every encoding of the password that the response contains. */
export function leaks(response: Response, text: string): string[] {
  const sent = [response.statusText, text, ...[...response.headers].flat()].join('\n')
  return spellings.filter((spelling) => sent.includes(spelling))
}

/** Options as untyped JavaScript may pass them. */
export function untyped(options: object): Partial<OrchestratorProxyOptions> {
  const typed: Partial<OrchestratorProxyOptions> = {}
  return Object.assign(typed, options)
}
