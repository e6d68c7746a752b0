import type { OperationsClient } from '../../client/createOperationsClient.ts'
import { engineOf } from '../../client/createOperationsClient.ts'
import { readJson } from '../../client/http/readJson.ts'
import { defineVendorOperation } from '../../client/request/lazySending.ts'
import type { AcceptedOperation } from '../../protocol/operation.ts'
import type { Configuration } from './configuration.ts'
import { configurationPath } from './configuration.ts'
import type {
  CreateConfigurationInput,
  PatchConfigurationInput,
  UpdateConfigurationInput,
} from './configurationSchemas.ts'
import { lazyFindConfigurations, lazySchema, readConfigurations } from './lazySchemas.ts'
import type { DeletionInput, SubmitCallOptions } from './orchestratorApis.ts'
import { listPages, readPage, toQuery } from './pages.ts'
import type { Page, PageQuery } from './pages.ts'

/** The query parameters of the list of configurations. The API has no filter for names. */
export interface ListConfigurationsQuery extends PageQuery {
  readonly memoryStoreId?: string | undefined
}

/** The configurations of an account. `get`, `list` and `listAll` throw RequestError. */
export interface ConfigurationsClient {
  /** @throws SubmissionError, which says whether it was refused, blocked, or may have been accepted */
  create: (input: CreateConfigurationInput, options?: SubmitCallOptions) => Promise<AcceptedOperation>
  /**
   * Replaces the whole configuration: fields that are left out are dropped, and `listUnsentFields` names those
   * that no request can contain. To change parts, use `patch`. Throws like `create`.
   */
  update: (
    id: string,
    input: Omit<UpdateConfigurationInput, 'id'>,
    options?: SubmitCallOptions,
  ) => Promise<AcceptedOperation>
  /** Changes only the given fields; `null` clears a field. Throws like `create`. */
  patch: (
    id: string,
    input: Omit<PatchConfigurationInput, 'id'>,
    options?: SubmitCallOptions,
  ) => Promise<AcceptedOperation>
  /** Throws like `create`. */
  delete: (id: string, options?: SubmitCallOptions) => Promise<AcceptedOperation>
  get: (id: string, options?: { signal?: AbortSignal | undefined }) => Promise<Configuration>
  list: (
    query?: ListConfigurationsQuery & { signal?: AbortSignal | undefined },
  ) => Promise<Page<Configuration>>
  /** Yields every configuration and fetches each page only when it is needed. */
  listAll: (
    query?: ListConfigurationsQuery & { signal?: AbortSignal | undefined },
  ) => AsyncGenerator<Configuration>
}

export function createConfigurationsClient(client: OperationsClient): ConfigurationsClient {
  const { context, gate } = engineOf(client)
  const list: ConfigurationsClient['list'] = async ({ signal, pageSize, pageToken, memoryStoreId } = {}) => {
    const path = configurationPath() + toQuery({ pageSize, pageToken, memoryStoreId })
    const asked = readJson(context, path, { api: 'conversations', signal })
    return readConfigurations(asked, ({ body }, readOne) => readPage(body, readOne))
  }
  return {
    create: (input, options) => client.submit(createConfiguration, input, options),
    update: (id, input, options) => client.submit(updateConfiguration, { ...input, id }, options),
    patch: (id, input, options) => client.submit(patchConfiguration, { ...input, id }, options),
    delete: (id, options) => client.submit(deleteConfiguration, { id }, options),
    get(id, { signal } = {}) {
      const asked = readJson(context, configurationPath(id), { api: 'conversations', signal })
      return readConfigurations(asked, ({ body }, readOne) => readOne(body))
    },
    list,
    listAll: (query = {}) =>
      listPages((pageToken) => list({ ...query, pageToken }), query.pageToken, gate.session()),
  }
}

/** POST /v2/ControlPlane/Configurations. */
export const createConfiguration = /* @__PURE__ */ defineVendorOperation({
  kind: 'configuration.create',
  version: 1,
  api: 'conversations',
  method: 'POST',
  path: () => configurationPath(),
  body: (input) => input,
  schema: /* @__PURE__ */ lazySchema((schemas) => schemas.createConfigurationSchema),
  takesIdempotencyKey: true,
  label: ({ displayName }) => displayName,
  hint: ({ displayName, memoryStoreId }) => ({ displayName, memoryStoreId }),
  resource: { type: 'configuration', relatedKey: 'configurationId', find: lazyFindConfigurations },
})

/** Fields of an input that are not in its body: those that only the server sets, and the name of a PATCH. */
const NOT_IN_BODY = new Set(['id', 'createdAt', 'updatedAt', 'version', 'storedName'])

function toBody(input: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(input).filter(([field]) => !NOT_IN_BODY.has(field)))
}

/** PUT /v2/ControlPlane/Configurations/{id}. */
export const updateConfiguration = /* @__PURE__ */ defineVendorOperation({
  kind: 'configuration.update',
  version: 1,
  api: 'conversations',
  method: 'PUT',
  path: ({ id }) => configurationPath(id),
  body: toBody,
  schema: /* @__PURE__ */ lazySchema((schemas) => schemas.updateConfigurationSchema),
  takesIdempotencyKey: true,
  label: ({ displayName, id }) => displayName ?? id,
  resource: { type: 'configuration', relatedKey: 'configurationId' },
  resourceId: ({ id }) => id,
})

/** PATCH /v2/ControlPlane/Configurations/{id}. */
export const patchConfiguration = /* @__PURE__ */ defineVendorOperation({
  kind: 'configuration.patch',
  version: 1,
  api: 'conversations',
  method: 'PATCH',
  path: ({ id }) => configurationPath(id),
  body: toBody,
  schema: /* @__PURE__ */ lazySchema((schemas) => schemas.patchConfigurationSchema),
  takesIdempotencyKey: true,
  label: ({ displayName, storedName, id }) => displayName ?? storedName ?? id,
  resource: { type: 'configuration', relatedKey: 'configurationId' },
  resourceId: ({ id }) => id,
})

/** DELETE /v2/ControlPlane/Configurations/{id}. */
export const deleteConfiguration = /* @__PURE__ */ defineVendorOperation({
  kind: 'configuration.delete',
  version: 1,
  api: 'conversations',
  method: 'DELETE',
  path: ({ id }: DeletionInput) => configurationPath(id),
  takesIdempotencyKey: true,
  isDestructive: true,
  label: ({ displayName, id }) => displayName ?? id,
  resourceId: ({ id }) => id,
  refreshes: ['configuration'],
})
