import { azure, google } from './contracts/clouds.ts'
import type { Contract } from './contracts/Contract.ts'
import { batches, predictions } from './contracts/jobs.ts'
import { location, statusUrl, resource } from './contracts/plain.ts'
import type { Answer, Json } from './http/answers.ts'
import { createClockSource } from './state/clock.ts'
import type { ClockSource } from './state/clock.ts'
import type { OperationError, Outcome } from './state/Operation.ts'

/**
 * How an API says accepted, running and ended. `azure`: `Operation-Location` after a POST, else
 * `Azure-AsyncOperation`, and `provisioningState`. `google`: `name`, `done`, `response` or `error` (AIP-151).
 * `location`: 202 with `Location`, which answers 202 until a 303 to the result. `batches`: a job with `status` and
 * `request_counts`, as OpenAI's. `predictions`: a job that names its own URLs, as Replicate's. `statusUrl`: 202 with
 * `statusUrl`, which answers with `status`, then `result` or `error`. `resource`: no operation, but a resource with
 * a phase, as in Kubernetes.
 */
export type ContractName =
  | 'azure'
  | 'google'
  | 'location'
  | 'batches'
  | 'predictions'
  | 'statusUrl'
  | 'resource'

const CONTRACTS: Readonly<Record<ContractName, Contract>> = {
  azure,
  google,
  location,
  batches,
  predictions,
  statusUrl,
  resource,
}

/**
 * How an operation ends. COMPLETED with what it returns (default: an ID, and what was submitted); FAILED with the
 * reason; CANCELLED; PENDING: it runs until it is cancelled or settled.
 */
export type OperationEnd =
  | { readonly status: 'COMPLETED'; readonly result?: Json }
  | { readonly status: 'FAILED'; readonly error?: OperationError }
  | { readonly status: 'CANCELLED' | 'PENDING' }

/** Settings of a simulator of operations. All but `contract` are optional. */
export interface OperationsSimulatorOptions {
  /** Which API it is. */
  readonly contract: ContractName
  /**
   * `'system'` (default): `Date.now`. `'virtual'`: moves only with `advance`. Or a function that returns
   * epoch ms. Slow responses wait for a timer with `'system'`, otherwise for `advance`.
   */
  readonly clock?: 'system' | 'virtual' | (() => number)
  /** Start time of the virtual clock, epoch ms. Default: 2026-01-05T09:00:00Z. */
  readonly startAt?: number
  /** Seed for generated IDs, a whole number: the same seed and times give the same IDs. Default 1. */
  readonly seed?: number
  /** Time from the first response to the end of an operation, ms. Default 4000. */
  readonly operationMs?: number
  /** Time from the request that cancels an operation to its end, ms. Default 1000. */
  readonly cancelMs?: number
  /**
   * `Retry-After` of the first response and of each while the operation runs, whole seconds; `null` omits it.
   * Default: 2 if the API documents `Retry-After`, otherwise none.
   */
  readonly retryAfterSeconds?: number | null
  /**
   * How operations end. A list: the first operation as its first item says, and so on, and all others as the last
   * one. Default: COMPLETED.
   */
  readonly outcome?: OperationEnd | readonly OperationEnd[]
  /**
   * The percentages that a running operation reports one after the other, each for the same part of
   * `operationMs`; not falling. `null`: none. Default: 0, 20, 40, 60, 80. Where an API has no percentage
   * (`location`, `resource`), it has no effect.
   */
  readonly progress?: readonly number[] | null
  /**
   * Changes each response about an operation before it is sent: for an API that says the same under other names,
   * such as `operationLocation` instead of `statusUrl`. Errors are not changed. Default: none.
   */
  readonly rewrite?: (answer: Answer) => Answer
  /** Maximum size of a request body, bytes; a larger one gets a 413. Default 262144. */
  readonly maxBodyBytes?: number
  /** Number of operations kept; beyond it, those that ended first are forgotten. Default 10000. */
  readonly maxOperations?: number
  /** Serves `/__simulator/…`, where anyone who can reach it can script the simulator. Default false. */
  readonly controls?: boolean
}

/** Options with all defaults filled in. */
export interface OperationsSettings {
  readonly contract: Contract
  readonly clock: ClockSource
  readonly seed: number
  readonly operationMs: number
  readonly cancelMs: number
  readonly retryAfterSeconds: number | null
  readonly outcomes: readonly OperationEnd[]
  readonly progress: readonly number[]
  readonly maxBodyBytes: number
  readonly maxOperations: number
  readonly controls: boolean
}

const PROGRESS = [0, 20, 40, 60, 80]

/** Fills in the defaults. Throws a `TypeError` that names the option if a value is not allowed. */
export function readOperationsSettings(options: OperationsSimulatorOptions): OperationsSettings {
  const contract = rewriteAnswers(findContract(options.contract), options.rewrite)
  const { clock, outcome = { status: 'COMPLETED' }, progress = PROGRESS, startAt } = options
  const { retryAfterSeconds = contract.documentsRetryAfter ? 2 : null } = options
  if (clock !== undefined && clock !== 'system' && clock !== 'virtual' && typeof clock !== 'function')
    throw refuse('clock', clock, "'system', 'virtual' or a function that returns epoch ms")
  return {
    contract,
    clock: createClockSource(clock, startAt === undefined ? startAt : readCount('startAt', startAt)),
    seed: readCount('seed', options.seed ?? 1),
    operationMs: readNumber('operationMs', options.operationMs ?? 4000),
    cancelMs: readNumber('cancelMs', options.cancelMs ?? 1000),
    retryAfterSeconds: retryAfterSeconds === null ? null : readCount('retryAfterSeconds', retryAfterSeconds),
    outcomes: readOutcomes(outcome, options.contract, contract.endings),
    progress: progress === null ? [] : readProgress(progress),
    maxBodyBytes: readNumber('maxBodyBytes', options.maxBodyBytes ?? 262_144),
    maxOperations: Math.max(1, readCount('maxOperations', options.maxOperations ?? 10_000)),
    controls: options.controls ?? false,
  }
}

function rewriteAnswers(contract: Contract, rewrite: OperationsSimulatorOptions['rewrite']): Contract {
  if (rewrite === undefined) return contract
  if (typeof rewrite !== 'function') throw refuse('rewrite', rewrite, 'a function of the response')
  return {
    ...contract,
    accept: (operation) => rewrite(contract.accept(operation)),
    readStatus: (operation) => rewrite(contract.readStatus(operation)),
    readResource(operation) {
      const answer = contract.readResource(operation)
      return answer && rewrite(answer)
    },
    confirmCancel: (operation) => rewrite(contract.confirmCancel(operation)),
  }
}

function readOutcomes(
  outcome: OperationEnd | readonly OperationEnd[],
  name: string,
  endings: readonly Outcome[],
): readonly OperationEnd[] {
  const outcomes = [outcome].flat()
  const allowed = ['PENDING', ...endings]
  const wrong = outcomes.find((one) => !allowed.includes(one?.status))
  if (wrong === undefined && outcomes.length > 0) return outcomes
  throw refuse(
    'outcome',
    wrong ?? [],
    `{ status } or a list; the status in "${name}" is ${allowed.join(', ')}`,
  )
}

function readProgress(steps: readonly number[]): readonly number[] {
  const isRising = steps.every((step, index) => step >= (steps[index - 1] ?? 0) && step <= 100)
  if (isRising) return steps
  throw refuse('progress', steps, 'a list of percentages from 0 to 100 that do not fall, or null')
}

function readNumber(name: string, value: number): number {
  if (Number.isFinite(value) && value >= 0) return value
  throw refuse(name, value, 'a number of 0 or more')
}

function readCount(name: string, value: number): number {
  if (Number.isSafeInteger(value) && value >= 0) return value
  throw refuse(name, value, 'a whole number of 0 or more')
}

function refuse(name: string, value: unknown, allowed: string): TypeError {
  return new TypeError(`createOperationsSimulator: ${name} is ${JSON.stringify(value)}. Pass ${allowed}.`)
}

/** The names of all contracts. */
export const CONTRACT_NAMES: readonly string[] = Object.keys(CONTRACTS)

export function isContractName(name: string): name is ContractName {
  return Object.hasOwn(CONTRACTS, name)
}

function findContract(name: string): Contract {
  if (isContractName(name)) return CONTRACTS[name]
  throw new TypeError(`There is no contract "${name}". Pass one of ${CONTRACT_NAMES.join(', ')}.`)
}
