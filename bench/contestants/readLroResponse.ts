import type { OperationResponse, RawRequest } from '@azure/core-lro'

/** A response in the form and with the statuses of `@azure/core-lro`: `Succeeded`, not `COMPLETED`. */
export async function readLroResponse(response: Response, request: RawRequest): Promise<OperationResponse> {
  const text = await response.text()
  const body: { status: string } | undefined = text ? JSON.parse(text) : undefined
  if (body?.status === 'COMPLETED') body.status = 'Succeeded'
  const headers = Object.fromEntries(response.headers)
  return { flatResponse: body, rawResponse: { statusCode: response.status, request, headers, body } }
}
