import { SubmissionError } from '../../protocol/errors.ts'
import { toFieldProblems } from '../../protocol/result.ts'
import type { Endpoint } from './endpoint.ts'
import type { PreparedRequest } from './preparedRequest.ts'
import { isSendable, isValidated } from './preparedRequest.ts'

/**
 * Validates the input and builds the request. The endpoint's own functions all run here, before anything is
 * sent, so an error in them cannot lose an accepted operation.
 *
 * @throws SubmissionError `refused`, with the invalid fields, if the schema rejects the input
 * @throws RangeError if the path leaves `baseUrl`, or a header is invalid or reserved for the client
 * @throws whatever the endpoint's own functions throw
 */
export async function prepareRequest<TInput>(
  endpoint: Endpoint<TInput>,
  input: TInput,
): Promise<PreparedRequest> {
  let checked = input
  if (!isValidated(input)) {
    const result = await endpoint.schema?.['~standard'].validate(input)
    if (result?.issues) {
      const fields = toFieldProblems(result.issues)
      const message = fields.map((one) => `${one.field}: ${one.message}`).join(' ')
      const problem = { title: 'Some fields need attention', fields }
      throw new SubmissionError('refused', { kind: 'refused', message, problem }, 0, undefined)
    }
    if (result) checked = result.value
  }
  const body = endpoint.body?.(checked)
  const request: PreparedRequest = {
    api: endpoint.api,
    method: endpoint.method,
    path: endpoint.path(checked),
    headers: endpoint.headers?.(checked),
    body: body === undefined ? undefined : JSON.stringify(body),
    kind: endpoint.kind,
    label: endpoint.label?.(checked),
    hint: endpoint.hint?.(checked),
    resourceId: endpoint.resourceId?.(checked),
    takesIdempotencyKey: endpoint.takesIdempotencyKey,
  }
  if (isSendable(request)) return request
  throw new RangeError(
    `${endpoint.kind} was not sent: its path leaves baseUrl, or a header is invalid or reserved. ` +
      "Check the endpoint's path and headers.",
  )
}
