import type { AsyncOperation } from '../hooks/asyncOperation.ts'

/** When an operation began and how long it took, as far as we know. */
export interface OperationTimes {
  /** Epoch ms. */
  readonly startedAt: number | undefined
  /** From the server's own two times, so that no clock of ours is in it; `undefined` until it is final. */
  readonly durationMs: number | undefined
}

/** Reads the times of an operation from the 202 and from the server's answers. */
export function readOperationTimes({ accepted, operation }: AsyncOperation): OperationTimes {
  const createdAt = readTime(operation?.createdAt)
  const completedAt = readTime(operation?.completedAt)
  return {
    startedAt: accepted?.acceptedAt ?? createdAt,
    durationMs:
      createdAt !== undefined && completedAt !== undefined ? Math.max(0, completedAt - createdAt) : undefined,
  }
}

function readTime(value: string | undefined): number | undefined {
  const at = Date.parse(value ?? '')
  return Number.isNaN(at) ? undefined : at
}
