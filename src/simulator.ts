export { checkIntents, checkPolls } from './simulator/log/checkLog.ts'
export { createOperationsSimulator } from './simulator/createOperationsSimulator.ts'
export type { OperationsCall, OperationsSimulator } from './simulator/createOperationsSimulator.ts'
export type {
  ContractName,
  OperationEnd,
  OperationsSimulatorOptions,
} from './simulator/OperationsSimulatorOptions.ts'
export type { ApiSimulator } from './simulator/runSimulator.ts'
export { ConnectionDropped } from './simulator/faults/Fault.ts'
export type { HttpDateForm } from './simulator/state/clock.ts'
export type { Answer, Json, JsonObject } from './simulator/http/answers.ts'
export type { OperationError, OperationFault, Outcome, RelatedPlace } from './simulator/state/Operation.ts'
export type { PollRules, Violation } from './simulator/log/checkLog.ts'
export type { LogEntry } from './simulator/log/requestLog.ts'
export type { ErrorDialect } from './simulator/http/answers.ts'
export type { AnswerFault, Fault, RetryAfterValue } from './simulator/faults/Fault.ts'
export type { FaultRule } from './simulator/faults/script.ts'
