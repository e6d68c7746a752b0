import type { OperationsClient } from '../../client/createOperationsClient.ts'
import { readJson } from '../../client/readJson.ts'
import type { AcceptedOperation } from '../../protocol/acceptedOperation.ts'
import type { Configuration } from './configuration.ts'
import { configurationPath } from './configurationPath.ts'
import { createConfiguration } from './createConfiguration.ts'
import type { CreateConfigurationInput } from './createConfigurationSchema.ts'
import { deleteConfiguration } from './deleteConfiguration.ts'
import { readConfigurations } from './lateSchemas.ts'
import { listPages } from './listPages.ts'
import { patchConfiguration } from './patchConfiguration.ts'
import type { PatchConfigurationInput } from './patchConfigurationSchema.ts'
import type { Page, PageQuery } from './readPage.ts'
import { readPage } from './readPage.ts'
import type { SubmitCallOptions } from './submitCallOptions.ts'
import { toQuery } from './toQuery.ts'
import { updateConfiguration } from './updateConfiguration.ts'
import type { UpdateConfigurationInput } from './updateConfigurationSchema.ts'

/** What the list of configurations takes. There is no filter for names. */
export interface ListConfigurationsQuery extends PageQuery {
  readonly memoryStoreId?: string | undefined
}

/** The configurations of an account. Reading throws RequestError. */
export interface ConfigurationsClient {
  /** @throws SubmissionError saying whether it was refused, blocked, or may have been accepted */
  create: (input: CreateConfigurationInput, options?: SubmitCallOptions) => Promise<AcceptedOperation>
  /** Replaces it as a whole: what is left out is dropped. Throws as `create`. */
  update: (
    id: string,
    input: Omit<UpdateConfigurationInput, 'id'>,
    options?: SubmitCallOptions,
  ) => Promise<AcceptedOperation>
  /** Changes only what is there; `null` clears. Throws as `create`. */
  patch: (
    id: string,
    input: Omit<PatchConfigurationInput, 'id'>,
    options?: SubmitCallOptions,
  ) => Promise<AcceptedOperation>
  /** Throws as `create`. */
  delete: (id: string, options?: SubmitCallOptions) => Promise<AcceptedOperation>
  get: (id: string, options?: { signal?: AbortSignal | undefined }) => Promise<Configuration>
  list: (
    query?: ListConfigurationsQuery & { signal?: AbortSignal | undefined },
  ) => Promise<Page<Configuration>>
  /** Every configuration, page by page, as they are asked for. */
  listAll: (
    query?: ListConfigurationsQuery & { signal?: AbortSignal | undefined },
  ) => AsyncGenerator<Configuration>
}

export function createConfigurationsClient(client: OperationsClient): ConfigurationsClient {
  const list: ConfigurationsClient['list'] = async ({ signal, pageSize, pageToken, memoryStoreId } = {}) => {
    const path = configurationPath() + toQuery({ pageSize, pageToken, memoryStoreId })
    const asked = readJson(client.context, path, { api: 'conversations', signal })
    return readConfigurations(asked, ({ body }, readOne) => readPage(body, readOne))
  }
  return {
    create: (input, options) => client.submit(createConfiguration, input, options),
    update: (id, input, options) => client.submit(updateConfiguration, { ...input, id }, options),
    patch: (id, input, options) => client.submit(patchConfiguration, { ...input, id }, options),
    delete: (id, options) => client.submit(deleteConfiguration, { id }, options),
    get(id, { signal } = {}) {
      const asked = readJson(client.context, configurationPath(id), { api: 'conversations', signal })
      return readConfigurations(asked, ({ body }, readOne) => readOne(body))
    },
    list,
    listAll: (query = {}) => listPages((pageToken) => list({ ...query, pageToken }), query.pageToken),
  }
}
