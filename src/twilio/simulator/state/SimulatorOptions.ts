import type { ErrorDialect, JsonObject } from '../../../simulator/http/answers.ts'
import { createClockSource } from '../../../simulator/state/clock.ts'
import type { ClockSource } from '../../../simulator/state/clock.ts'
import type { RelatedPlace } from '../../../simulator/state/Operation.ts'

/** The two APIs. Conversations is served under `/v2`, Memory under `/v1`. */
export type Api = 'conversations' | 'memory'

/** The initial contents of an account. Missing IDs are generated from `idSeed` and the time. */
export interface SimulatorSeed {
  readonly stores?: readonly {
    readonly id?: string
    readonly displayName: string
    readonly description?: string
    /** Default `'ACTIVE'`. */
    readonly status?: 'ACTIVE' | 'FAILED'
  }[]
  /** `memoryStoreId` defaults to the first store in the seed. */
  readonly configurations?: readonly {
    readonly id?: string
    readonly displayName: string
    readonly description?: string
    readonly conversationGroupingType?: string
    readonly memoryStoreId?: string
    readonly channelSettings?: JsonObject
    readonly redactionConfigurationId?: string
    readonly traitExtractionStrategyIds?: readonly string[]
    readonly observationExtractionStrategyIds?: readonly string[]
  }[]
  /** `configurationId` defaults to the first configuration in the seed; `null`: an inline configuration. */
  readonly conversations?: readonly {
    readonly id?: string
    readonly name?: string
    readonly configurationId?: string | null
  }[]
}

/** A small harbor help desk, for demos. */
export const DEMO_SEED: SimulatorSeed = {
  stores: [
    { displayName: 'harbor-memory', description: 'Profiles and history for the harbor help desk' },
    { displayName: 'ferry-memory', description: 'Passengers of the night ferry' },
  ],
  configurations: [
    {
      displayName: 'Harbor Support',
      description: 'Phone and text traffic of the harbor help desk',
      channelSettings: {
        SMS: {
          statusTimeouts: { inactive: 10, closed: 60 },
          captureRules: [
            { from: '*', to: '+15555550142' },
            { from: '+15555550142', to: '*' },
          ],
        },
      },
    },
    {
      displayName: 'Ferry Bookings',
      description: 'WhatsApp messages about berths and delays',
      channelSettings: {
        WHATSAPP: {
          statusTimeouts: { inactive: 10, closed: 60 },
          captureRules: [{ from: '*', to: 'whatsapp:+15555550177' }],
        },
      },
    },
    { displayName: 'Lighthouse Night Desk', description: 'Calls after ten in the evening' },
  ],
  // Fixed, because the proxy does not let a page list conversations to find a generated ID.
  conversations: [{ id: 'conv_conversation_01k9w5t6d3r8n0vyh2m4qc7xjb', name: 'Lost umbrella' }],
}

/** Settings of a simulator. All are optional. */
export interface SimulatorOptions {
  /**
   * `'system'` (default): `Date.now`. `'virtual'`: moves only with `advance`. Or a function that returns
   * epoch ms. Slow responses wait for a timer with `'system'`, otherwise for `advance`.
   */
  readonly clock?: 'system' | 'virtual' | (() => number)
  /** Start time of the virtual clock, epoch ms. Default: 2026-01-05T09:00:00Z. */
  readonly startAt?: number
  /** Seed for generated IDs: the same seed and times give the same IDs. Default 1. */
  readonly idSeed?: number
  /**
   * Origins in `statusUrl`, `Location` and `resultUrl`. If the two differ, each serves only its own API.
   * Default: the origin of the request.
   */
  readonly origins?: Readonly<Record<Api, string>>
  /** User name → password that are accepted. Default: any non-empty pair. The user name is the account. */
  readonly credentials?: Readonly<Record<string, string>>
  /** Time from the 202 to the end of an operation, ms. Default 4000. */
  readonly operationMs?: number
  /** `Retry-After` of every 202 and of every pending operation, whole seconds; `null` omits it. Default 2. */
  readonly retryAfterSeconds?: number | null
  /** Which APIs send `Retry-After` with pending operations; only Memory documents it. Default `'both'`. */
  readonly pollRetryAfter?: 'both' | 'memory' | 'none'
  /** Time from the end of a store's creation (QUEUED, then PROVISIONING) to ACTIVE, ms. Default 2000. */
  readonly provisioningMs?: number
  /** Time from the 202 until the operation can be read (404 before), ms. Default 0. */
  readonly operationVisibleAfterMs?: number
  /** Time from COMPLETED until the new resource can be read and listed, ms. Default 0. */
  readonly resourceVisibleAfterMs?: number
  /** Format of error responses. Default `'classic'`. */
  readonly dialect?: ErrorDialect
  /** Where `related` is sent. Default `'both'`. */
  readonly related?: RelatedPlace
  /** `'five'` adds RUNNING in the second half of an operation. Default `'three'`: PENDING until it ends. */
  readonly words?: 'three' | 'five'
  /**
   * How to refuse a request that conflicts with the account (unknown or taken resources, limits):
   * `'operation'` (default) by a FAILED operation, `'request'` by an immediate 400.
   */
  readonly accountChecks?: 'operation' | 'request'
  /**
   * The response to a known Idempotency-Key with a different request: `'replay'` (default) repeats the first
   * response, `'conflict'` answers 409. Twilio does not document this case.
   */
  readonly sameKeyOtherBody?: 'replay' | 'conflict'
  /** Answers 409 with `X-Conflicting-Resource-Id` for a taken name. Undocumented, so the default is false. */
  readonly uniqueDisplayNames?: boolean
  /**
   * The response to a configuration with a field that no request has, such as `redactionConfigurationId`:
   * `'refuse'` (default) answers 400, `'ignore'` leaves it out. Twilio does not document this case.
   */
  readonly unknownFields?: 'refuse' | 'ignore'
  /**
   * What a PUT does with the fields of a configuration that no request can contain: `'drop'` (default) clears
   * them, `'keep'` keeps them. Twilio does not document this case.
   */
  readonly responseOnlyFields?: 'drop' | 'keep'
  /** Maximum size of a request body, bytes; a larger one gets a 413. Default 262144. */
  readonly maxBodyBytes?: number
  /** Region of the accounts, unless the host names one (`conversations.au1.twilio.com`). Default `'us1'`. */
  readonly region?: string
  /** Initial contents of every account. Default `'empty'`. */
  readonly seed?: 'empty' | 'demo' | SimulatorSeed
  /** Serves `/__simulator/…`, where anyone who can reach it can script the simulator. Default false. */
  readonly controls?: boolean
}

/** Options with all defaults filled in. */
export interface Settings extends Required<
  Omit<SimulatorOptions, 'clock' | 'startAt' | 'origins' | 'credentials'>
> {
  readonly clock: ClockSource
  readonly origins: Readonly<Record<Api, string>> | null
  readonly credentials: Readonly<Record<string, string>> | null
}

/** Fills in the defaults. Throws a `RangeError` that names the option if a number is out of range. */
export function readSettings(options: SimulatorOptions): Settings {
  return {
    clock: createClockSource(options.clock, options.startAt),
    idSeed: options.idSeed ?? 1,
    origins: options.origins ?? null,
    credentials: options.credentials ?? null,
    operationMs: readNumber('operationMs', options.operationMs ?? 4000),
    retryAfterSeconds:
      options.retryAfterSeconds === null
        ? null
        : readNumber('retryAfterSeconds', options.retryAfterSeconds ?? 2),
    pollRetryAfter: options.pollRetryAfter ?? 'both',
    provisioningMs: readNumber('provisioningMs', options.provisioningMs ?? 2000),
    operationVisibleAfterMs: readNumber('operationVisibleAfterMs', options.operationVisibleAfterMs ?? 0),
    resourceVisibleAfterMs: readNumber('resourceVisibleAfterMs', options.resourceVisibleAfterMs ?? 0),
    dialect: options.dialect ?? 'classic',
    related: options.related ?? 'both',
    words: options.words ?? 'three',
    accountChecks: options.accountChecks ?? 'operation',
    sameKeyOtherBody: options.sameKeyOtherBody ?? 'replay',
    uniqueDisplayNames: options.uniqueDisplayNames ?? false,
    unknownFields: options.unknownFields ?? 'refuse',
    responseOnlyFields: options.responseOnlyFields ?? 'drop',
    maxBodyBytes: readNumber('maxBodyBytes', options.maxBodyBytes ?? 262_144),
    region: options.region ?? 'us1',
    seed: options.seed ?? 'empty',
    controls: options.controls ?? false,
  }
}

function readNumber(name: string, value: number): number {
  if (Number.isFinite(value) && value >= 0) return value
  throw new RangeError(`createSimulator: ${name} is ${value}. Pass a number of 0 or more.`)
}
