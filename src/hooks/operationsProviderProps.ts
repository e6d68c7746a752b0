import type { ReactNode } from 'react'

import type { OperationsClient } from '../client/createOperationsClient.ts'
import type { OperationEvent } from '../client/polling/operationEvents.ts'
import type { OperationsStorage } from '../client/storage/webStore.ts'
import type { AcceptedOperation } from '../protocol/operation.ts'
import type { SettledOperation } from './asyncOperation.ts'
import type { MessageOverrides } from './messages.ts'

/** How the components look, in addition to your own CSS custom properties. */
export interface Appearance {
  /** `auto` follows the page: dark if its text is light. Default: `auto`. */
  readonly theme?: 'auto' | 'light' | 'dark'
  /** Default: `comfortable`. */
  readonly density?: 'comfortable' | 'compact'
  /**
   * The colour of interactive elements. For others, set `--ra-accent` and its companions. Default: `indigo`.
   */
  readonly accent?: 'indigo' | 'teal' | 'violet' | 'graphite'
}

/** Props of OperationsProvider. */
export interface OperationsProviderProps {
  /** Submits operations and reads their status. Create it once, outside of components. */
  readonly client: OperationsClient
  /**
   * Whose operations these are: account, region and user, such as `AC123/us1/mara`. With a scope, open
   * intents and operations are kept in this browser, and continue after a reload and in other tabs; without
   * one, only in this tab. A scope never shows or changes the data of another one, and changing it deletes
   * everything of the previous one.
   */
  readonly scope?: string | undefined
  /** Where they are stored. Default: IndexedDB; without a scope, `sessionStorage`. `null` stores nothing. */
  readonly storage?: OperationsStorage | null | undefined
  /**
   * Called when an operation submitted below this provider has ended: once per browser, or once per tab
   * without a scope.
   */
  readonly onSettled?: ((operation: SettledOperation, accepted: AcceptedOperation) => void) | undefined
  /**
   * Called for everything that happens to operations, for logs and metrics. Errors it throws stop nothing.
   */
  readonly onEvent?: ((event: OperationEvent) => void) | undefined
  /** Your texts instead of the English ones. */
  readonly messages?: MessageOverrides | undefined
  /** How the components look. */
  readonly appearance?: Appearance | undefined
  readonly children?: ReactNode
}
