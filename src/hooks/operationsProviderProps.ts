import type { ReactNode } from 'react'

import type { OperationsClient } from '../client/createOperationsClient.ts'
import type { OperationEvent } from '../client/operationEvent.ts'
import type { AcceptedOperation } from '../protocol/acceptedOperation.ts'
import type { Appearance } from './appearance.ts'
import type { SettledOperation } from './asyncOperation.ts'
import type { OperationMessages } from './messages.ts'

/** Props of OperationsProvider. */
export interface OperationsProviderProps {
  /** Reads and submits operations. Make it once, outside of components. */
  readonly client: OperationsClient
  /** Told once of each operation submitted below this provider, when it has ended. */
  readonly onSettled?: ((operation: SettledOperation, accepted: AcceptedOperation) => void) | undefined
  /** Told of everything that happens to operations: for logs and measurements. What it throws cannot stop anything. */
  readonly onEvent?: ((event: OperationEvent) => void) | undefined
  /** Your words in place of the English ones. */
  readonly messages?: Partial<OperationMessages> | undefined
  /** How the components look. */
  readonly appearance?: Appearance | undefined
  readonly children?: ReactNode
}
