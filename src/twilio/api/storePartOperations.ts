import { lazy } from '../../client/http/lazy.ts'
import type { AnyEndpoint, Endpoint } from '../../client/request/endpoint.ts'
import { defineVendorOperation } from '../../client/request/lazySending.ts'
import type { StandardSchema } from '../../protocol/result.ts'
import type { DeletionInput } from './orchestratorApis.ts'
import { profilesBulkPath, storePartPath } from './storeParts.ts'
import type {
  CreateDataMappingInput,
  CreateTraitGroupInput,
  PatchDataMappingInput,
  PatchTraitGroupInput,
  UpdateIdentityResolutionSettingsInput,
  UpdateProfilesBulkInput,
} from './storePartSchemas.ts'

/** Lazy-loaded before the first body is validated or the first response is parsed. */
export const lazyStorePartSchemas = /* @__PURE__ */ lazy(() => import('./storePartSchemas.ts'))

/** The lazy-loaded module. */
export type StorePartSchemas = Awaited<ReturnType<typeof lazyStorePartSchemas.load>>

type ChooseSchema<TInput> = (schemas: StorePartSchemas) => StandardSchema<unknown, TInput>

/** A schema that is lazy-loaded. Apart from `lazySchema`: pages without these operations load none of it. */
function toLazySchema<TInput>(choose: ChooseSchema<TInput>): StandardSchema<unknown, TInput> {
  const validate = async (value: unknown) =>
    choose(await lazyStorePartSchemas.load())['~standard'].validate(value)
  return { '~standard': { version: 1, vendor: 'react-accepted', validate } }
}

/** What a store contains besides its profiles. */
export type StorePart = 'traitGroup' | 'dataMapping' | 'identityResolutionSettings'

/** The segment of each part's path. */
export const SEGMENTS: Readonly<Record<StorePart, string>> = {
  traitGroup: 'TraitGroups',
  dataMapping: 'DataMappings',
  identityResolutionSettings: 'IdentityResolutionSettings',
}

/** The entry of a store to delete. The ID of a trait group is its name. */
export interface StorePartDeletionInput extends DeletionInput {
  readonly storeId: string
}

/** All that the inputs have besides the body. */
interface Address {
  readonly storeId: string
  readonly id?: string
  readonly displayName?: string | undefined
  readonly ifMatch?: string | undefined
}

/**
 * Defines an operation on a part of a store. No endpoint of Memory takes an Idempotency-Key, so each request is
 * sent only once. With `ifMatch`, the server answers 412 instead of overwriting someone else's change; for
 * trait groups and data mappings, Twilio documents the header and not the 412.
 */
function defineStorePart<TInput extends Address>(
  part: StorePart,
  verb: 'create' | 'patch' | 'update',
  method: Endpoint<TInput>['method'],
  choose: ChooseSchema<TInput>,
  resourceId?: (input: TInput) => string,
): Endpoint<TInput> {
  return defineVendorOperation({
    kind: `${part}.${verb}`,
    version: 1,
    api: 'memory',
    method,
    path: ({ storeId, id }) => storePartPath(storeId, SEGMENTS[part], id),
    body: ({ storeId: _storeId, id: _id, ifMatch: _ifMatch, ...body }) => body,
    headers: ({ ifMatch }): Record<string, string> => (ifMatch === undefined ? {} : { 'if-match': ifMatch }),
    schema: toLazySchema(choose),
    takesIdempotencyKey: false,
    label: ({ displayName, id, storeId }) => displayName ?? id ?? storeId,
    resource: { type: part },
    ...(resourceId && { resourceId }),
  })
}

function defineDeletion(part: StorePart): Endpoint<StorePartDeletionInput> {
  return defineVendorOperation({
    kind: `${part}.delete`,
    version: 1,
    api: 'memory',
    method: 'DELETE',
    path: ({ storeId, id }) => storePartPath(storeId, SEGMENTS[part], id),
    takesIdempotencyKey: false,
    isDestructive: true,
    label: ({ displayName, id }) => displayName ?? id,
    resourceId: ({ id }) => id,
    refreshes: [part],
  })
}

/** POST /v1/ControlPlane/Stores/{storeId}/TraitGroups. Sent once. */
export const createTraitGroup = /* @__PURE__ */ defineStorePart<CreateTraitGroupInput>(
  'traitGroup',
  'create',
  'POST',
  (schemas) => schemas.createTraitGroupSchema,
  ({ displayName }) => displayName,
)

/** PATCH /v1/ControlPlane/Stores/{storeId}/TraitGroups/{traitGroupName}. Sent once. */
export const patchTraitGroup = /* @__PURE__ */ defineStorePart<PatchTraitGroupInput>(
  'traitGroup',
  'patch',
  'PATCH',
  (schemas) => schemas.patchTraitGroupSchema,
  ({ id }) => id,
)

/** DELETE /v1/ControlPlane/Stores/{storeId}/TraitGroups/{traitGroupName}, with its traits. Sent once. */
export const deleteTraitGroup = /* @__PURE__ */ defineDeletion('traitGroup')

/** POST /v1/ControlPlane/Stores/{storeId}/DataMappings. Sent once. */
export const createDataMapping = /* @__PURE__ */ defineStorePart<CreateDataMappingInput>(
  'dataMapping',
  'create',
  'POST',
  (schemas) => schemas.createDataMappingSchema,
)

/** PATCH /v1/ControlPlane/Stores/{storeId}/DataMappings/{dataMappingId}. Sent once. */
export const patchDataMapping = /* @__PURE__ */ defineStorePart<PatchDataMappingInput>(
  'dataMapping',
  'patch',
  'PATCH',
  (schemas) => schemas.patchDataMappingSchema,
  ({ id }) => id,
)

/** DELETE /v1/ControlPlane/Stores/{storeId}/DataMappings/{dataMappingId}. Sent once. */
export const deleteDataMapping = /* @__PURE__ */ defineDeletion('dataMapping')

/** PUT /v1/ControlPlane/Stores/{storeId}/IdentityResolutionSettings. Sent once. */
export const updateIdentityResolutionSettings =
  /* @__PURE__ */ defineStorePart<UpdateIdentityResolutionSettingsInput>(
    'identityResolutionSettings',
    'update',
    'PUT',
    (schemas) => schemas.updateIdentityResolutionSettingsSchema,
    ({ storeId }) => storeId,
  )

/**
 * PUT /v1/Stores/{storeId}/Profiles/Bulk. Creates profiles, or adds their traits to those that exist. Sent once.
 * A large body needs a higher `maxRequestBytes` of the proxy.
 *
 * Twilio does not document where the operation is read. Its 202 has a `statusUrl`, which is followed if it is
 * that of an operation of Memory, the only ones its API describes.
 */
export const updateProfilesBulk = /* @__PURE__ */ defineVendorOperation<UpdateProfilesBulkInput>({
  kind: 'profile.updateBulk',
  version: 1,
  api: 'memory',
  method: 'PUT',
  path: ({ storeId }) => profilesBulkPath(storeId),
  body: ({ profiles }) => ({ profiles }),
  schema: /* @__PURE__ */ toLazySchema((schemas) => schemas.updateProfilesBulkSchema),
  takesIdempotencyKey: false,
  label: ({ storeId }) => storeId,
  refreshes: ['profile'],
})

/**
 * The operations on what a store contains. Pass them as `endpoints` to `createOrchestratorClient`, so that after
 * a reload too their lists are refreshed.
 */
export const storePartEndpoints: readonly AnyEndpoint[] = [
  createTraitGroup,
  patchTraitGroup,
  deleteTraitGroup,
  createDataMapping,
  patchDataMapping,
  deleteDataMapping,
  updateIdentityResolutionSettings,
  updateProfilesBulk,
]
