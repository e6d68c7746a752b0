import type { AcceptedOperation, Endpoint } from 'react-accepted/client'

import type { ClientEngine } from '../../../src/client/createOperationsClient.ts'
import { toDefinedEndpoint } from '../../../src/client/request/endpoint.ts'
import { prepareRequest } from '../../../src/client/request/prepareRequest.ts'
import { createSubmission } from '../../../src/client/submission/createSubmission.ts'

/** A submission of one endpoint, as a form uses it. */
export function createForm<TInput>(
  endpoint: Endpoint<TInput>,
  ...more: Parameters<typeof createSubmission> extends [unknown, ...infer TMore] ? TMore : never
) {
  const submission = createSubmission(toDefinedEndpoint(endpoint), ...more)
  return {
    ...submission,
    submit: (input: TInput, engine: ClientEngine, onAccepted?: (accepted: AcceptedOperation) => void) =>
      submission.submit(() => prepareRequest(endpoint, input), engine, onAccepted),
  }
}
