import type { UpstreamBase } from './allowList.ts'
import type { Credentials } from './credentials.ts'
import type { ProxyOptions } from './proxyOptions.ts'
import { invalid } from './proxyOptions.ts'
import type { Mount, ProxiedApi, RouteMatch } from './routes.ts'
import { readMount } from './routes.ts'
import type { StatusStore } from './statusStore.ts'
import { memoryStatusStore } from './statusStore.ts'

/** What a proxy needs beside its options: the API, where it is, and who may use it. */
export interface ProxyParts {
  readonly api: ProxiedApi
  readonly credentialsOf: (scope: string) => Promise<Credentials>
  /** Returns what the application's `authorize` returned. Its result is checked. */
  readonly authorize: (request: Request, match: RouteMatch) => unknown
  /** The base URL that serves a route, by its `api`. */
  readonly upstreamOf: (api: string) => UpstreamBase
  /** All base URLs that the API's responses may use, with the `api` of their routes. */
  readonly ownBases: readonly (UpstreamBase & { readonly api: string })[]
  /** Secrets that are known before any request. */
  readonly secrets: readonly string[]
}

/** The validated options, with defaults. */
export interface ProxySettings extends ProxyParts {
  readonly mount: Mount
  readonly signer: OperationSigner | undefined
  readonly statusStore: StatusStore | undefined
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>
  readonly allowedOrigins: ReadonlySet<string>
  readonly maxRequestBytes: number
  readonly maxResponseBytes: number
  readonly timeoutMs: number
  readonly onError: (error: unknown) => void
  readonly now: () => number
}

/** setTimeout turns anything longer into 1 ms (HTML Standard: the delay is a signed 32-bit integer). */
const maxTimerMs = 2 ** 31 - 1

/**
 * Validates the options while the application starts, where a mistake is noticed.
 *
 * @throws {TypeError} that says what is wrong, why it matters and what to pass.
 */
export function proxySettings(options: ProxyOptions, parts: ProxyParts): ProxySettings {
  const { fetch, now = Date.now } = options
  const { factory } = parts.api
  const signingSecrets = readSigningSecrets(factory, options.signingSecret)
  return {
    ...parts,
    mount: readMount(options, factory),
    signer: signingSecrets.length === 0 ? undefined : operationSigner(signingSecrets),
    statusStore: options.statusStore === null ? undefined : (options.statusStore ?? memoryStatusStore(now)),
    secrets: [...parts.secrets, ...signingSecrets],
    // Browsers and Workers throw if `fetch` is called with another `this`.
    fetch: (url, init) => (fetch ?? globalThis.fetch)(url, init),
    allowedOrigins: new Set((options.allowedOrigins ?? []).map((origin) => readOrigin(factory, origin))),
    maxRequestBytes: readLimit(factory, 'maxRequestBytes', options.maxRequestBytes ?? 262_144),
    maxResponseBytes: readLimit(factory, 'maxResponseBytes', options.maxResponseBytes ?? 8_388_608),
    timeoutMs: readLimit(factory, 'timeoutMs', options.timeoutMs ?? 30_000, maxTimerMs),
    onError: quietly(options.onError),
    now,
  }
}

function readSigningSecrets(factory: string, value: ProxyOptions['signingSecret']): readonly string[] {
  if (value === undefined) return []
  const secrets: readonly unknown[] = Array.isArray(value) ? value : [value]
  const long = secrets.filter((secret) => typeof secret === 'string' && secret.length >= 32)
  if (long.length > 0 && long.length === secrets.length) return long.map(String)
  throw invalid(
    factory,
    'signingSecret is not a string of at least 32 characters, or a list of such strings',
    'Anyone who guesses it can sign operations for any tenant',
    "Pass the output of `openssl rand -base64 32` from your server's secret store.",
  )
}

function readOrigin(factory: string, value: unknown): string {
  const url = typeof value === 'string' && URL.canParse(value) ? new URL(value) : undefined
  if (url !== undefined && url.origin === value && /^https?:$/.test(url.protocol)) return value
  throw invalid(
    factory,
    'allowedOrigins holds something that is not an origin',
    'Pages of these origins act with the cookies of your users, so there is no wildcard',
    "Pass each as the browser spells it, such as 'https://admin.example.com' (no path, no trailing slash).",
  )
}

function readLimit(factory: string, name: string, value: unknown, max = Number.MAX_SAFE_INTEGER): number {
  if (typeof value === 'number' && Number.isSafeInteger(value) && value > 0 && value <= max) return value
  throw invalid(
    factory,
    `${name} is not a whole number from 1 to ${max}`,
    'It bounds what a single request may cost',
    'Leave it out for the default.',
  )
}

function quietly(onError: ProxyOptions['onError']): ProxySettings['onError'] {
  // A logger may be asynchronous, though its type does not say so.
  const report = async (error: unknown): Promise<unknown> => onError?.(error)
  // A logger that throws or rejects must neither change the response nor end the process.
  return (thrown) => void report(thrown).catch(() => undefined)
}

/** An operation and its owner: the scope that started it, the API, and the API's own ID. */
export interface OwnedOperation {
  readonly scope: string
  readonly api: string
  readonly operationId: string
}

/** Signs operations and verifies their signatures (HMAC-SHA256 in base64url). */
interface OperationSigner {
  readonly sign: (operation: OwnedOperation) => Promise<string>
  readonly isSigned: (operation: OwnedOperation, signature: string) => Promise<boolean>
}

const hmac = { name: 'HMAC', hash: 'SHA-256' }

/** Creates a signer: the first secret signs, all of them verify. Uses Web Crypto, also present in Workers. */
function operationSigner(secrets: readonly string[]): OperationSigner {
  // On first use, because Workers do not allow cryptography while a module loads.
  let importing: Promise<CryptoKey[]> | undefined
  const importKeys = (): Promise<CryptoKey[]> => (importing ??= Promise.all(secrets.map(importKey)))
  return {
    async sign(operation) {
      const [key] = await importKeys()
      if (key === undefined) throw new TypeError('There is no secret to sign with.')
      return toBase64Url(new Uint8Array(await crypto.subtle.sign(hmac, key, toBytes(operation))))
    },
    async isSigned(operation, signature) {
      const bytes = fromBase64Url(signature)
      if (bytes === undefined) return false
      // `verify` compares in constant time (Web Cryptography, HMAC).
      const verdicts = await Promise.all(
        (await importKeys()).map((key) => crypto.subtle.verify(hmac, key, bytes, toBytes(operation))),
      )
      return verdicts.includes(true)
    },
  }
}

function importKey(secret: string): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', new TextEncoder().encode(secret), hmac, false, ['sign', 'verify'])
}

function toBytes({ scope, api, operationId }: OwnedOperation): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(JSON.stringify(['react-accepted/operation/1', scope, api, operationId]))
}

function toBase64Url(bytes: Uint8Array): string {
  const text = btoa(String.fromCharCode(...bytes))
  return text.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

function fromBase64Url(text: string): Uint8Array<ArrayBuffer> | undefined {
  if (!/^[A-Za-z0-9_-]{43}$/.test(text)) return undefined
  const decoded = atob(text.replaceAll('-', '+').replaceAll('_', '/'))
  return Uint8Array.from(decoded, (letter) => letter.charCodeAt(0))
}
