import type { ReactNode } from 'react'

import type { AsyncOperationStatus } from '../hooks/asyncOperation.ts'

const RING = <circle cx="8" cy="8" r="6.125" />

/** In place of the turning ring where it takes longer. */
export const STUCK_SHAPE = (
  <>
    {RING}
    <path d="M8 4.75V8l2.1 1.6" />
  </>
)

/** The lines that stand for each status but PENDING, which is a {@link RING_ICON}. */
export const STATUS_SHAPES: Readonly<Record<Exclude<AsyncOperationStatus, 'PENDING'>, ReactNode>> = {
  IDLE: <path d="M4 8h8" />,
  LOADING: (
    <>
      <circle cx="3.25" cy="8" r="0.5" fill="currentColor" />
      <circle cx="8" cy="8" r="0.5" fill="currentColor" />
      <circle cx="12.75" cy="8" r="0.5" fill="currentColor" />
    </>
  ),
  COMPLETED: (
    <>
      {RING}
      <path d="m5.25 8.25 1.9 1.9 3.7-4" />
    </>
  ),
  FAILED: (
    <>
      <path d="M5.46 1.875h5.08l3.585 3.585v5.08l-3.585 3.585H5.46L1.875 10.54V5.46z" />
      <path d="M8 4.9v3.6M8 11v.05" />
    </>
  ),
  CANCELLED: (
    <>
      {RING}
      <path d="m3.7 3.7 8.6 8.6" />
    </>
  ),
  UNAVAILABLE: (
    <>
      <circle cx="8" cy="8" r="6.125" strokeDasharray="2.4 2.4" />
      <path d="M6.4 6.4a1.65 1.65 0 1 1 2.4 1.45c-.5.27-.8.6-.8 1.05M8 11.1v.05" />
    </>
  ),
}
