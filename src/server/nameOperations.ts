import type { CleanAnswer } from './cleanAnswer.ts'
import type { OwnedOperation } from './operationSigner.ts'
import { operationsPath, type OrchestratorApi } from './orchestratorRoutes.ts'
import { parseJsonObject, toJson } from './parseJsonObject.ts'

/** The ID the browser knows an operation by; undefined leaves Twilio's. */
export type NameOperation = (
  operation: Omit<OwnedOperation, 'scope'>,
) => Promise<string | undefined> | string | undefined

/** An answer with its operation named as the browser knows it, in every place the client reads it from. */
export async function nameOperations(
  answer: CleanAnswer,
  api: OrchestratorApi,
  publicPath: string,
  nameOf: NameOperation,
): Promise<CleanAnswer> {
  const body = parseJsonObject(new TextEncoder().encode(answer.text))
  if (body === undefined) return answer
  const headers = new Headers(answer.headers)

  const toId = async (value: unknown): Promise<unknown> =>
    (typeof value === 'string' ? await nameOf({ api, operationId: value }) : undefined) ?? value
  const toUrl = async (value: unknown): Promise<unknown> => {
    for (const other of ['conversations', 'memory'] as const) {
      const start = `${publicPath}${operationsPath[other]}/`
      if (typeof value !== 'string' || !value.startsWith(start)) continue
      const name = await nameOf({ api: other, operationId: value.slice(start.length) })
      if (name !== undefined) return start + name
    }
    return value
  }

  const { operationId, statusUrl } = body
  const named = {
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
  return { ...answer, headers, text: toJson(named) }
}
