import { isJsonList, isJsonObject, readKey } from '../http/answers.ts'
import type { Json, JsonObject } from '../http/answers.ts'
import type { OperationFault } from '../state/Operation.ts'
import { isOperationFault, readFault } from './Fault.ts'
import type { Fault } from './Fault.ts'

/** Which requests go wrong, how many of them, and how. All rules that match a request apply, in order. */
export interface FaultRule<TPattern extends string = string> {
  /** A call, `<group>.*` for all calls of a group, or `*` for all. */
  readonly on: TPattern | readonly TPattern[]
  /** Only requests with this HTTP method. */
  readonly method?: string
  /** Only paths that start with this. */
  readonly path?: string
  /** Number of matching requests to let through first. Default 0. */
  readonly skip?: number
  /** Number of requests to apply to after that. Default 1. */
  readonly times?: number | 'always'
  readonly fault: Fault | readonly Fault[]
}

/** The calls of an API, by the names that scripts and logs use, such as `reports.create`. */
export interface Calls {
  readonly names: readonly string[]
  /** Whether a call answers 202 and starts an operation. */
  readonly isAccepting: (call: string) => boolean
  /** The faults of an operation that have an effect. Default: all. */
  readonly operationFaults?: readonly OperationFault['kind'][]
}

/** A parsed rule, with its calls listed and its defaults filled in. */
interface ReadRule {
  readonly calls: ReadonlySet<string>
  readonly method: string | null
  readonly path: string
  readonly skip: number
  readonly times: number
  readonly faults: readonly Fault[]
}

/** Reads one rule from code or JSON. Throws a `TypeError` that says what is wrong and what is allowed. */
export function readScriptRule(value: Json, { names, isAccepting, operationFaults }: Calls): ReadRule {
  if (!isJsonObject(value))
    throw new TypeError('A script rule must be an object { on, fault, times?, skip?, method?, path? }.')
  const fault = readKey(value, 'fault')
  const faults = (isJsonList(fault) ? fault : [fault ?? null]).map((one) => readFault(one))
  if (faults.length === 0) throw new TypeError('A script rule needs at least one fault.')
  const foreign = faults.find((one) => isOperationFault(one) && operationFaults?.includes(one.kind) === false)
  if (foreign) {
    throw new TypeError(
      `The fault "${foreign.kind}" has no effect on this API. Of an operation, use ${operationFaults?.join(', ')}.`,
    )
  }
  const calls = readCalls(readKey(value, 'on'), names)
  // Only calls that answer 202 start an operation, so even '*' means only those here.
  const matching = faults.some(isOperationFault) ? calls.filter(isAccepting) : calls
  if (matching.length === 0) {
    throw new TypeError(
      `The faults of a rule on ${JSON.stringify(readKey(value, 'on'))} require a call that answers 202.`,
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

function readCalls(value: Json | undefined, names: readonly string[]): string[] {
  const patterns = isJsonList(value) ? value : [value]
  return patterns.flatMap((pattern) => {
    const found = names.filter((call) => {
      return pattern === '*' || pattern === call || pattern === `${call.slice(0, call.indexOf('.'))}.*`
    })
    if (found.length > 0) return found
    throw new TypeError(
      `on: ${JSON.stringify(pattern)} is not a call. Use *, <group>.* or one of ${names.join(', ')}.`,
    )
  })
}

function readText(rule: JsonObject, key: string): string | undefined {
  const value = readKey(rule, key)
  if (value === undefined || typeof value === 'string') return value
  throw new TypeError(`A script rule's ${key} must be a string.`)
}

function readCount(key: string, value: Json): number {
  if (typeof value === 'number' && Number.isInteger(value) && value >= 0) return value
  throw new TypeError(
    `A script rule's ${key} must be a whole number of 0 or more${key === 'times' ? ", or 'always'" : ''}.`,
  )
}

/** The rules that still apply. */
export interface Script {
  /** Adds rules; the returned function removes exactly these. */
  add(rules: readonly ReadRule[]): () => void
  /** The faults for one request. Counts this use of each rule. */
  take(request: { readonly call: string; readonly method: string; readonly path: string }): readonly Fault[]
  clear(): void
}

interface Line {
  readonly rule: ReadRule
  skip: number
  left: number
}

/** Creates an empty script. */
export function createScript(): Script {
  let lines: Line[] = []
  return {
    add(rules) {
      const added = rules.map((rule) => ({ rule, skip: rule.skip, left: rule.times }))
      lines.push(...added)
      return () => {
        lines = lines.filter((line) => !added.includes(line))
      }
    },
    take({ call, method, path }) {
      const faults = lines.flatMap((line) => {
        const { rule } = line
        if (!rule.calls.has(call) || !path.startsWith(rule.path)) return []
        if (rule.method !== null && rule.method !== method) return []
        if (line.skip > 0) {
          line.skip -= 1
          return []
        }
        line.left -= 1
        return line.left < 0 ? [] : rule.faults
      })
      lines = lines.filter((line) => line.left > 0)
      return faults
    },
    clear() {
      lines = []
    },
  }
}
