import { RequestError } from '../../protocol/errors.ts'
import { toUrl } from '../../protocol/statusUrl.ts'
import type { ClientContext } from './clientContext.ts'
import { apiOf } from './clientContext.ts'
import { sendRequest } from './sendRequest.ts'

/** 32 MiB: a full page of configurations, each with the maximum number of capture rules. */
const MAX_READ_BYTES = 33_554_432

/**
 * Reads JSON of up to 32 MiB from `path` below an API's `baseUrl`.
 *
 * @throws RequestError if the request fails or the response is not JSON
 * @throws RangeError if the client has no API of that name
 * @throws the signal's reason, if the caller aborted
 */
export async function readJson(
  context: ClientContext,
  path: string,
  { api: name, signal }: { api?: string | undefined; signal?: AbortSignal | undefined } = {},
): Promise<{ readonly body: unknown; readonly headers: Headers }> {
  const api = apiOf(context, name)
  const url = toUrl(api.baseUrl, path)
  const answer = await sendRequest(context, api, { url, signal, maxBytes: MAX_READ_BYTES })
  if (answer.failure) throw new RequestError(answer.failure)
  return { body: answer.body, headers: answer.response.headers }
}
