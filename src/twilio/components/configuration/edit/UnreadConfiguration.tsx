'use client'

import type { ComponentPropsWithoutRef, ForwardedRef, ReactNode } from 'react'
import { useState } from 'react'

import { Button, classes, useAppearance } from '../../../../components/elements/appearance.tsx'
import { FailureNotice } from '../../../../components/elements/FailureNotice.tsx'
import { Notice } from '../../../../components/elements/Notice.tsx'
import { toReadReason } from '../../../../components/elements/readReason.ts'
import { useOperationMessages } from '../../../../components/messages/useOperationMessages.ts'
import { RequestError } from '../../../../protocol/errors.ts'
import { isGone } from '../../../../protocol/failure.ts'
import {
  useConfigurationEditMessages,
  useConfigurationMessages,
} from '../../messages/useOrchestratorMessages.ts'

interface ConfigurationReadNoticeProps {
  /** Why the last read failed. */
  readonly error: Error
  readonly title: string
  readonly children?: ReactNode
  readonly actions?: ReactNode
}

/** Shows why a configuration could not be read, or that it does not exist. */
export function ConfigurationReadNotice({ error, title, children, actions }: ConfigurationReadNoticeProps) {
  const messages = useConfigurationEditMessages()
  const operationMessages = useOperationMessages()
  if (isNotThere(error)) {
    return (
      <Notice tone="warning" part="gone" title={messages.configurationGoneTitle} actions={actions}>
        <p className="ra-text">{messages.configurationGoneBody}</p>
      </Notice>
    )
  }
  return (
    <div className="ra-group" data-part="read-failed">
      <FailureNotice
        problem={{ title, ...toReadReason(error, operationMessages), fields: [] }}
        actions={actions}
      />
      {children}
    </div>
  )
}

function isNotThere(error: Error): boolean {
  return error instanceof RequestError && isGone(error.failure)
}

interface UnreadConfigurationProps extends ComponentPropsWithoutRef<'form'> {
  readonly formRef: ForwardedRef<HTMLFormElement>
  /** Why it could not be read; `null` while it is being read. */
  readonly error: Error | null
  readonly onRetry: () => void
}

/** Shown instead of the form until there is a configuration to edit. */
export function UnreadConfiguration({
  formRef,
  error,
  onRetry,
  className,
  ...rest
}: UnreadConfigurationProps) {
  const messages = useConfigurationMessages()
  const editMessages = useConfigurationEditMessages()
  const appearance = useAppearance()
  const [last, setLast] = useState(error)
  if (error && error !== last) setLast(error)
  // The notice stays during a retry, because its button has the focus.
  const shown = error ?? last
  return (
    <form
      aria-label={editMessages.editFormLabel}
      {...appearance}
      {...rest}
      ref={formRef}
      className={classes('ra-form', className)}
      data-part="form"
      data-phase={error ? 'unread' : 'loading'}
      aria-busy={!error}
      onSubmit={(event) => event.preventDefault()}
    >
      <output className="ra-quiet" data-part="loading">
        {!error && messages.configurationLoading}
      </output>
      <div role="alert" className="ra-form-alert">
        {shown && (
          <ConfigurationReadNotice
            error={shown}
            title={editMessages.configurationFailed}
            actions={
              <Button
                data-part="retry"
                aria-disabled={!error}
                onClick={() => {
                  if (error) onRetry()
                }}
              >
                {messages.retry}
              </Button>
            }
          />
        )}
      </div>
    </form>
  )
}
