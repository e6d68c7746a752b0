import type { OperationsClient } from '../../client/createOperationsClient.ts'
import { readJson } from '../../client/readJson.ts'
import type { AcceptedOperation } from '../../protocol/acceptedOperation.ts'
import { checkText } from './checkField.ts'
import { createMemoryStore } from './createMemoryStore.ts'
import type { CreateMemoryStoreInput } from './createMemoryStoreSchema.ts'
import { deleteMemoryStore } from './deleteMemoryStore.ts'
import { listPages } from './listPages.ts'
import type { MemoryStore } from './memoryStore.ts'
import { readMemoryStore } from './memoryStore.ts'
import { memoryStorePath } from './memoryStorePath.ts'
import { patchMemoryStore } from './patchMemoryStore.ts'
import type { PatchMemoryStoreInput } from './patchMemoryStoreSchema.ts'
import type { Page, PageQuery } from './readPage.ts'
import { readPage } from './readPage.ts'
import { toQuery } from './toQuery.ts'
import { waitUntilActive } from './waitUntilActive.ts'

/** What the list of memory stores takes. */
export interface ListMemoryStoresQuery extends PageQuery {
  /** Default of the API: `DESC`. */
  readonly orderBy?: 'ASC' | 'DESC' | undefined
}

/** The memory stores of an account. Reading throws RequestError. */
export interface MemoryStoresClient {
  /**
   * The endpoint takes no Idempotency-Key: this is sent once and never retried.
   *
   * @throws SubmissionError saying whether it was refused, blocked, or may have been accepted
   */
  create: (
    input: CreateMemoryStoreInput,
    options?: { signal?: AbortSignal | undefined },
  ) => Promise<AcceptedOperation>
  /** Sent once, as `create`. With `ifMatch`, a change that someone made since is not overwritten. */
  patch: (
    id: string,
    input: Omit<PatchMemoryStoreInput, 'id' | 'ifMatch'>,
    options?: { ifMatch?: string | undefined; signal?: AbortSignal | undefined },
  ) => Promise<AcceptedOperation>
  /** Deletes it with everything in it. Sent once, as `create`. */
  delete: (id: string, options?: { signal?: AbortSignal | undefined }) => Promise<AcceptedOperation>
  /**
   * Reads a store until it can be used: a completed operation and an ACTIVE store are two facts.
   *
   * @throws WaitError where it is not ACTIVE in time, or has FAILED
   */
  waitUntilActive: (
    id: string,
    options?: { signal?: AbortSignal | undefined; timeoutMs?: number | undefined },
  ) => Promise<MemoryStore>
  /** With the `ETag` that a later change may be made conditional on. */
  get: (
    id: string,
    options?: { signal?: AbortSignal | undefined },
  ) => Promise<MemoryStore & { etag?: string }>
  /** The API's list gives IDs only. */
  list: (query?: ListMemoryStoresQuery & { signal?: AbortSignal | undefined }) => Promise<Page<string>>
  /** Every ID, page by page, as they are asked for. */
  listAll: (query?: ListMemoryStoresQuery & { signal?: AbortSignal | undefined }) => AsyncGenerator<string>
}

export function createMemoryStoresClient(client: OperationsClient): MemoryStoresClient {
  const list: MemoryStoresClient['list'] = async ({ signal, pageSize, pageToken, orderBy } = {}) => {
    const path = memoryStorePath() + toQuery({ pageSize, pageToken, orderBy })
    return readPage((await readJson(client.context, path, { api: 'memory', signal })).body, checkText)
  }
  const get: MemoryStoresClient['get'] = async (id, { signal } = {}) => {
    const answer = await readJson(client.context, memoryStorePath(id), { api: 'memory', signal })
    const etag = answer.headers.get('etag')
    return { ...readMemoryStore(answer.body), ...(etag !== null && { etag }) }
  }
  return {
    create: (input, options) => client.submit(createMemoryStore, input, options),
    patch: (id, input, { ifMatch, signal } = {}) =>
      client.submit(patchMemoryStore, { ...input, id, ifMatch }, { signal }),
    delete: (id, options) => client.submit(deleteMemoryStore, { id }, options),
    waitUntilActive: (id, options) => waitUntilActive(client, id, (signal) => get(id, { signal }), options),
    get,
    list,
    listAll: (query = {}) => listPages((pageToken) => list({ ...query, pageToken }), query.pageToken),
  }
}
