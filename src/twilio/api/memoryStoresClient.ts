import type { OperationsClient } from '../../client/createOperationsClient.ts'
import { engineOf } from '../../client/createOperationsClient.ts'
import { lazy } from '../../client/http/lazy.ts'
import { readJson } from '../../client/http/readJson.ts'
import { defineVendorOperation } from '../../client/request/lazySending.ts'
import type { AcceptedOperation } from '../../protocol/operation.ts'
import { checkText } from './checkField.ts'
import { lazyFindMemoryStores, lazySchema } from './lazySchemas.ts'
import type { MemoryStore } from './memoryStore.ts'
import { memoryStorePath, readMemoryStore } from './memoryStore.ts'
import type { CreateMemoryStoreInput, PatchMemoryStoreInput } from './memoryStoreSchemas.ts'
import type { DeletionInput } from './orchestratorApis.ts'
import { listPages, readPage, toQuery } from './pages.ts'
import type { Page, PageQuery } from './pages.ts'

/** Most pages never wait for a store. */
export const lazyWaiting = /* @__PURE__ */ lazy(() => import('./waitUntilActive.ts'))

/** The query parameters of the list of memory stores. */
export interface ListMemoryStoresQuery extends PageQuery {
  /** The API's default is `DESC`. */
  readonly orderBy?: 'ASC' | 'DESC' | undefined
}

/** The memory stores of an account. `get`, `list` and `listAll` throw RequestError. */
export interface MemoryStoresClient {
  /**
   * The endpoint takes no Idempotency-Key: the request is sent once and never retried.
   *
   * @throws SubmissionError, which says whether it was refused, blocked, or may have been accepted
   */
  create: (
    input: CreateMemoryStoreInput,
    options?: { signal?: AbortSignal | undefined },
  ) => Promise<AcceptedOperation>
  /** Sent once, like `create`. With `ifMatch`, it does not overwrite someone else's change (412). */
  patch: (
    id: string,
    input: Omit<PatchMemoryStoreInput, 'id' | 'ifMatch'>,
    options?: { ifMatch?: string | undefined; signal?: AbortSignal | undefined },
  ) => Promise<AcceptedOperation>
  /** Deletes the store and everything in it. Sent once, like `create`. */
  delete: (id: string, options?: { signal?: AbortSignal | undefined }) => Promise<AcceptedOperation>
  /**
   * Polls a store every 2 s until it can be used. A store is not always ACTIVE when its operation completes.
   *
   * @param options.timeoutMs the maximum wait in ms; default: the client's `stuckAfterMs`
   * @throws OperationWaitError if the store is not ACTIVE in time, or is FAILED
   * @throws RangeError if `timeoutMs` is negative or not a number
   * @throws RequestError if the store may not be read, or does not exist after 60 s; of kind `network` if the code
   *   that waits cannot be loaded
   * @throws the signal's reason if it is aborted, or an `AbortError` if the user signs out
   */
  waitUntilActive: (
    id: string,
    options?: { signal?: AbortSignal | undefined; timeoutMs?: number | undefined },
  ) => Promise<MemoryStore>
  /** Includes the `etag` to pass as `ifMatch` when you change the store. */
  get: (
    id: string,
    options?: { signal?: AbortSignal | undefined },
  ) => Promise<MemoryStore & { readonly etag?: string }>
  /** The API's list contains only IDs. */
  list: (query?: ListMemoryStoresQuery & { signal?: AbortSignal | undefined }) => Promise<Page<string>>
  /** Yields every ID and fetches each page only when it is needed. */
  listAll: (query?: ListMemoryStoresQuery & { signal?: AbortSignal | undefined }) => AsyncGenerator<string>
}

export function createMemoryStoresClient(client: OperationsClient): MemoryStoresClient {
  const { context, gate } = engineOf(client)
  const list: MemoryStoresClient['list'] = async ({ signal, pageSize, pageToken, orderBy } = {}) => {
    const path = memoryStorePath() + toQuery({ pageSize, pageToken, orderBy })
    return readPage((await readJson(context, path, { api: 'memory', signal })).body, checkText)
  }
  const get: MemoryStoresClient['get'] = async (id, { signal } = {}) => {
    const answer = await readJson(context, memoryStorePath(id), { api: 'memory', signal })
    const etag = answer.headers.get('etag')
    return { ...readMemoryStore(answer.body), ...(etag !== null && { etag }) }
  }
  return {
    create: (input, options) => client.submit(createMemoryStore, input, options),
    patch: (id, input, { ifMatch, signal } = {}) =>
      client.submit(patchMemoryStore, { ...input, id, ifMatch }, { signal }),
    delete: (id, options) => client.submit(deleteMemoryStore, { id }, options),
    async waitUntilActive(id, options) {
      const session = gate.session()
      const { waitUntilActive } = await lazyWaiting.load()
      return waitUntilActive(context, id, (signal) => get(id, { signal }), { ...options, session })
    },
    get,
    list,
    listAll: (query = {}) =>
      listPages((pageToken) => list({ ...query, pageToken }), query.pageToken, gate.session()),
  }
}

/** POST /v1/ControlPlane/Stores. The endpoint takes no Idempotency-Key, so the request is sent only once. */
export const createMemoryStore = /* @__PURE__ */ defineVendorOperation({
  kind: 'memoryStore.create',
  version: 1,
  api: 'memory',
  method: 'POST',
  path: () => memoryStorePath(),
  body: (input) => input,
  schema: /* @__PURE__ */ lazySchema((schemas) => schemas.createMemoryStoreSchema),
  takesIdempotencyKey: false,
  label: ({ displayName }) => displayName,
  hint: ({ displayName }) => ({ displayName }),
  resource: { type: 'memoryStore', find: lazyFindMemoryStores },
})

/**
 * PATCH /v1/ControlPlane/Stores/{storeId}. The endpoint takes no Idempotency-Key. With `ifMatch`, the server
 * answers 412 instead of overwriting someone else's change.
 */
export const patchMemoryStore = /* @__PURE__ */ defineVendorOperation({
  kind: 'memoryStore.patch',
  version: 1,
  api: 'memory',
  method: 'PATCH',
  path: ({ id }) => memoryStorePath(id),
  body: ({ displayName, description }) => ({ displayName, description }),
  headers: ({ ifMatch }): Record<string, string> => (ifMatch === undefined ? {} : { 'if-match': ifMatch }),
  schema: /* @__PURE__ */ lazySchema((schemas) => schemas.patchMemoryStoreSchema),
  takesIdempotencyKey: false,
  label: ({ displayName, id }) => displayName ?? id,
  resource: { type: 'memoryStore' },
  resourceId: ({ id }) => id,
})

/**
 * DELETE /v1/ControlPlane/Stores/{storeId}. Deletes the store and everything in it. The endpoint takes no
 * Idempotency-Key.
 */
export const deleteMemoryStore = /* @__PURE__ */ defineVendorOperation({
  kind: 'memoryStore.delete',
  version: 1,
  api: 'memory',
  method: 'DELETE',
  path: ({ id }: DeletionInput) => memoryStorePath(id),
  takesIdempotencyKey: false,
  isDestructive: true,
  label: ({ displayName, id }) => displayName ?? id,
  resourceId: ({ id }) => id,
  refreshes: ['memoryStore'],
})
