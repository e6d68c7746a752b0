import type { ReactElement, ReactNode } from 'react'

import type { AsyncOperationStatus } from '../../hooks/asyncOperation.ts'

interface IconProps {
  /** Names the shape for styling. */
  readonly name: string
  /** SVG shapes in a 16 by 16 view box. */
  readonly children: ReactNode
}

/** An icon next to a word. Hidden from screen readers: the word says it. */
export function Icon({ name, children }: IconProps) {
  return (
    <svg className="ra-icon" data-part="icon" data-icon={name} viewBox="0 0 16 16" aria-hidden="true">
      {children}
    </svg>
  )
}

const RING = <circle cx="8" cy="8" r="6.125" />

/** A status as it is shown: a stuck operation is PENDING, but has its own icon and word. */
export type ShownStatus = AsyncOperationStatus | 'STUCK'

/** The shape of each status except PENDING, which is {@link RING_ICON}. */
export const STATUS_SHAPES: Readonly<Record<Exclude<ShownStatus, 'PENDING'>, ReactNode>> = {
  IDLE: <path d="M4 8h8" />,
  LOADING: <path d="M3.25 8v.01M8 8v.01M12.75 8v.01" strokeWidth="2.75" />,
  STUCK: (
    <>
      {RING}
      <path d="M8 4.75V8l2.1 1.6" />
    </>
  ),
  COMPLETED: (
    <>
      {RING}
      <path d="m5.25 8.25 1.9 1.9 3.7-4" />
    </>
  ),
  FAILED: (
    <path d="M5.46 1.875h5.08l3.585 3.585v5.08l-3.585 3.585H5.46L1.875 10.54V5.46zM8 4.9v3.6M8 11v.05" />
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

/**
 * The spinner of a running operation. A page may have a thousand of them: one box with a border is cheaper
 * than an SVG.
 */
export const RING_ICON = <span className="ra-icon" data-part="icon" data-icon="pending" aria-hidden="true" />

/** Created once, not once for each badge. */
const icons: Partial<Record<ShownStatus, ReactElement>> = {}

/**
 * The icon of a status: a clock instead of the spinner if the operation is stuck. Icons differ by shape, not
 * only by colour; screen readers read the word next to them.
 */
export function statusIcon(status: ShownStatus): ReactElement {
  if (status === 'PENDING') return RING_ICON
  return (icons[status] ??= <Icon name={status.toLowerCase()}>{STATUS_SHAPES[status]}</Icon>)
}
