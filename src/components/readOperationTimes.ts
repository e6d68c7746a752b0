import type { AsyncOperation } from '../hooks/asyncOperation.ts'
import { isFinal } from '../protocol/status.ts'

/** When an operation began and how long it took, as far as we know. */
export interface OperationTimes {
  /** Epoch ms. */
  readonly startedAt: number | undefined
  /** Epoch ms; `undefined` until it has ended, and where nobody knows when that was. */
  readonly endedAt: number | undefined
  /** How long it took; `undefined` as `endedAt`. */
  readonly durationMs: number | undefined
  /** The end is the moment we saw it, not one that the server told. */
  readonly isAbout: boolean
}

/** Reads the times of an operation from the 202, from the server's answers, and from what we saw ourselves. */
export function readOperationTimes({
  status,
  accepted,
  operation,
  endSeenAt,
}: AsyncOperation): OperationTimes {
  const createdAt = readTime(operation?.createdAt)
  const completedAt = readTime(operation?.completedAt)
  const startedAt = accepted?.acceptedAt ?? createdAt
  const base = { startedAt, isAbout: false }
  if (createdAt !== undefined && completedAt !== undefined) {
    // The server's own two times, so that no clock of ours is in it.
    const durationMs = Math.max(0, completedAt - createdAt)
    return { ...base, durationMs, endedAt: (startedAt ?? createdAt) + durationMs }
  }
  if (!isFinal(status)) return { ...base, durationMs: undefined, endedAt: undefined }
  if (endSeenAt === undefined) return { ...base, durationMs: undefined, endedAt: completedAt }
  // By one clock, ours: where the 202 came here.
  const durationMs = accepted && Math.max(0, endSeenAt - accepted.acceptedAt)
  return { startedAt, durationMs, endedAt: completedAt ?? endSeenAt, isAbout: true }
}

function readTime(value: string | undefined): number | undefined {
  const at = Date.parse(value ?? '')
  return Number.isNaN(at) ? undefined : at
}
