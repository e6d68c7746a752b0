import { readBody } from './Context.ts'
import type { CallHandler } from './Context.ts'
import { accept } from './operations.ts'
import { identityCheck } from './storePartChecks.ts'
import { etag, inStore, needStore, refuseStale } from './stores.ts'

/** GET the identity resolution settings of a store, with their `ETag`. */
export const getIdentityResolution: CallHandler = (context) => {
  const { identity } = needStore(context)
  return {
    status: 200,
    headers: { ETag: etag(identity.version) },
    body: { ...identity.fields, version: identity.version },
  }
}

/** PUT the identity resolution settings of a store: 202. */
export const updateIdentityResolution: CallHandler = (context) => {
  const { id, identity } = needStore(context)
  refuseStale(context, identity.version)
  const body = readBody(context, identityCheck)
  return accept(context, {
    message: 'The identity resolution settings will be updated shortly.',
    result: { id, path: `/v1/ControlPlane/Stores/${id}/IdentityResolutionSettings` },
    effect: inStore(context, id, (store) => {
      const version = store.identity.version + 1
      context.account.stores.set(id, { ...store, identity: { fields: body, version } })
      return null
    }),
  })
}
