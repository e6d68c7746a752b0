export { createSimulator } from './simulator/createSimulator.ts'
export type { Simulator } from './simulator/createSimulator.ts'
export type { Call, CallPattern, ScriptRule } from './simulator/calls/findCall.ts'
export type { SimulatorOptions, SimulatorSeed } from './simulator/state/SimulatorOptions.ts'
