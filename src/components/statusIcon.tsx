import type { ReactElement } from 'react'

import type { AsyncOperationStatus } from '../hooks/asyncOperation.ts'
import { Icon } from './Icon.tsx'
import { RING_ICON } from './ringIcon.tsx'
import { STATUS_SHAPES, STUCK_SHAPE } from './statusShapes.tsx'

/** Drawn once, not once for each badge. */
const icons = new Map<string, ReactElement>()

/**
 * The icon that stands for a status, with a clock in place of the turning ring where it takes longer. Each is told
 * apart without its colour; the word beside it is what is read out.
 */
export function statusIcon(status: AsyncOperationStatus, isStuck = false): ReactElement {
  if (status === 'PENDING' && !isStuck) return RING_ICON
  const name = status === 'PENDING' ? 'stuck' : status.toLowerCase()
  const drawn = icons.get(name)
  if (drawn) return drawn
  const icon = <Icon name={name}>{status === 'PENDING' ? STUCK_SHAPE : STATUS_SHAPES[status]}</Icon>
  icons.set(name, icon)
  return icon
}
