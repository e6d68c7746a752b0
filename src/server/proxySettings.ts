import { basicCredentials, type BasicCredentials } from './basicCredentials.ts'
import type { OrchestratorProxyOptions } from './OrchestratorProxyOptions.ts'
import type { OrchestratorApi } from './orchestratorRoutes.ts'
import { upstreamBase, type UpstreamBase } from './upstreamBase.ts'

/** The options, checked and completed. */
export interface ProxySettings {
  readonly basePath: string
  readonly credentialsOf: (scope: string) => Promise<BasicCredentials>
  readonly authorize: OrchestratorProxyOptions['authorize']
  readonly upstream: Readonly<Record<OrchestratorApi, UpstreamBase>>
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>
  readonly allowedOrigins: ReadonlySet<string>
  readonly maxRequestBytes: number
  readonly maxResponseBytes: number
  readonly timeoutMs: number
  readonly onError: (error: unknown) => void
}

/** setTimeout turns anything longer into 1 ms (HTML Standard: the delay is a signed 32-bit integer). */
const maxTimerMs = 2 ** 31 - 1

/**
 * Checks the options while the application starts, where a mistake is seen.
 *
 * @throws {TypeError} that says what is wrong, why it matters and what to pass.
 */
export function proxySettings(options: OrchestratorProxyOptions): ProxySettings {
  const { fetch } = options
  return {
    basePath: readBasePath(options.basePath),
    credentialsOf: readCredentials(options.credentials),
    authorize: readAuthorize(options.authorize),
    upstream: {
      conversations: upstreamBase('conversations', options.upstream?.conversations),
      memory: upstreamBase('memory', options.upstream?.memory),
    },
    // Never called as a method: a browser's or Worker's own fetch refuses another `this`.
    fetch: (url, init) => (fetch ?? globalThis.fetch)(url, init),
    allowedOrigins: new Set((options.allowedOrigins ?? []).map(readOrigin)),
    maxRequestBytes: readLimit('maxRequestBytes', options.maxRequestBytes ?? 262_144),
    maxResponseBytes: readLimit('maxResponseBytes', options.maxResponseBytes ?? 8_388_608),
    timeoutMs: readLimit('timeoutMs', options.timeoutMs ?? 30_000, maxTimerMs),
    onError: quietly(options.onError),
  }
}

function readBasePath(value: unknown): string {
  if (typeof value === 'string' && /^(?:\/[A-Za-z0-9_-]+)*\/?$/.test(value)) return value.replace(/\/$/, '')
  throw invalid(
    'basePath is not a plain path',
    'The allow-list is compared with what follows it',
    "Pass the path the browser uses, such as '/api/twilio'.",
  )
}

function readCredentials(value: OrchestratorProxyOptions['credentials']): ProxySettings['credentialsOf'] {
  if (typeof value === 'function') return async (scope) => basicCredentials(await value(scope))
  const credentials = basicCredentials(value)
  return () => Promise.resolve(credentials)
}

function readAuthorize(value: OrchestratorProxyOptions['authorize']): OrchestratorProxyOptions['authorize'] {
  if (typeof value === 'function') return value
  throw invalid(
    'authorize is missing',
    'Without it everyone who reaches the proxy would use your Twilio account',
    'Pass a function that looks at the session of the request and answers { scope } or false.',
  )
}

function readOrigin(value: unknown): string {
  const url = typeof value === 'string' && URL.canParse(value) ? new URL(value) : undefined
  if (url !== undefined && url.origin === value && /^https?:$/.test(url.protocol)) return value
  throw invalid(
    'allowedOrigins holds something that is not an origin',
    'Pages of these origins act with the cookies of your users, so there is no wildcard',
    "Pass each as the browser spells it, such as 'https://admin.example.com' (no path, no slash at the end).",
  )
}

function readLimit(name: string, value: unknown, max = Number.MAX_SAFE_INTEGER): number {
  if (typeof value === 'number' && Number.isSafeInteger(value) && value > 0 && value <= max) return value
  throw invalid(
    `${name} is not a whole number from 1 to ${max}`,
    'It bounds what a single request may cost',
    'Leave it out for the default.',
  )
}

function quietly(onError: OrchestratorProxyOptions['onError']): ProxySettings['onError'] {
  return (error) => {
    try {
      onError?.(error)
    } catch {
      // A broken logger must not change the answer.
    }
  }
}

function invalid(what: string, why: string, whatToDo: string): TypeError {
  return new TypeError(`createOrchestratorProxy: ${what}. ${why}. ${whatToDo}`)
}
