'use client'

import type { ComponentPropsWithoutRef, Ref } from 'react'
import { forwardRef } from 'react'

import type { AsyncOperationStatus, OperationConnection } from '../hooks/asyncOperation.ts'
import { isPending } from '../hooks/asyncOperation.ts'
import { classes } from './classes.ts'
import { connectionWord } from './connectionWord.ts'
import { statusIcon } from './statusIcon.tsx'
import { statusWord } from './statusWord.ts'
import { useAppearance } from './useAppearance.ts'
import { useStatusWords } from './useStatusWords.ts'

export interface StatusBadgeProps extends Omit<ComponentPropsWithoutRef<'span'>, 'children'> {
  readonly status: AsyncOperationStatus
  readonly isStuck?: boolean | undefined
  readonly connection?: OperationConnection | undefined
  readonly 'data-offscreen'?: '' | undefined
}

/** A status as icon and word, and in small what stands in the way of reading it. */
export const StatusBadge = forwardRef<HTMLSpanElement, StatusBadgeProps>(useStatusBadge)

/** The same as a hook: of badges there may be a thousand, and each component more is a fiber more. */
export function useStatusBadge(
  { status, isStuck = false, connection = 'ok', className, ...rest }: StatusBadgeProps,
  ref: Ref<HTMLSpanElement>,
) {
  const words = useStatusWords()
  const appearance = useAppearance()
  const showsStuck = isStuck && status === 'PENDING'
  const isWaiting = isPending({ status })
  const hint = isWaiting ? connectionWord(connection, words) : undefined
  return (
    <span
      {...appearance}
      data-part="badge"
      data-status={status}
      data-stuck={showsStuck || undefined}
      data-connection={isWaiting && connection !== 'ok' ? connection : undefined}
      {...rest}
      ref={ref}
      className={classes('ra-badge', className)}
    >
      {statusIcon(status, showsStuck)}
      <span className="ra-text" data-part="word">
        {statusWord(status, showsStuck, words)}
      </span>
      {hint && (
        <span className="ra-badge-hint" data-part="hint">
          {hint}
        </span>
      )}
    </span>
  )
}
