import { OperationsTray, useOperations } from 'react-accepted'

import { toResourceHref } from './route.ts'

/** The operations submitted here: running, done, failed or not confirmed. Hidden if there are none. */
export function OperationsList() {
  const { operations, unconfirmed } = useOperations()
  return operations.length + unconfirmed.length > 0 && <OperationsTray getResourceHref={toResourceHref} />
}
