import type { JsonObject } from '../../../simulator/http/answers.ts'
import { createKeptAnswers } from '../../../simulator/state/keptAnswers.ts'
import type { KeptAnswers } from '../../../simulator/state/keptAnswers.ts'
import { createOperations } from '../../../simulator/state/Operation.ts'
import type { Operations } from '../../../simulator/state/Operation.ts'

/** A resource that can be read from `visibleAt` (epoch ms). */
export interface Resource {
  readonly id: string
  readonly visibleAt: number
}

/** A resource as stored: the requested fields with defaults filled in, and what the API adds. */
interface DatedResource extends Resource {
  readonly fields: JsonObject
  readonly createdAt: number
  readonly updatedAt: number
}

/**
 * A stored conversation. `configuration` is a copy from its creation; later changes do not affect it. Its
 * field `configurationId` is null if the configuration was inline.
 */
export interface Conversation extends DatedResource {
  readonly configuration: JsonObject
}

/** A stored configuration, or a resource inside a store. */
export interface VersionedResource extends DatedResource {
  readonly version: number
}

/** A memory store: QUEUED until `provisionsAt`, PROVISIONING until `readyAt`, then its outcome. Epoch ms. */
export interface Store extends Resource {
  readonly displayName: string
  readonly description: string | null
  readonly version: number
  readonly createdAt: number
  readonly provisionsAt: number
  readonly readyAt: number
  readonly outcome: 'ACTIVE' | 'FAILED'
  readonly identity: { readonly fields: JsonObject; readonly version: number }
  readonly traitGroups: Map<string, VersionedResource>
  readonly dataMappings: Map<string, VersionedResource>
}

/** The contents of one account in one region. */
export interface Account {
  readonly sid: string
  readonly configurations: Map<string, VersionedResource>
  readonly conversations: Map<string, Conversation>
  readonly stores: Map<string, Store>
  readonly operations: Operations
  readonly keptAnswers: KeptAnswers
}

/** Creates an empty account. */
export function createAccount(sid: string): Account {
  return {
    sid,
    configurations: new Map(),
    conversations: new Map(),
    stores: new Map(),
    operations: createOperations(),
    keptAnswers: createKeptAnswers(),
  }
}

/** Version 1 of a resource, created at `at` (epoch ms) and readable `lateMs` later. */
export function firstVersion(id: string, fields: JsonObject, at: number, lateMs = 0): VersionedResource {
  return { id, visibleAt: at + lateMs, fields, createdAt: at, updatedAt: at, version: 1 }
}

/** The next version of a resource, changed at `at` (epoch ms). */
export function nextVersion(former: VersionedResource, fields: JsonObject, at: number): VersionedResource {
  return { ...former, fields, updatedAt: at, version: former.version + 1 }
}

/** The resources that can be read at `now` (epoch ms). */
export function visible<One extends Resource>(resources: ReadonlyMap<string, One>, now: number): One[] {
  return [...resources.values()].filter((one) => one.visibleAt <= now)
}

/** The resource with this ID, if it can be read at `now` (epoch ms). */
export function findVisible<One extends Resource>(
  resources: ReadonlyMap<string, One>,
  id: string,
  now: number,
): One | null {
  const found = resources.get(id)
  return found && found.visibleAt <= now ? found : null
}
