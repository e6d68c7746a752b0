import type { OperationSnapshot } from '../../protocol/snapshot.ts'
import type { DefinedEndpoint } from './endpoint.ts'

/**
 * A stored snapshot whose result this page can still read: at once with `timer`, or when a component asks for it
 * with `manual`. If its endpoint has no `result`, or is not known here, it has none.
 */
export function reopenResult(
  { result, ...snapshot }: OperationSnapshot,
  { endpointOf }: { readonly endpointOf: (kind: string | undefined) => DefinedEndpoint | undefined },
  wake: 'timer' | 'manual',
): OperationSnapshot {
  const canRead = result && endpointOf(snapshot.accepted?.kind)?.['~internal'].addResult
  return canRead ? { ...snapshot, result, wake } : snapshot
}
