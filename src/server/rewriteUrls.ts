import type { UpstreamAnswer } from './askUpstream.ts'
import {
  operationIdPattern,
  operationsPath,
  type OrchestratorApi,
  type OrchestratorRoute,
} from './orchestratorRoutes.ts'
import type { JsonObject } from './parseJsonObject.ts'
import { Refusal } from './Refusal.ts'
import { rerootUrl, type UrlSettings } from './rerootUrl.ts'

/** An answer's body and Location, with every URL the browser would follow put under our own publicPath. */
export interface RewrittenAnswer {
  readonly body: JsonObject | undefined
  readonly location: string | undefined
}

/**
 * Judges `statusUrl`, `resultUrl` and `Location`. What becomes of a foreign one depends on what has happened:
 *
 * - a read: the whole answer is refused, it is not to be trusted;
 * - an accepted write: only the URL is dropped, since asking again could do the thing twice. `statusUrl` is then
 *   built from `Operation-Id`, which can lead nowhere but to the API; so is that of a 202 whose body was lost.
 *   With nothing to build it from, the answer is a 502 that says so;
 * - an error answer: the URL is dropped.
 *
 * A `resultUrl` or `Location` of the right host that the proxy does not serve is dropped everywhere.
 */
export function rewriteUrls(
  answer: UpstreamAnswer,
  route: OrchestratorRoute,
  settings: UrlSettings,
): RewrittenAnswer {
  const { body, status, headers } = answer
  const statusUrl = judge(body?.['statusUrl'], route.api, settings, true)
  const resultUrl = judge(body?.['resultUrl'], route.api, settings)
  const location = judge(headers.get('Location'), route.api, settings)
  let statusPath = statusUrl.path

  if (status < 400 && route.method === 'GET') {
    if (statusUrl.isForeign || resultUrl.isForeign || location.isForeign) {
      const detail =
        'The answer names a URL that is not of the API. It was not followed and is not passed on.'
      throw new Refusal(502, 'foreign-url', 'Bad gateway', detail)
    }
  } else if (status < 400) {
    const isLost = status === 202 && body === undefined
    const isUnnamed = statusPath === undefined && location.isForeign
    if (isLost || isUnnamed || statusUrl.isForeign) statusPath = knownOperation(answer, route.api, settings)
  }
  return { body: withUrls(body, statusPath, resultUrl.path), location: location.path }
}

interface Judged {
  readonly path: string | undefined
  readonly isForeign: boolean
}

function judge(value: unknown, api: OrchestratorApi, settings: UrlSettings, isStatus = false): Judged {
  if (value === undefined || value === null) return { path: undefined, isForeign: false }
  const url = rerootUrl(value, api, settings)
  if (url.kind !== 'rooted') return { path: undefined, isForeign: url.kind === 'foreign' || isStatus }
  if (isStatus && url.action !== 'operations.get') return { path: undefined, isForeign: true }
  return { path: url.path, isForeign: false }
}

function knownOperation(answer: UpstreamAnswer, api: OrchestratorApi, settings: UrlSettings): string {
  const operationId = answer.headers.get('Operation-Id')
  if (operationId !== null && operationIdPattern.test(operationId)) {
    return `${settings.mount.publicPath}${operationsPath[api]}/${operationId}`
  }
  const location = judge(answer.headers.get('Location'), api, settings, true)
  if (location.path !== undefined) return location.path
  const detail =
    'The API has accepted the request, but names the operation only by a URL that is not of the API, or not ' +
    'at all. It was not followed. Sending the request again may do it twice, unless it has the same Idempotency-Key.'
  throw new Refusal(502, 'accepted-without-operation', 'Bad gateway', detail)
}

function withUrls(
  body: JsonObject | undefined,
  statusUrl: string | undefined,
  resultUrl: string | undefined,
): JsonObject | undefined {
  if (body === undefined) return statusUrl === undefined ? undefined : { statusUrl }
  const { statusUrl: _status, resultUrl: _result, ...others } = body
  return {
    ...others,
    ...(statusUrl === undefined ? {} : { statusUrl }),
    ...(resultUrl === undefined ? {} : { resultUrl }),
  }
}
