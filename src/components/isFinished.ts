import type { AsyncOperation } from '../hooks/asyncOperation.ts'

/** True where nothing more will happen: it has ended, and its new resource is no longer being looked for. */
export function isFinished(operation: AsyncOperation): boolean {
  if (operation.status === 'COMPLETED') return operation.resource.state !== 'searching'
  return operation.status === 'FAILED' || operation.status === 'CANCELLED'
}
