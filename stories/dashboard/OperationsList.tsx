import { OperationsTray, useOperations } from 'react-accepted'

import { toHref } from './route.ts'

/** The operations submitted here: running, done, failed or not confirmed. Hidden if there are none. */
export function OperationsList() {
  const { operations, unconfirmed } = useOperations()
  return (
    operations.length + unconfirmed.length > 0 && (
      <OperationsTray
        getResourceHref={({ id, type }) =>
          type === 'configuration' ? toHref({ page: 'configurations', open: id }) : undefined
        }
      />
    )
  )
}
