import { basicCredentials, type BasicCredentials } from './basicCredentials.ts'
import { memoryStatusStore } from './memoryStatusStore.ts'
import { readMount, type Mount } from './mount.ts'
import { operationSigner, type OperationSigner } from './operationSigner.ts'
import { invalid, type OrchestratorProxyOptions } from './OrchestratorProxyOptions.ts'
import type { OrchestratorApi } from './orchestratorRoutes.ts'
import type { StatusStore } from './StatusStore.ts'
import { edgeOf, isPlaceName, twilioBase, type TwilioPlace } from './twilioBase.ts'
import { upstreamBase, type UpstreamBase } from './upstreamBase.ts'

/** The options, checked and completed. */
export interface ProxySettings {
  readonly mount: Mount
  readonly credentialsOf: (scope: string) => Promise<BasicCredentials>
  readonly authorize: OrchestratorProxyOptions['authorize']
  readonly upstream: Readonly<Record<OrchestratorApi, UpstreamBase>>
  /** The bases whose URLs are the API's own: the upstream, and Twilio's, which it also names behind a gateway. */
  readonly ownBases: Readonly<Record<OrchestratorApi, readonly UpstreamBase[]>>
  readonly signer: OperationSigner | undefined
  readonly statusStore: StatusStore | undefined
  /** What must not be told, as far as it is known before a request. */
  readonly secrets: readonly string[]
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
 * Checks the options while the application starts, where a mistake is seen.
 *
 * @throws {TypeError} that says what is wrong, why it matters and what to pass.
 */
export function proxySettings(options: OrchestratorProxyOptions): ProxySettings {
  const { fetch, now = Date.now } = options
  const signingSecrets = readSigningSecrets(options.signingSecret)
  const { credentialsOf, secrets } = readCredentials(options.credentials)
  const upstream = readUpstream(options)
  return {
    mount: readMount(options),
    credentialsOf,
    authorize: readAuthorize(options.authorize),
    upstream,
    ownBases: {
      conversations: ownBases('conversations', upstream, options),
      memory: ownBases('memory', upstream, options),
    },
    signer: signingSecrets.length === 0 ? undefined : operationSigner(signingSecrets),
    statusStore: options.statusStore === null ? undefined : (options.statusStore ?? memoryStatusStore(now)),
    secrets: [...secrets, ...signingSecrets],
    // Never called as a method: a browser's or Worker's own fetch refuses another `this`.
    fetch: (url, init) => (fetch ?? globalThis.fetch)(url, init),
    allowedOrigins: new Set((options.allowedOrigins ?? []).map(readOrigin)),
    maxRequestBytes: readLimit('maxRequestBytes', options.maxRequestBytes ?? 262_144),
    maxResponseBytes: readLimit('maxResponseBytes', options.maxResponseBytes ?? 8_388_608),
    timeoutMs: readLimit('timeoutMs', options.timeoutMs ?? 30_000, maxTimerMs),
    onError: quietly(options.onError),
    now,
  }
}

function readUpstream(options: OrchestratorProxyOptions): ProxySettings['upstream'] {
  const { upstream } = options
  const place = readPlace(options)
  if (upstream === undefined) {
    return { conversations: twilioBase('conversations', place), memory: twilioBase('memory', place) }
  }
  return {
    conversations: upstreamBase('conversations', upstream.conversations),
    memory: upstreamBase('memory', upstream.memory),
  }
}

function readPlace({ region, edge }: OrchestratorProxyOptions): TwilioPlace {
  for (const [name, value] of Object.entries({ region, edge })) {
    if (value === undefined || isPlaceName(value)) continue
    throw invalid(
      `${name} is not the name of one`,
      'It becomes part of the host that credentials are sent to',
      "Pass it as Twilio spells it: region 'ie1', edge 'dublin'.",
    )
  }
  if (region !== undefined && edge === undefined && !Object.hasOwn(edgeOf, region)) {
    throw invalid(
      `edge is missing beside region '${region}'`,
      'Twilio has a host for the two together, and we do not know which edge is beside that region',
      "Pass it as Twilio's list of edge locations spells it.",
    )
  }
  return { region, edge: edge ?? edgeOf[region ?? ''] }
}

/** By the edge, by the region alone, or by neither: Twilio's answers name any of them, behind a gateway too. */
function ownBases(
  api: OrchestratorApi,
  upstream: ProxySettings['upstream'],
  options: OrchestratorProxyOptions,
): UpstreamBase[] {
  const { region, edge } = readPlace(options)
  const places = [
    { region, edge },
    { region, edge: edgeOf[region ?? ''] },
    { region, edge: undefined },
    { region: undefined, edge: undefined },
  ]
  return [upstream[api], ...places.map((place) => twilioBase(api, place))]
}

function readSigningSecrets(value: OrchestratorProxyOptions['signingSecret']): readonly string[] {
  if (value === undefined) return []
  const secrets: readonly unknown[] = Array.isArray(value) ? value : [value]
  const long = secrets.filter((secret) => typeof secret === 'string' && secret.length >= 32)
  if (long.length > 0 && long.length === secrets.length) return long.map(String)
  throw invalid(
    'signingSecret is not a text of 32 characters or more, or a list of such',
    'Who guesses it can sign operations of any tenant',
    "Pass what `openssl rand -base64 32` gave, from your server's secret store.",
  )
}

function readCredentials(
  value: OrchestratorProxyOptions['credentials'],
): Pick<ProxySettings, 'credentialsOf' | 'secrets'> {
  if (typeof value === 'function') {
    return { credentialsOf: async (scope) => basicCredentials(await value(scope)), secrets: [] }
  }
  const credentials = basicCredentials(value)
  return { credentialsOf: () => Promise.resolve(credentials), secrets: credentials.secrets }
}

function readAuthorize(value: OrchestratorProxyOptions['authorize']): OrchestratorProxyOptions['authorize'] {
  if (typeof value === 'function') return value
  throw invalid(
    'authorize is missing',
    'Without it everyone who reaches the proxy would use your Twilio account',
    'Pass a function that looks at the session of the request and answers { scope }, { status: 401 } where nobody is signed in, or false.',
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
  // A logger may be asynchronous, though its type does not say so.
  const tell = async (error: unknown): Promise<unknown> => onError?.(error)
  // Whatever a broken one does, at once or later, must neither change the answer nor end the process.
  return (told) => void tell(told).catch(() => undefined)
}
