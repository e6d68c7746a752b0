export { checkIntents } from './simulator/log/checkIntents.ts'
export { checkPolls } from './simulator/log/checkPolls.ts'
export { createOperationsSimulator } from './simulator/createOperationsSimulator.ts'
export type { OperationsSimulator } from './simulator/createOperationsSimulator.ts'
export type {
  ContractName,
  OperationEnd,
  OperationsSimulatorOptions,
} from './simulator/OperationsSimulatorOptions.ts'
export type { OperationsCall } from './simulator/operationsServer.ts'
export type { ApiSimulator } from './simulator/runSimulator.ts'
export { ConnectionDropped } from './simulator/faults/Fault.ts'
export type { HttpDateForm } from './simulator/state/clock.ts'
export type { Answer, Json, JsonObject } from './simulator/http/json.ts'
export type { OperationError, OperationFault, Outcome, RelatedPlace } from './simulator/state/Operation.ts'
export type { PollRules } from './simulator/log/checkPolls.ts'
export type { LogEntry } from './simulator/log/requestLog.ts'
export type { ErrorDialect } from './simulator/http/ApiFailure.ts'
export type { AnswerFault, Fault, RetryAfterValue } from './simulator/faults/Fault.ts'
export type { Violation } from './simulator/log/checkIntents.ts'
export type { FaultRule } from './simulator/faults/script.ts'
