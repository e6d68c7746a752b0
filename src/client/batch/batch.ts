import type { SubmissionError } from '../../protocol/errors.ts'
import type { RequestFailure } from '../../protocol/failure.ts'
import type { AcceptedOperation } from '../../protocol/operation.ts'
import type { Problem } from '../../protocol/problem.ts'
import type { OperationSnapshot } from '../../protocol/snapshot.ts'

/**
 * The state of one input of a batch.
 *
 * - `waiting`: nothing of it has been sent.
 * - `running`: its request was sent, and its operation has not ended.
 * - `completed`, `failed`: its operation ended COMPLETED, or else FAILED or CANCELLED.
 * - `refused`: rejected; nothing was accepted.
 * - `unknown`: it may have been accepted, or its operation can no longer be read.
 */
export type SubmittedInputState = 'waiting' | 'running' | 'completed' | 'failed' | 'refused' | 'unknown'

/** One input of a batch. */
export interface SubmittedInput {
  /** Its place in the list that was started, from 0. Of inputs with the same content, the first counts. */
  readonly index: number
  readonly state: SubmittedInputState
  /** The endpoint's `label` of the input. */
  readonly label?: string | undefined
  /** The endpoint's `resourceId` of the input. */
  readonly resourceId?: string | undefined
  /** Its operation, after the 202. */
  readonly accepted?: AcceptedOperation | undefined
  /** Why it was refused, failed, or is unknown. */
  readonly problem?: Problem | undefined
}

/** How many inputs are in each state. They add up to `total`. */
export interface BatchProgress extends Readonly<Record<SubmittedInputState, number>> {
  readonly total: number
}

/**
 * Why a batch is paused: `user` called `stop`, something did not complete (`failure`), no response arrived
 * (`connection`), the server requires a sign-in (`signIn`), or the page was reloaded (`reload`).
 */
export type BatchPause = 'user' | 'failure' | 'connection' | 'signIn' | 'reload'

/** What a batch shows. */
export interface BatchState {
  /** `paused`: nothing new is sent. `done`: no input is waiting or running. */
  readonly status: 'idle' | 'running' | 'paused' | 'done'
  /** Set while `paused`. */
  readonly pausedBy: BatchPause | undefined
  /** True while a 429 of the server delays all requests of the batch. */
  readonly isHeld: boolean
  readonly inputs: readonly SubmittedInput[]
  readonly progress: BatchProgress
}

/** How a batch runs. */
export interface BatchSettings {
  /** How many inputs may be running at the same time. */
  readonly concurrency: number
  /** What happens when an input does not complete: refused, FAILED, CANCELLED, or unknown. */
  readonly afterFailure: 'stop' | 'continue'
}

const NOTHING: BatchProgress = {
  total: 0,
  waiting: 0,
  running: 0,
  completed: 0,
  failed: 0,
  refused: 0,
  unknown: 0,
}

export const IDLE_BATCH: BatchState = {
  status: 'idle',
  pausedBy: undefined,
  isHeld: false,
  inputs: [],
  progress: NOTHING,
}

export function toProgress(inputs: readonly SubmittedInput[]): BatchProgress {
  const progress = { ...NOTHING, total: inputs.length }
  for (const { state } of inputs) progress[state] += 1
  return progress
}

/** True if nothing more will happen to it unless the user acts. */
export function isOver({ state }: SubmittedInput): boolean {
  return state !== 'waiting' && state !== 'running'
}

/** True if its outcome is known. */
export function isAnswered(input: SubmittedInput): boolean {
  return isOver(input) && input.state !== 'unknown'
}

/** How many inputs may begin now. */
export function toFree({ running }: BatchProgress, { concurrency }: BatchSettings): number {
  return Math.max(0, concurrency - running)
}

/** Why the server did not accept it. */
export function toReason(error: SubmissionError): Problem {
  return error.problem ?? toProblem(error.failure)
}

function toProblem({ problem, message }: RequestFailure): Problem {
  return problem ?? { title: message, fields: [] }
}

/** How an operation ended for its input; `undefined` while it runs. */
export function toEnd({
  operation,
  wake,
  pollError,
}: OperationSnapshot): Pick<SubmittedInput, 'state' | 'problem'> | undefined {
  const { status = 'PENDING', error } = operation ?? {}
  if (status === 'COMPLETED') return { state: 'completed' }
  if (status !== 'PENDING') return { state: 'failed', problem: error }
  // It is no longer polled, or the user may not read it.
  const isLost = wake === 'manual' || pollError?.httpStatus === 403
  return isLost ? { state: 'unknown', problem: pollError && toProblem(pollError) } : undefined
}
