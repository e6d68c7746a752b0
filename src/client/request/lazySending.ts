import { RequestError, SubmissionError } from '../../protocol/errors.ts'
import { readRuledResource } from '../../protocol/resource.ts'
import { lazy } from '../http/lazy.ts'
import type { Endpoint, EndpointParts } from './endpoint.ts'
import type { SubmitOptions } from './submitRequest.ts'

/** The code that sends requests, lazy-loaded before the first request of a vendor's endpoint is built. */
export const lazySending = /* @__PURE__ */ lazy(() => import('./sendingParts.ts'))

/**
 * Loads `prepareRequest` and `submitRequest`, and calls them.
 *
 * @throws SubmissionError if they cannot be loaded, and whatever they throw
 */
export const lazyParts: EndpointParts = {
  async prepare(endpoint, input) {
    try {
      return await (await lazySending.load()).prepareRequest(endpoint, input)
    } catch (error) {
      throw toUnsentError(error)
    }
  },
  async send(request, client, options) {
    const isLoaded = lazySending.now() !== undefined
    const { submitRequest } = await load(options)
    // The user may have signed out in another tab during the load.
    if (!isLoaded && options?.mayGoOn && !(await options.mayGoOn())) {
      const { idempotencyKey: key, isUnclear } = options
      const error = toSignedOutError(key)
      throw isUnclear ? new SubmissionError('unclear', error.failure, 0, key) : error
    }
    return submitRequest(request, client, options)
  },
}

/**
 * `defineOperation` for a vendor whose APIs have their own error reader and whose client knows many endpoints.
 * Its pages bundle neither the generic error reader nor the code that sends requests. That code is
 * lazy-loaded when the user first acts, and nothing is sent until it has loaded.
 */
export function defineVendorOperation<TInput>(
  definition: Omit<Endpoint<TInput>, 'result' | '~internal'>,
): Endpoint<TInput> {
  const { resource } = definition
  const parts: EndpointParts = {
    ...lazyParts,
    readResource: (operation, accepted) => readRuledResource(operation, accepted, resource),
    lookUp:
      resource?.find &&
      (async (snapshot, context, signal) => {
        try {
          return await (await lazySending.load()).lookUpResource(snapshot, resource, context, signal)
        } catch (error) {
          return {
            error:
              error instanceof RequestError ? error.failure : { kind: 'contract', message: String(error) },
          }
        }
      }),
  }
  return { ...definition, '~internal': parts }
}

async function load({ isUnclear, idempotencyKey }: SubmitOptions = {}) {
  try {
    return await lazySending.load()
  } catch (error) {
    throw toUnsentError(error, isUnclear ? 'unclear' : 'refused', idempotencyKey)
  }
}

/** The error if the code could not be loaded, so nothing was sent. Other errors are returned unchanged. */
function toUnsentError(
  error: unknown,
  outcome: 'refused' | 'unclear' = 'refused',
  idempotencyKey?: string,
): unknown {
  return error instanceof RequestError
    ? new SubmissionError(outcome, error.failure, 0, idempotencyKey)
    : error
}

/** The error if the user signed out in another tab before the request was sent. */
export function toSignedOutError(idempotencyKey: string | undefined): SubmissionError {
  const message =
    'Someone signed out in another tab, so nothing was sent. Check who is signed in, then submit again.'
  return new SubmissionError('blocked', { kind: 'unauthorized', message }, 0, idempotencyKey)
}
