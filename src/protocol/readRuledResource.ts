import type { AcceptedOperation } from './acceptedOperation.ts'
import type { Operation } from './operation.ts'
import type { Resource, ResourceRule } from './resource.ts'
import { readResourceId } from './resource.ts'

/** The resource of an operation whose recipe is known. Where no answer names it, it has to be searched for. */
export function readRuledResource(
  operation: Operation,
  accepted: AcceptedOperation | undefined,
  rule: ResourceRule | undefined,
): Resource {
  if (!rule) return { state: 'none' }
  const id = readResourceId(operation, accepted, rule.relatedKey ?? '')
  if (id) return { state: 'found', id, type: rule.type }
  return { state: rule.find && accepted?.hint ? 'searching' : 'none' }
}
