import type { ReactNode } from 'react'

import type { OperationsClient } from '../client/createOperationsClient.ts'
import type { OperationEvent } from '../client/operationEvent.ts'
import type { OperationsStorage } from '../client/operationsStorage.ts'
import type { AcceptedOperation } from '../protocol/acceptedOperation.ts'
import type { Appearance } from './appearance.ts'
import type { SettledOperation } from './asyncOperation.ts'
import type { OperationMessages } from './messages.ts'

/** Props of OperationsProvider. */
export interface OperationsProviderProps {
  /** Reads and submits operations. Make it once, outside of components. */
  readonly client: OperationsClient
  /**
   * Whose operations these are: account, region and user, such as `AC123/us1/mara`. With it, what is under way is kept
   * in this browser and goes on after a reload and in other tabs; without it, only in this tab. Another scope neither
   * shows nor touches it, and changing it forgets everything of the one before.
   */
  readonly scope?: string | undefined
  /** Where it is kept. Default: IndexedDB, and without a scope `sessionStorage`. `null` keeps nothing. */
  readonly storage?: OperationsStorage | null | undefined
  /** Called when an operation submitted below this provider has ended: once per browser, without a scope once per tab. */
  readonly onSettled?: ((operation: SettledOperation, accepted: AcceptedOperation) => void) | undefined
  /** Told of everything that happens to operations: for logs and measurements. What it throws cannot stop anything. */
  readonly onEvent?: ((event: OperationEvent) => void) | undefined
  /** Your words in place of the English ones. */
  readonly messages?: Partial<OperationMessages> | undefined
  /** How the components look. */
  readonly appearance?: Appearance | undefined
  readonly children?: ReactNode
}
