'use client'

import type { ComponentPropsWithoutRef, ForwardedRef } from 'react'
import { useState } from 'react'

import { classes } from '../../components/classes.ts'
import { useAppearance } from '../../components/useAppearance.ts'
import { ConfigurationReadNotice } from './ConfigurationReadNotice.tsx'
import { useConfigurationMessages } from './useConfigurationMessages.ts'

export interface UnreadConfigurationProps extends ComponentPropsWithoutRef<'form'> {
  readonly formRef: ForwardedRef<HTMLFormElement>
  /** Why it could not be read; `null` while it is read. */
  readonly error: Error | null
  readonly onRetry: () => void
}

/** In place of the form until there is a configuration to show. */
export function UnreadConfiguration({
  formRef,
  error,
  onRetry,
  className,
  ...rest
}: UnreadConfigurationProps) {
  const messages = useConfigurationMessages()
  const appearance = useAppearance()
  const [last, setLast] = useState(error)
  if (error && error !== last) setLast(error)
  // While it is read again the notice stays: the button has the focus.
  const shown = error ?? last
  return (
    <form
      aria-label={messages.editFormLabel}
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
            title={messages.configurationFailed}
            actions={
              <button
                type="button"
                className="ra-button"
                data-part="retry"
                aria-disabled={!error}
                onClick={() => {
                  if (error) onRetry()
                }}
              >
                {messages.retry}
              </button>
            }
          />
        )}
      </div>
    </form>
  )
}
