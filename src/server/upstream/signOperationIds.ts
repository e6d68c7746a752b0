import { parseJsonObject, toJson } from '../http/body.ts'
import type { OwnedOperation } from '../settings/proxySettings.ts'
import type { ProxiedApi } from '../settings/routes.ts'
import type { SanitizedResponse } from './sanitizeResponse.ts'

/** Returns the operation ID for the browser; undefined keeps the API's. */
export type ToSignedId = (operation: Omit<OwnedOperation, 'scope'>) => Promise<string | undefined>

/**
 * Puts the operation ID for the browser in every place that the client reads it from: `operationId`,
 * `statusUrl`, `Operation-Id` and `Location`.
 */
export async function signOperationIds(
  answer: SanitizedResponse,
  api: string,
  { operationsPath }: ProxiedApi,
  publicPath: string,
  toSignedId: ToSignedId,
): Promise<SanitizedResponse> {
  const body = parseJsonObject(new TextEncoder().encode(answer.text))
  if (body === undefined) return answer
  const headers = new Headers(answer.headers)

  const toId = async (value: unknown): Promise<unknown> =>
    (typeof value === 'string' ? await toSignedId({ api, operationId: value }) : undefined) ?? value
  const toUrl = async (value: unknown): Promise<unknown> => {
    for (const [other, path] of Object.entries(operationsPath)) {
      const start = `${publicPath}${path}/`
      if (typeof value !== 'string' || !value.startsWith(start)) continue
      const signed = await toSignedId({ api: other, operationId: value.slice(start.length) })
      if (signed !== undefined) return start + signed
    }
    return value
  }

  const { operationId, statusUrl } = body
  const signedBody = {
    ...body,
    ...(operationId === undefined ? {} : { operationId: await toId(operationId) }),
    ...(statusUrl === undefined ? {} : { statusUrl: await toUrl(statusUrl) }),
  }
  for (const [name, to] of [
    ['Operation-Id', toId],
    ['Location', toUrl],
  ] as const) {
    const value = headers.get(name)
    if (value !== null) headers.set(name, String(await to(value)))
  }
  return { ...answer, headers, text: toJson(signedBody) }
}
