import type { Contract } from './contracts/Contract.ts'
import { createScript } from './faults/script.ts'
import { createRequestLog } from './log/requestLog.ts'
import { createOperationsServer } from './operationsServer.ts'
import type { OperationsCall } from './operationsServer.ts'
import { readOperationsSettings } from './OperationsSimulatorOptions.ts'
import type { OperationsSimulatorOptions } from './OperationsSimulatorOptions.ts'
import { runSimulator } from './runSimulator.ts'
import type { ApiSimulator } from './runSimulator.ts'
import { createClock } from './state/clock.ts'
import type { OperationFault } from './state/Operation.ts'

/** A simulator of operations, and the controls to steer it. */
export type OperationsSimulator = ApiSimulator<OperationsCall | 'operations.*' | '*'>

const NAMES: readonly OperationsCall[] = [
  'operations.create',
  'operations.get',
  'operations.cancel',
  'resources.get',
]

/**
 * Creates an API in memory that answers as well-known APIs do when work takes longer than a request: Azure,
 * Google, OpenAI's batches, Replicate, HTTP's `Location`, and others.
 *
 * A POST, PUT, PATCH or DELETE to any path starts an operation; any JSON is accepted, and credentials are not
 * read. The URLs in the responses are below the path of the request. A repeated `Idempotency-Key` gets the first
 * response again for 24 hours; with another request, a 422.
 *
 * @throws TypeError if an option is not allowed; the message says what is
 *
 * @example
 * const simulator = createOperationsSimulator({ contract: 'azure', operationMs: 10_000 })
 */
export function createOperationsSimulator(options: OperationsSimulatorOptions): OperationsSimulator {
  const settings = readOperationsSettings(options)
  const parts = { clock: createClock(settings.clock), log: createRequestLog(), script: createScript() }
  return runSimulator({
    ...parts,
    ...createOperationsServer(settings, parts),
    calls: {
      names: NAMES,
      isAccepting: (call) => call === 'operations.create',
      operationFaults: toFaults(settings.contract),
    },
    controls: settings.controls,
  })
}

/** The faults of operations that such an API can show. */
function toFaults({ endings, hasWords }: Contract): OperationFault['kind'][] {
  const faults: OperationFault['kind'][] = ['stuck', 'takes', 'fail', 'hidden', 'expire']
  if (endings.includes('CANCELLED')) faults.push('cancel')
  if (hasWords) faults.push('word')
  return faults
}
