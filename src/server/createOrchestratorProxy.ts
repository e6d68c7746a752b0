import { answerRequest } from './answerRequest.ts'
import { corsHeaders } from './corsHeaders.ts'
import { internalError } from './internalError.ts'
import { joinSubmissions } from './joinSubmissions.ts'
import type { OrchestratorProxyOptions } from './OrchestratorProxyOptions.ts'
import { problemResponse } from './problemResponse.ts'
import { proxySettings } from './proxySettings.ts'
import { Refusal } from './Refusal.ts'
import { shareStatus } from './shareStatus.ts'
import { withoutSecrets } from './withoutSecrets.ts'

/**
 * A proxy that keeps the Twilio credentials on the server and gives a browser exactly the endpoints this
 * library uses, each request only after `authorize` has said yes. One function of a `Request`, so it runs
 * wherever there is `fetch`.
 *
 * It promises: nothing outside the allow-list leaves; no redirect is followed; of the caller's headers only
 * Content-Type, Idempotency-Key (made anew for the scope) and If-Match go on; of Twilio's only Retry-After,
 * Operation-Id, Location, Date, ETag, Twilio-Request-Id and X-Conflicting-Resource-Id come back; every URL to
 * follow is under `publicPath`; pages of other sites are refused; all who watch one operation in one scope are one
 * to Twilio; sizes and times are bounded; no answer holds a credential. What it refuses is answered with
 * `application/problem+json` (RFC 9457). The returned function never throws.
 *
 * @throws {TypeError} at once, when `credentials`, `authorize` or another option is missing or unsafe.
 */
export function createOrchestratorProxy(
  options: OrchestratorProxyOptions,
): (request: Request) => Promise<Response> {
  const settings = proxySettings(options)
  const { secrets: known, statusStore } = settings
  const share =
    statusStore &&
    shareStatus(statusStore, {
      ...settings,
      onError: (error) => settings.onError(withoutSecrets(error, known)),
    })
  const join = joinSubmissions(settings)
  let isMisplacementTold = false

  /** A path that does not fit is told once: anybody may send any number of them. */
  function isNews({ status }: Refusal): boolean {
    const isTold = status === 404 && isMisplacementTold
    isMisplacementTold ||= status === 404
    return !isTold
  }

  return async (request) => {
    // What is known of the credentials grows while the request is answered.
    const secrets = new Set(known)
    const onError = (error: unknown): void => settings.onError(withoutSecrets(error, [...secrets]))
    const exchange = { ...settings, share, join, secrets, onError }
    const response = await answerRequest(request, exchange).catch((error: unknown) => {
      const refusal = error instanceof Refusal ? error : internalError(error)
      if (refusal.cause !== undefined && isNews(refusal)) onError(refusal.cause)
      return problemResponse(refusal)
    })
    response.headers.set('Cache-Control', 'no-store')
    response.headers.set('Cross-Origin-Resource-Policy', 'same-origin')
    response.headers.set('X-Content-Type-Options', 'nosniff')
    for (const [name, value] of corsHeaders(request, settings.allowedOrigins)) {
      response.headers.set(name, value)
    }
    return response
  }
}
