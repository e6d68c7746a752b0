import type { Answer } from './Answer.ts'
import { createOperations, type Operations } from './createOperations.ts'
import type { JsonObject } from './Json.ts'

/** A resource that can be read from `visibleAt` on (epoch ms). */
interface Resource {
  readonly id: string
  readonly visibleAt: number
}

/** A stored configuration: what was asked for, completed by defaults, and what the API adds. */
export interface Configuration extends Resource {
  readonly fields: JsonObject
  readonly createdAt: number
  readonly updatedAt: number
  readonly version: number
}

/** A stored conversation. `configuration` is what it began with: later changes of its configuration do not reach it. */
export interface Conversation extends Resource {
  readonly fields: JsonObject
  readonly configuration: JsonObject
  readonly createdAt: number
  readonly updatedAt: number
}

/** Something that belongs to a store and carries a version. */
export interface StorePart extends Resource {
  readonly fields: JsonObject
  readonly createdAt: number
  readonly updatedAt: number
  readonly version: number
}

/** A stored memory store: QUEUED until `provisionsAt`, PROVISIONING until `readyAt`, then its outcome. */
export interface Store extends Resource {
  readonly displayName: string
  readonly description: string | null
  readonly version: number
  readonly provisionsAt: number
  readonly readyAt: number
  readonly outcome: 'ACTIVE' | 'FAILED'
  readonly identity: { readonly fields: JsonObject; readonly version: number }
  readonly traitGroups: Map<string, StorePart>
  readonly dataMappings: Map<string, StorePart>
}

/** An answer kept for its Idempotency-Key. */
export interface KeptAnswer {
  readonly at: number
  /** Method, path and body it answered. */
  readonly request: string
  readonly answer: Answer
  readonly operationId: string
}

/** What one account holds in one region. */
export interface Account {
  readonly sid: string
  readonly configurations: Map<string, Configuration>
  readonly conversations: Map<string, Conversation>
  readonly stores: Map<string, Store>
  readonly operations: Operations
  readonly keptAnswers: Map<string, KeptAnswer>
}

/** Makes an account that holds nothing. */
export function createAccount(sid: string): Account {
  return {
    sid,
    configurations: new Map(),
    conversations: new Map(),
    stores: new Map(),
    operations: createOperations(),
    keptAnswers: new Map(),
  }
}

/** The resources that can be read by now. */
export function visible<One extends Resource>(resources: ReadonlyMap<string, One>, now: number): One[] {
  return [...resources.values()].filter((one) => one.visibleAt <= now)
}

/** The resource of an ID if it can be read by now. */
export function findVisible<One extends Resource>(
  resources: ReadonlyMap<string, One>,
  id: string,
  now: number,
): One | null {
  const found = resources.get(id)
  return found && found.visibleAt <= now ? found : null
}
