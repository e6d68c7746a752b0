export { checkIntents } from './simulator/checkIntents.ts'
export { checkPolls } from './simulator/checkPolls.ts'
export { ConnectionDropped } from './simulator/ConnectionDropped.ts'
export { createSimulator } from './simulator/createSimulator.ts'
export type { HttpDateForm } from './simulator/httpDate.ts'
export type { Json, JsonObject } from './simulator/Json.ts'
export type { Outcome } from './simulator/Operation.ts'
export type { PollRules } from './simulator/checkPolls.ts'
export type { Simulator } from './simulator/createSimulator.ts'
export type { LogEntry } from './simulator/createRequestLog.ts'
export type { ErrorDialect } from './simulator/errorBody.ts'
export type {
  AnswerFault,
  Fault,
  OperationError,
  OperationFault,
  RelatedPlace,
  RetryAfterValue,
} from './simulator/Fault.ts'
export type { Call, CallPattern } from './simulator/findCall.ts'
export type { Violation } from './simulator/Violation.ts'
export type { ScriptRule } from './simulator/readScriptRule.ts'
export type { SimulatorOptions } from './simulator/SimulatorOptions.ts'
export type { SimulatorSeed } from './simulator/SimulatorSeed.ts'
