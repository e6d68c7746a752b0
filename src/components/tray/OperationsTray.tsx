'use client'

import type { ComponentPropsWithoutRef } from 'react'
import { forwardRef, useId, useRef } from 'react'

import { isPending, isSettledView } from '../../hooks/asyncOperation.ts'
import { useOperationsContext } from '../../hooks/OperationsContext.ts'
import type { TrackedOperation } from '../../hooks/trackedOperations.ts'
import { useAsyncOperations } from '../../hooks/useAsyncOperation.ts'
import { useOperations } from '../../hooks/useOperations.ts'
import { toOperationKey } from '../../protocol/operation.ts'
import { Button, classes, useAppearance } from '../elements/appearance.tsx'
import { useFocusRecovery } from '../elements/useFocusRecovery.ts'
import { useTrayMessages } from '../messages/useOperationMessages.ts'
import { TrayIntent, useTrayIntents } from './TrayIntent.tsx'
import { TrayOperation } from './TrayOperation.tsx'
import { toLastKnown } from './trayParts.tsx'
import type { GetResourceHref } from './trayParts.tsx'

/** Props of OperationsTray. */
export interface OperationsTrayProps extends Omit<ComponentPropsWithoutRef<'section'>, 'children'> {
  /** Returns the URL of a resource's page, if it has one. Default: its ID is shown with a copy button. */
  readonly getResourceHref?: GetResourceHref | undefined
  /** URL where the user gets help with an operation that takes too long. Default: no link. */
  readonly supportUrl?: string | undefined
  /** Level of the tray's heading. Default 2. */
  readonly headingLevel?: 1 | 2 | 3 | 4 | 5 | 6
}

/**
 * Everything that was submitted: unconfirmed intents, running operations, and how the others ended, with what
 * the user can do about each.
 */
export const OperationsTray = /* @__PURE__ */ forwardRef<HTMLElement, OperationsTrayProps>(
  function OperationsTray({ getResourceHref, supportUrl, headingLevel = 2, className, ...rest }, ref) {
    const { operations, unconfirmed, watch, stopWatching, dismiss } = useOperations()
    const { intents, sendAgain, dismiss: dismissIntent } = useTrayIntents(unconfirmed)
    const { running, finished } = useSorted(operations)
    const messages = useTrayMessages()
    const appearance = useAppearance()
    const titleId = useId()
    const heading = useRef<HTMLHeadingElement>(null)
    const body = useRef<HTMLDivElement>(null)
    useFocusRecovery(body, heading)
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
              <span className="ra-text" id={titleId}>{`${messages.trayTitle} `}</span>
              <output className="ra-quiet" data-part="count">
                {messages.trayCount({ running, unconfirmed: unconfirmed.length })}
              </output>
            </Heading>
            {finished.length > 0 && (
              <Button
                data-size="small"
                data-part="clear-finished"
                onClick={() => {
                  for (const { accepted } of finished) dismiss(accepted)
                }}
              >
                {messages.clearFinished}
              </Button>
            )}
          </div>
          {isEmpty ? (
            <div className="ra-tray-empty" data-part="empty">
              <p className="ra-tray-label">{messages.trayEmptyTitle}</p>
              <p className="ra-quiet">{messages.trayEmptyBody}</p>
            </div>
          ) : (
            <ul className="ra-tray-list" data-part="list">
              {intents.map((intent) => (
                <TrayIntent
                  key={intent.unconfirmed.idempotencyKey}
                  intent={intent}
                  getResourceHref={getResourceHref}
                  onSendAgain={() => void sendAgain(intent.unconfirmed)}
                  onDismiss={() => dismissIntent(intent.unconfirmed)}
                />
              ))}
              {operations.map((tracked) => (
                <TrayOperation
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
  },
)

/** How many operations are running, and which are known to have ended. */
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
