import { RequestError } from '../protocol/errors.ts'
import { toUrl } from '../protocol/statusUrl.ts'
import type { ClientContext } from './clientContext.ts'
import { apiOf } from './clientContext.ts'
import { sendAbortable } from './sendAbortable.ts'

/** A full page of configurations, each with every capture rule it may have. */
const MAX_READ_BYTES = 33_554_432

/**
 * Reads JSON from `path` below an API's `baseUrl`.
 *
 * @throws RequestError where there is none
 */
export async function readJson(
  context: ClientContext,
  path: string,
  { api: name, signal }: { api?: string | undefined; signal?: AbortSignal | undefined } = {},
): Promise<{ readonly body: unknown; readonly headers: Headers }> {
  signal?.throwIfAborted()
  const api = apiOf(context, name)
  const url = toUrl(api.baseUrl, path)
  const answer = await sendAbortable(context, api, { url, maxBytes: MAX_READ_BYTES }, signal)
  if (answer.failure) throw new RequestError(answer.failure)
  return { body: answer.body, headers: answer.response.headers }
}
