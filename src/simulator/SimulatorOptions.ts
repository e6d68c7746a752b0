import type { ClockSource } from './createClock.ts'
import type { ErrorDialect } from './errorBody.ts'
import type { RelatedPlace } from './Fault.ts'
import type { Api } from './findCall.ts'
import type { SimulatorSeed } from './SimulatorSeed.ts'

/** Settings of a simulator. Everything may be left out. */
export interface SimulatorOptions {
  /** `'system'` (default): `Date.now`. `'virtual'`: stands still but for `advance`. Or a function giving epoch ms. */
  readonly clock?: 'system' | 'virtual' | (() => number)
  /** First instant of the virtual clock, epoch ms. Default: 2026-01-05T09:00:00Z. */
  readonly startAt?: number
  /** Seed of the identifiers: the same seed and times give the same IDs. Default 1. */
  readonly idSeed?: number
  /** Origins written into `statusUrl`, `Location` and `resultUrl`. Default: the origin that was asked. */
  readonly origins?: Readonly<Record<Api, string>>
  /** User name → password of those let in. Default: any non-empty pair. The user name is the account. */
  readonly credentials?: Readonly<Record<string, string>>
  /** From the 202 to the end of an operation, ms. Default 4000. */
  readonly operationMs?: number
  /** `Retry-After` of every 202 and of every pending operation, whole seconds; `null` leaves it out. Default 2. */
  readonly retryAfterSeconds?: number | null
  /** Whose pending operations carry `Retry-After`: the API documents it for Memory only. Default `'both'`. */
  readonly pollRetryAfter?: 'both' | 'memory' | 'none'
  /** From the end of a store's operation (QUEUED, then PROVISIONING) to ACTIVE, ms. Default 2000. */
  readonly provisioningMs?: number
  /** From the 202 until the operation can be read (404 before), ms. Default 0. */
  readonly operationVisibleAfterMs?: number
  /** From COMPLETED until the new resource can be read and listed, ms. Default 0. */
  readonly resourceVisibleAfterMs?: number
  /** Shape of error answers. Default `'classic'`. */
  readonly dialect?: ErrorDialect
  /** Default `'both'`. */
  readonly related?: RelatedPlace
  /** `'five'`: an operation says RUNNING in the second half of its time. Default `'three'`: PENDING to the end. */
  readonly words?: 'three' | 'five'
  /** Where what depends on the account (unknown or taken things, limits) is refused: by a FAILED operation or at once by 400. */
  readonly accountChecks?: 'operation' | 'request'
  /** A known Idempotency-Key with another request: the old answer again (default), or 409. The API does not say. */
  readonly sameKeyOtherBody?: 'replay' | 'conflict'
  /** A taken configuration name is 409 with `X-Conflicting-Resource-Id`. Default false: the API does not say. */
  readonly uniqueDisplayNames?: boolean
  /** Bytes of a request body; more is 413. Default 262144. */
  readonly maxBodyBytes?: number
  /** Region of the state, unless the host names one (`conversations.au1.twilio.com`). Default `'us1'`. */
  readonly region?: string
  /** What every account holds from the start. Default `'empty'`. */
  readonly seed?: 'empty' | 'demo' | SimulatorSeed
  /** Serves `/__simulator/…`, which lets anyone who can reach it script the simulator. Default false. */
  readonly controls?: boolean
}

/** Options with every default filled in. */
export interface Settings extends Required<
  Omit<SimulatorOptions, 'clock' | 'startAt' | 'origins' | 'credentials'>
> {
  readonly clock: ClockSource
  readonly origins: Readonly<Record<Api, string>> | null
  readonly credentials: Readonly<Record<string, string>> | null
}

const START_AT = Date.UTC(2026, 0, 5, 9)

/** Fills the defaults in. Throws a `RangeError` naming the option when a number is out of range. */
export function readSettings(options: SimulatorOptions): Settings {
  const { clock = 'system', startAt = START_AT } = options
  const read = typeof clock === 'function' ? clock : clock === 'virtual' ? () => startAt : () => Date.now()
  return {
    clock: { virtual: clock !== 'system', read },
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
    maxBodyBytes: readNumber('maxBodyBytes', options.maxBodyBytes ?? 262_144),
    region: options.region ?? 'us1',
    seed: options.seed ?? 'empty',
    controls: options.controls ?? false,
  }
}

function readNumber(name: string, value: number): number {
  if (Number.isFinite(value) && value >= 0) return value
  throw new RangeError(`createSimulator: ${name} is ${value}. Give a number of 0 or more.`)
}
