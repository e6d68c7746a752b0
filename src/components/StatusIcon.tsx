import type { ReactElement } from 'react'

import type { AsyncOperationStatus } from '../hooks/asyncOperation.ts'
import { Icon } from './Icon.tsx'
import { STATUS_SHAPES, STUCK_SHAPE } from './statusShapes.tsx'

export interface StatusIconProps {
  readonly status: AsyncOperationStatus
  /** Shows a clock in place of the turning ring of PENDING. Default false. */
  readonly isStuck?: boolean
}

/** Drawn once, not once for each badge. */
const icons = new Map<string, ReactElement>()

/** The shape that stands for a status. Each is told apart without its colour; the word beside it is what is read out. */
export function StatusIcon({ status, isStuck = false }: StatusIconProps): ReactElement {
  const name = isStuck ? 'stuck' : status.toLowerCase()
  const drawn = icons.get(name)
  if (drawn) return drawn
  const icon = Icon({ name, children: isStuck ? STUCK_SHAPE : STATUS_SHAPES[status] })
  icons.set(name, icon)
  return icon
}
