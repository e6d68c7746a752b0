import { parseJsonObject, type JsonObject } from './parseJsonObject.ts'
import type { ProxySettings } from './proxySettings.ts'
import { readBounded } from './readBounded.ts'
import { readJsonClaim } from './readJsonClaim.ts'
import { Refusal } from './Refusal.ts'
import { DeadlinePassed, withinDeadline } from './withinDeadline.ts'

/** What the API said. `body` is undefined when it was broken, too long, or no JSON object. */
export interface UpstreamAnswer {
  readonly status: number
  readonly headers: Headers
  readonly body: JsonObject | undefined
}

/**
 * Sends one request and reads the whole answer. A read is given up when the caller leaves; a write is not,
 * because a write cut off half way is the one nobody knows the outcome of.
 *
 * @throws {Refusal} 502 for a failed connection, a redirect or a status beyond 599, 504 at the deadline.
 */
export async function askUpstream(
  url: string,
  init: { method: string; headers: Record<string, string>; body: string | null },
  settings: Pick<ProxySettings, 'fetch' | 'maxResponseBytes' | 'timeoutMs' | 'onError'>,
  caller: AbortSignal | undefined,
): Promise<UpstreamAnswer> {
  const isRead = init.method === 'GET'
  const unknown = isRead ? '' : ' It is not known whether the API has accepted the request.'
  const ask = async (signal: AbortSignal): Promise<UpstreamAnswer> => {
    const response = await settings.fetch(url, { ...init, redirect: 'manual', signal })
    if (isRedirect(response)) {
      void response.body?.cancel().catch(() => undefined)
      const detail = `The API answered with a redirect, which is never followed.${unknown}`
      throw new Refusal(502, 'upstream-redirect', 'Bad gateway', detail)
    }
    if (!isStatus(response.status)) {
      void response.body?.cancel().catch(() => undefined)
      const detail = `The API answered with a status that is none of HTTP.${unknown}`
      throw new Refusal(502, 'upstream-status', 'Bad gateway', detail)
    }
    return { status: response.status, headers: response.headers, body: await readBody(response, signal) }
  }
  const readBody = async (response: Response, signal: AbortSignal): Promise<JsonObject | undefined> => {
    try {
      const bytes = await readBounded(response.body, settings.maxResponseBytes, signal)
      const claim = readJsonClaim(response.headers.get('Content-Type'))
      return claim === 'other' ? undefined : parseJsonObject(bytes)
    } catch (error) {
      signal.throwIfAborted()
      settings.onError(error)
      return undefined
    }
  }
  try {
    return await withinDeadline(settings.timeoutMs, ask, isRead ? caller : undefined)
  } catch (cause) {
    if (cause instanceof Refusal) throw cause
    if (isRead && caller?.aborted === true) {
      throw new Refusal(502, 'caller-left', 'Bad gateway', 'The caller left before the API had answered.')
    }
    if (cause instanceof DeadlinePassed) {
      const detail = `The API did not answer within ${settings.timeoutMs} ms.${unknown}`
      throw new Refusal(504, 'upstream-timeout', 'Gateway timeout', detail, { cause })
    }
    const detail = `The connection to the API failed.${unknown}`
    throw new Refusal(502, 'upstream-unreachable', 'Bad gateway', detail, { cause })
  }
}

/** Whether an answer with this status can be given (Fetch Standard: 200 to 599). Servers send others, up to 999. */
function isStatus(status: number): boolean {
  return Number.isInteger(status) && status >= 200 && status <= 599
}

function isRedirect(response: Response): boolean {
  return response.type === 'opaqueredirect' || (response.status >= 300 && response.status < 400)
}
