import { isOperationFault, type Fault } from './Fault.ts'
import { CALLS, isAcceptingCall, type Call, type CallPattern } from './findCall.ts'
import { isJsonList, isJsonObject, readKey, type Json, type JsonObject } from './Json.ts'
import { readFault } from './readFault.ts'

/** Which requests, how many of them, and what goes wrong. Several rules may meet in one request; all apply, in order. */
export interface ScriptRule {
  readonly on: CallPattern | readonly CallPattern[]
  /** Only this HTTP method. */
  readonly method?: string
  /** Only paths that begin so. */
  readonly path?: string
  /** Lets so many matching requests through first. Default 0. */
  readonly skip?: number
  /** Then applies to so many. Default 1. */
  readonly times?: number | 'always'
  readonly fault: Fault | readonly Fault[]
}

/** A rule that has been read: calls spelled out, defaults filled in. */
export interface ReadRule {
  readonly calls: ReadonlySet<Call>
  readonly method: string | null
  readonly path: string
  readonly skip: number
  readonly times: number
  readonly faults: readonly Fault[]
}

/** Reads one rule, from code or from JSON. Throws a `TypeError` that names what is wrong and what may stand there. */
export function readScriptRule(value: Json): ReadRule {
  if (!isJsonObject(value))
    throw new TypeError('A script rule is an object { on, fault, times?, skip?, method?, path? }.')
  const fault = readKey(value, 'fault')
  const faults = (isJsonList(fault) ? fault : [fault ?? null]).map((one) => readFault(one))
  if (faults.length === 0) throw new TypeError('A script rule needs at least one fault.')
  const calls = readCalls(readKey(value, 'on'))
  // An operation's fate makes sense only where an operation starts, also when the rule says '*'.
  const matching = faults.some(isOperationFault) ? calls.filter(isAcceptingCall) : calls
  if (matching.length === 0) {
    throw new TypeError(
      `The faults of a rule on ${JSON.stringify(readKey(value, 'on'))} need a call that answers 202.`,
    )
  }
  const times = readKey(value, 'times') ?? 1
  return {
    calls: new Set(matching),
    method: readText(value, 'method')?.toUpperCase() ?? null,
    path: readText(value, 'path') ?? '',
    skip: readCount('skip', readKey(value, 'skip') ?? 0),
    times: times === 'always' ? Infinity : readCount('times', times),
    faults,
  }
}

function readCalls(value: Json | undefined): Call[] {
  const patterns = isJsonList(value) ? value : [value]
  return patterns.flatMap((pattern) => {
    const found = CALLS.filter((call) => {
      return pattern === '*' || pattern === call || pattern === `${call.slice(0, call.indexOf('.'))}.*`
    })
    if (found.length > 0) return found
    throw new TypeError(
      `on: ${JSON.stringify(pattern)} is no call. Known: *, <group>.*, ${CALLS.join(', ')}.`,
    )
  })
}

function readText(rule: JsonObject, key: string): string | undefined {
  const value = readKey(rule, key)
  if (value === undefined || typeof value === 'string') return value
  throw new TypeError(`A script rule's ${key} must be text.`)
}

function readCount(key: string, value: Json): number {
  if (typeof value === 'number' && Number.isInteger(value) && value >= 0) return value
  throw new TypeError(
    `A script rule's ${key} must be a whole number of 0 or more${key === 'times' ? ", or 'always'" : ''}.`,
  )
}
