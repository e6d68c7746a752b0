'use client'

import type { ComponentPropsWithoutRef } from 'react'
import { forwardRef, useId, useRef } from 'react'

import type { TrackedOperation } from '../client/trackedOperations.ts'
import { isPending, isSettledView } from '../hooks/asyncOperation.ts'
import { useAsyncOperations } from '../hooks/useAsyncOperations.ts'
import { useOperations } from '../hooks/useOperations.ts'
import { useOperationsContext } from '../hooks/useOperationsContext.ts'
import { toOperationKey } from '../protocol/operationIdentity.ts'
import { classes } from './classes.ts'
import { OperationsTrayIntent } from './OperationsTrayIntent.tsx'
import type { GetResourceHref } from './OperationsTrayLink.tsx'
import { OperationsTrayRow } from './OperationsTrayRow.tsx'
import { toLastKnown } from './toLastKnown.ts'
import { useAppearance } from './useAppearance.ts'
import { useKeptFocus } from './useKeptFocus.ts'
import { useTrayIntents } from './useTrayIntents.ts'
import { useTrayWords } from './useTrayWords.ts'

/** Props of OperationsTray. */
export interface OperationsTrayProps extends Omit<ComponentPropsWithoutRef<'section'>, 'children'> {
  /** The page of a resource, where the application has one. Default: its ID is shown, to copy. */
  readonly getResourceHref?: GetResourceHref | undefined
  /** Where a person gets help with an operation that takes too long. Default: no link. */
  readonly supportUrl?: string | undefined
  /** Where the tray stands in the outline of the page. Default 2. */
  readonly headingLevel?: 1 | 2 | 3 | 4 | 5 | 6
}

/**
 * Everything that was submitted: what was never confirmed, what runs, and how the rest has ended, with what a person
 * can do about each.
 */
export const OperationsTray = forwardRef<HTMLElement, OperationsTrayProps>(function OperationsTray(
  { getResourceHref, supportUrl, headingLevel = 2, className, ...rest },
  ref,
) {
  const { operations, unconfirmed, watch, stopWatching, dismiss } = useOperations()
  const { intents, sendAgain, dismiss: dismissIntent } = useTrayIntents(unconfirmed)
  const { running, finished } = useSorted(operations)
  const words = useTrayWords()
  const appearance = useAppearance()
  const titleId = useId()
  const heading = useRef<HTMLHeadingElement>(null)
  const body = useRef<HTMLDivElement>(null)
  useKeptFocus(body, heading)
  const Heading = `h${headingLevel}` as const
  const isEmpty = operations.length === 0 && intents.length === 0

  return (
    <section
      aria-labelledby={titleId}
      {...appearance}
      data-part="tray"
      {...rest}
      ref={ref}
      className={classes('ra-tray', className)}
    >
      <div className="ra-group" ref={body}>
        <div className="ra-tray-top">
          <Heading className="ra-tray-heading" data-part="heading" tabIndex={-1} ref={heading}>
            <span className="ra-text" id={titleId}>{`${words.trayTitle} `}</span>
            <output className="ra-quiet" data-part="count">
              {words.trayCount({ running, unconfirmed: unconfirmed.length })}
            </output>
          </Heading>
          {finished.length > 0 && (
            <button
              type="button"
              className="ra-button"
              data-size="small"
              data-part="clear-finished"
              onClick={() => {
                for (const { accepted } of finished) dismiss(accepted)
              }}
            >
              {words.clearFinished}
            </button>
          )}
        </div>
        {isEmpty ? (
          <div className="ra-tray-empty" data-part="empty">
            <p className="ra-tray-label">{words.trayEmptyTitle}</p>
            <p className="ra-quiet">{words.trayEmptyBody}</p>
          </div>
        ) : (
          <ul className="ra-tray-list" data-part="list">
            {intents.map((intent) => (
              <OperationsTrayIntent
                key={intent.unconfirmed.idempotencyKey}
                intent={intent}
                getResourceHref={getResourceHref}
                onSendAgain={() => void sendAgain(intent.unconfirmed)}
                onDismiss={() => dismissIntent(intent.unconfirmed)}
              />
            ))}
            {operations.map((tracked) => (
              <OperationsTrayRow
                key={toOperationKey(tracked.accepted)}
                tracked={tracked}
                getResourceHref={getResourceHref}
                supportUrl={supportUrl}
                watch={watch}
                stopWatching={stopWatching}
                dismiss={dismiss}
              />
            ))}
          </ul>
        )}
      </div>
    </section>
  )
})

/** How many run, and which have ended, as far as anybody has seen. */
function useSorted(operations: readonly TrackedOperation[]) {
  const { client } = useOperationsContext('OperationsTray').observers
  const watched = operations.filter(({ isWatched }) => isWatched)
  const views = useAsyncOperations(watched.map(({ accepted }) => accepted))
  const stopped = operations.filter(({ isWatched }) => !isWatched)
  return {
    running: views.filter(isPending).length,
    finished: [
      ...watched.filter((_, index) => {
        const view = views[index]
        return view && isSettledView(view)
      }),
      ...stopped.filter(({ accepted }) => isSettledView(toLastKnown(client, accepted))),
    ],
  }
}
