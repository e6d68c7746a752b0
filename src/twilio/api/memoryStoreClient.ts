import type { OperationsClient } from '../../client/createOperationsClient.ts'
import { engineOf } from '../../client/createOperationsClient.ts'
import { readJson } from '../../client/http/readJson.ts'
import { defined, readField, readText } from '../../protocol/json.ts'
import type { AcceptedOperation } from '../../protocol/operation.ts'
import { listPages, readPage, toQuery } from './pages.ts'
import type { Page, PageQuery } from './pages.ts'
import {
  createDataMapping,
  createTraitGroup,
  deleteDataMapping,
  deleteTraitGroup,
  lazyStorePartSchemas,
  patchDataMapping,
  patchTraitGroup,
  SEGMENTS,
  updateIdentityResolutionSettings,
  updateProfilesBulk,
} from './storePartOperations.ts'
import type { StorePart, StorePartSchemas } from './storePartOperations.ts'
import { storePartPath } from './storeParts.ts'
import type {
  DataMapping,
  DataMappingsQuery,
  IdentityResolutionSettings,
  ProfileData,
  TraitGroup,
  TraitGroupsQuery,
} from './storeParts.ts'
import type {
  CreateDataMappingInput,
  CreateTraitGroupInput,
  PatchDataMappingInput,
  PatchTraitGroupInput,
  UpdateIdentityResolutionSettingsInput,
} from './storePartSchemas.ts'

/** Options of every call about what a memory store contains. */
export interface StorePartCallOptions {
  readonly signal?: AbortSignal | undefined
}

/** Options of a call that changes something. */
export interface StorePartChangeOptions extends StorePartCallOptions {
  /** The `etag` from the last read: the server refuses the change (412) if someone has changed it since. */
  readonly ifMatch?: string | undefined
}

/** Something as it was read. `etag` is for `ifMatch`. */
export type Tagged<TPart> = TPart & { readonly etag?: string }

/**
 * The trait groups or the data mappings of one store. No endpoint takes an Idempotency-Key: each request is sent
 * once and never retried. Reads throw RequestError.
 */
export interface StorePartsClient<TPart, TCreate, TPatch, TQuery extends PageQuery> {
  /** @throws SubmissionError, which says whether it was refused, blocked, or may have been accepted */
  create: (input: Omit<TCreate, 'storeId'>, options?: StorePartCallOptions) => Promise<AcceptedOperation>
  /** Throws like `create`. */
  patch: (
    id: string,
    input: Omit<TPatch, 'storeId' | 'id' | 'ifMatch'>,
    options?: StorePartChangeOptions,
  ) => Promise<AcceptedOperation>
  /** Throws like `create`. */
  delete: (id: string, options?: StorePartCallOptions) => Promise<AcceptedOperation>
  list: (query?: TQuery & StorePartCallOptions) => Promise<Page<TPart>>
  /** Yields every entry and fetches each page only when it is needed. */
  listAll: (query?: TQuery & StorePartCallOptions) => AsyncGenerator<TPart>
}

/** What one memory store contains. `storeId` is bound. */
export interface MemoryStoreClient {
  readonly traitGroups: StorePartsClient<
    TraitGroup,
    CreateTraitGroupInput,
    PatchTraitGroupInput,
    TraitGroupsQuery
  > & {
    /**
     * Reads one group by its name, with its traits unless `includeTraits` is false. They come in pages: `nextToken`
     * leads to the next one, and with `pageSize: 100` there is only one, because a group has at most 95.
     */
    get: (
      name: string,
      query?: TraitGroupsQuery & StorePartCallOptions,
    ) => Promise<Tagged<TraitGroup> & { readonly nextToken?: string }>
  }
  readonly dataMappings: StorePartsClient<
    DataMapping,
    CreateDataMappingInput,
    PatchDataMappingInput,
    DataMappingsQuery
  > & { get: (id: string, options?: StorePartCallOptions) => Promise<Tagged<DataMapping>> }
  readonly identityResolutionSettings: {
    get: (options?: StorePartCallOptions) => Promise<Tagged<IdentityResolutionSettings>>
    /** Replaces all settings. Sent once; throws like `traitGroups.create`. */
    update: (
      input: Omit<UpdateIdentityResolutionSettingsInput, 'storeId' | 'ifMatch'>,
      options?: StorePartChangeOptions,
    ) => Promise<AcceptedOperation>
  }
  readonly profiles: {
    /**
     * Creates up to 1000 profiles, or adds traits to those that exist. Sent once; throws like
     * `traitGroups.create`.
     */
    updateBulk: (profiles: ProfileData[], options?: StorePartCallOptions) => Promise<AcceptedOperation>
  }
}

type Parse<TPart> = (schemas: StorePartSchemas, value: unknown, path?: string) => TPart
type AnyQuery = TraitGroupsQuery & DataMappingsQuery & StorePartCallOptions

const toTraitGroup: Parse<TraitGroup> = ({ parse, traitGroupSchema }, value, path) =>
  parse(traitGroupSchema, value, path)
const toDataMapping: Parse<DataMapping> = ({ parse, dataMappingSchema }, value, path) =>
  parse(dataMappingSchema, value, path)

/** Reads and changes what a memory store contains. It sends nothing until you call it. */
export function createMemoryStoreClient(client: OperationsClient, storeId: string): MemoryStoreClient {
  async function read<TResult>(
    part: StorePart,
    id: string | undefined,
    { signal, includeTraits, pageSize, pageToken, orderBy, type }: AnyQuery,
    parse: (schemas: StorePartSchemas, body: unknown) => TResult,
  ): Promise<Tagged<TResult>> {
    const path =
      storePartPath(storeId, SEGMENTS[part], id) +
      toQuery({ includeTraits, pageSize, pageToken, orderBy, type })
    const [{ body, headers }, schemas] = await Promise.all([
      readJson(engineOf(client).context, path, { api: 'memory', signal }),
      lazyStorePartSchemas.load(),
    ])
    return { ...parse(schemas, body), ...defined({ etag: headers.get('etag') ?? undefined }) }
  }

  function lists<TPart>(part: StorePart, parse: Parse<TPart>) {
    const list = (query: AnyQuery = {}): Promise<Page<TPart>> =>
      read(part, undefined, query, (schemas, body) =>
        readPage(body, (item, path) => parse(schemas, item, path)),
      )
    return {
      list,
      listAll: (query: AnyQuery = {}) =>
        listPages(
          (pageToken) => list({ ...query, pageToken }),
          query.pageToken,
          engineOf(client).gate.session(),
        ),
    }
  }

  return {
    traitGroups: {
      create: (input, options) => client.submit(createTraitGroup, { ...input, storeId }, options),
      patch: (id, input, { ifMatch, signal } = {}) =>
        client.submit(patchTraitGroup, { ...input, storeId, id, ifMatch }, { signal }),
      delete: (id, options) => client.submit(deleteTraitGroup, { storeId, id }, options),
      get: (name, query = {}) =>
        read('traitGroup', name, query, (schemas, body) => ({
          ...toTraitGroup(schemas, readField(body, 'traitGroup'), 'traitGroup'),
          ...defined({ nextToken: readText(readField(body, 'meta'), 'nextToken', Infinity) }),
        })),
      ...lists('traitGroup', toTraitGroup),
    },
    dataMappings: {
      create: (input, options) => client.submit(createDataMapping, { ...input, storeId }, options),
      patch: (id, input, { ifMatch, signal } = {}) =>
        client.submit(patchDataMapping, { ...input, storeId, id, ifMatch }, { signal }),
      delete: (id, options) => client.submit(deleteDataMapping, { storeId, id }, options),
      get: (id, options = {}) => read('dataMapping', id, options, toDataMapping),
      ...lists('dataMapping', toDataMapping),
    },
    identityResolutionSettings: {
      get: (options = {}) =>
        read(
          'identityResolutionSettings',
          undefined,
          options,
          ({ parse, identityResolutionSettingsSchema }, body) =>
            parse(identityResolutionSettingsSchema, body),
        ),
      update: (input, { ifMatch, signal } = {}) =>
        client.submit(updateIdentityResolutionSettings, { ...input, storeId, ifMatch }, { signal }),
    },
    profiles: {
      updateBulk: (profiles, options) => client.submit(updateProfilesBulk, { storeId, profiles }, options),
    },
  }
}
