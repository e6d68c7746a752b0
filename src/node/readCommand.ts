import { parseArgs } from 'node:util'

import type { ErrorDialect } from '../simulator/http/answers.ts'
import {
  CONTRACT_NAMES,
  isContractName,
  readOperationsSettings,
} from '../simulator/OperationsSimulatorOptions.ts'
import type { OperationEnd, OperationsSimulatorOptions } from '../simulator/OperationsSimulatorOptions.ts'
import type { SimulatorOptions } from '../twilio/simulator/state/SimulatorOptions.ts'
import type { Address } from './simulate.ts'

/** A parsed command line. */
export type Command =
  | { readonly kind: 'help' }
  | { readonly kind: 'definitions'; readonly file: string }
  | { readonly kind: 'simulate'; readonly address: Address; readonly options: SimulatorOptions }
  | {
      readonly kind: 'simulateContract'
      readonly address: Address
      readonly options: OperationsSimulatorOptions
    }

/** Thrown for an invalid command line. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

/** Shown by `--help`. */
export const HELP = `Usage: react-accepted simulate [options]
       react-accepted definitions <openapi.json>

simulate serves the control planes of Twilio Conversation Orchestrator (Conversations v2) and Conversation Memory (v1)
from memory. Accepts any user name and password; each user name is a separate account. With --contract, serves
an API that answers as another well-known one does: any POST, PUT, PATCH or DELETE starts an operation.

  --contract <name>         ${CONTRACT_NAMES.slice(0, 4).join(', ')},
                            ${CONTRACT_NAMES.slice(4, -1).join(', ')} or ${CONTRACT_NAMES.at(-1)}
  --port <number>           Port to listen on; 0 takes a free one (default 4010)
  --host <name>             Address to listen on (default 127.0.0.1: this machine only)
  --allow-host <name>       Also accept requests for this name, such as that of a container; can be repeated
                            (localhost, 127.0.0.1, [::1] and --host are always accepted; other hosts get 421)
  --operation-ms <ms>       How long an operation takes (default 4000)
  --retry-after <seconds>   Retry-After of responses, or none (default 2; with --contract, none for some)
  --virtual-clock           Advance the clock only by POST /__simulator/advance; needs --controls
  --controls                Serve /__simulator/: script, advance, settle, reset and log
  --help                    Show this

Only with --contract:
  --outcome <name>          How operations end: completed, failed, cancelled, or pending if they never do
                            (default completed)

Only without --contract:
  --seed <demo|empty>       Initial content of every account (default demo)
  --provisioning-ms <ms>    Time from the end of its operation until a store is ACTIVE (default 2000)
  --dialect <name>          Shape of errors: classic, params or problem (default classic)
  --no-related              Omit the ID of the created resource from responses

definitions reads an OpenAPI 3.0 or 3.1 document (JSON) and prints a TypeScript module: an endpoint definition
for each operation that declares a 202, and a question for each thing that the document does not say.
`

const OPTIONS = {
  port: { type: 'string', default: '4010' },
  host: { type: 'string', default: '127.0.0.1' },
  'allow-host': { type: 'string', multiple: true },
  contract: { type: 'string' },
  outcome: { type: 'string' },
  seed: { type: 'string' },
  'operation-ms': { type: 'string' },
  'provisioning-ms': { type: 'string' },
  'retry-after': { type: 'string' },
  dialect: { type: 'string' },
  'no-related': { type: 'boolean', default: false },
  'virtual-clock': { type: 'boolean', default: false },
  controls: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const

const ENDS: Readonly<Record<'completed' | 'failed' | 'cancelled' | 'pending', OperationEnd>> = {
  completed: { status: 'COMPLETED' },
  failed: { status: 'FAILED' },
  cancelled: { status: 'CANCELLED' },
  pending: { status: 'PENDING' },
}

/**
 * Parses the arguments after the program's name.
 *
 * @throws {UsageError} that says what is wrong and which values are allowed.
 */
export function readCommand(args: readonly string[]): Command {
  const { positionals, values } = parse(args)
  if (values.help) return { kind: 'help' }
  const [command, ...given] = positionals
  if (command === undefined) throw new UsageError('Say what to do: react-accepted simulate, or definitions')
  if (command === 'definitions') return readDefinitions(given, args)
  if (command !== 'simulate')
    throw new UsageError(`There is no command "${command}". Known: simulate, definitions`)
  const [extra] = given
  if (extra !== undefined) throw new UsageError(`"${extra}" is one argument too many.`)
  if (values['virtual-clock'] && !values.controls) {
    throw new UsageError('--virtual-clock needs --controls: without them nothing could move the clock.')
  }
  const address = {
    host: values.host,
    port: readPort(values.port),
    allowedHosts: values['allow-host']?.map(readHost) ?? [],
  }
  return values.contract === undefined
    ? { kind: 'simulate', address, options: readOptions(values) }
    : { kind: 'simulateContract', address, options: readContractOptions(values, values.contract) }
}

type Values = ReturnType<typeof parse>['values']

function readSharedOptions(values: Values) {
  const operationMs = readCount('--operation-ms', values['operation-ms'])
  const retryAfter = values['retry-after']
  return {
    clock: values['virtual-clock'] ? 'virtual' : 'system',
    controls: values.controls,
    ...(operationMs !== undefined && { operationMs }),
    ...(retryAfter !== undefined && {
      retryAfterSeconds: retryAfter === 'none' ? null : readSeconds(retryAfter),
    }),
  } as const
}

function readOptions(values: Values): SimulatorOptions {
  refuseFlags(values, ['outcome'], 'needs --contract.')
  const provisioningMs = readCount('--provisioning-ms', values['provisioning-ms'])
  const { dialect = 'classic', seed = 'demo' } = values
  return {
    ...readSharedOptions(values),
    seed: readWord<'demo' | 'empty'>('--seed', seed, ['demo', 'empty']),
    dialect: readWord<ErrorDialect>('--dialect', dialect, ['classic', 'params', 'problem']),
    related: values['no-related'] ? 'none' : 'both',
    ...(provisioningMs !== undefined && { provisioningMs }),
  }
}

function readContractOptions(values: Values, contract: string): OperationsSimulatorOptions {
  const ownFlags = ['seed', 'provisioning-ms', 'dialect', 'no-related'] as const
  refuseFlags(values, ownFlags, 'has no meaning with --contract.')
  if (!isContractName(contract))
    throw new UsageError(`--contract "${contract}" is not known. Give one of: ${CONTRACT_NAMES.join(', ')}.`)
  const words = ['completed', 'failed', 'cancelled', 'pending'] as const
  const outcome = ENDS[readWord('--outcome', values.outcome ?? 'completed', words)]
  const options = { ...readSharedOptions(values), contract, outcome }
  try {
    readOperationsSettings(options)
    return options
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : '', { cause: error })
  }
}

/** Throws for a flag that another one rules out. */
function refuseFlags(values: Values, flags: readonly (keyof Values)[], reason: string): void {
  const given = flags.find((flag) => values[flag] !== undefined && values[flag] !== false)
  if (given !== undefined) throw new UsageError(`--${given} ${reason}`)
}

function readDefinitions([file, extra]: readonly string[], args: readonly string[]): Command {
  const surplus = extra ?? args.find((arg) => arg.startsWith('--'))
  if (surplus !== undefined) throw new UsageError(`"${surplus}" is one argument too many.`)
  if (file === undefined) throw new UsageError('Name the document: react-accepted definitions openapi.json')
  return { kind: 'definitions', file }
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true })
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : 'The arguments cannot be read.', {
      cause: error,
    })
  }
}

function readPort(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : NaN
  if (port <= 65_535) return port
  throw new UsageError(`--port "${text}" is not a port. Give a number from 0 to 65535.`)
}

/** A host name as in a URL, without a port. */
function readHost(text: string): string {
  const url = `http://${text}`
  const hostname = URL.canParse(url) ? new URL(url).hostname : ''
  if (hostname && hostname === text.toLowerCase()) return hostname
  throw new UsageError(`--allow-host "${text}" is not a host name. Give only the name, such as simulator.`)
}

function readCount(flag: string, text: string | undefined): number | undefined {
  if (text === undefined || /^\d{1,9}$/.test(text)) return text === undefined ? undefined : Number(text)
  throw new UsageError(`${flag} "${text}" is not a duration. Give whole milliseconds, such as 4000.`)
}

function readSeconds(text: string): number {
  if (/^\d{1,6}$/.test(text)) return Number(text)
  throw new UsageError(`--retry-after "${text}" is not a duration. Give whole seconds, or none.`)
}

function readWord<Word extends string>(flag: string, text: string, words: readonly Word[]): Word {
  const found = words.find((word) => word === text)
  if (found !== undefined) return found
  throw new UsageError(`${flag} "${text}" is not known. Give one of: ${words.join(', ')}.`)
}
