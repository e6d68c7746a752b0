import * as z from 'zod/mini'

import type { OperationsClient } from '../../client/createOperationsClient.ts'
import type { AcceptedOperation } from '../../protocol/acceptedOperation.ts'
import { createMemoryStore } from './createMemoryStore.ts'
import type { CreateMemoryStoreInput } from './createMemoryStoreSchema.ts'
import { listPages } from './listPages.ts'
import type { MemoryStore } from './memoryStore.ts'
import { memoryStoreSchema } from './memoryStore.ts'
import { parse } from './parse.ts'
import type { Page, PageQuery } from './readPage.ts'
import { readPage } from './readPage.ts'
import { toQuery } from './toQuery.ts'

const PATH = '/v1/ControlPlane/Stores'

/** What the list of memory stores takes. */
export interface ListMemoryStoresQuery extends PageQuery {
  /** Default of the API: `DESC`. */
  readonly orderBy?: 'ASC' | 'DESC' | undefined
}

/** The memory stores of an account. Reading throws HttpError, ConnectionError, BodyError and ContractError. */
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
    const path = PATH + toQuery({ pageSize, pageToken, orderBy })
    return readPage((await client.read(path, { api: 'memory', signal })).body, z.string())
  }
  return {
    create: (input, options) => client.submit(createMemoryStore, input, options),
    async get(id, { signal } = {}) {
      const answer = await client.read(`${PATH}/${encodeURIComponent(id)}`, { api: 'memory', signal })
      const etag = answer.headers.get('etag')
      return { ...parse(memoryStoreSchema, answer.body), ...(etag !== null && { etag }) }
    },
    list,
    listAll: (query = {}) => listPages((pageToken) => list({ ...query, pageToken }), query.pageToken),
  }
}
