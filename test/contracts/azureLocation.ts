import type { Contract, ContractAnswer, ContractOptions } from './contract.ts'
import type { Operation, Route, Traits } from './operations.ts'
import { openContract, toRetryAfter } from './operations.ts'

export const PROVIDER =
  '/subscriptions/0b1f6471-1bf0-4dda-aec3-cb9272f09590/providers/Microsoft.Harbor/locations/westeurope'
export const DOCK =
  '/subscriptions/0b1f6471-1bf0-4dda-aec3-cb9272f09590/resourceGroups/harbor/providers/Microsoft.Harbor/docks/north'
export const VERSION = 'api-version=2024-05-01'
export const FAILURE = { code: 'DockInUse', message: 'A ship is still in the dock.' }
export const CANCELLATION = {
  code: 'OperationCanceled',
  message: 'The operation was canceled by another one.',
}
export const SURVEY = { depth: 12.5, berths: ['N1', 'N2'] }

export const TRAITS: Traits = {
  endingsAtOnce: ['completed'],
  idOf: (number) => `6f2c1d7e-0f0a-4b9f-9a57-3d5b8a1c0e0${number}`,
}

/** A request without `api-version` gets 400: a client that loses the query notices. */
export function needsVersion(route: Route): Route {
  return {
    ...route,
    answer(request, place) {
      if (place.query.has('api-version')) return route.answer(request, place)
      const message = 'The api-version query parameter (?api-version=) is required for all requests.'
      return { status: 400, body: { error: { code: 'MissingApiVersionParameter', message } } }
    },
  }
}

export function toResultUrl({ origin }: ContractOptions, id: string, hop = 0): string {
  return `${origin}${PROVIDER}/operationResults/${id}?${VERSION}&hop=${hop}`
}

export const RESULT_PATH = new RegExp(`^${PROVIDER}/operationResults/([\\w-]+)$`)

/** What `Location` leads to: the HTTP status says how it stands. */
export function tellResult(
  options: ContractOptions,
  { id }: Operation,
  state: string,
  hop: number,
  result: unknown,
): ContractAnswer {
  if (state === 'completed') return result === undefined ? { status: 204 } : { status: 200, body: result }
  if (state === 'failed') return { status: 409, body: { error: FAILURE } }
  if (state === 'cancelled') return { status: 409, body: { error: CANCELLATION } }
  return { status: 202, headers: { location: toResultUrl(options, id, hop), ...toRetryAfter(options, 10) } }
}

// https://learn.microsoft.com/en-us/azure/azure-resource-manager/management/async-operations
function createLocationContract(name: string, submit: Contract['submit'], result: unknown): Contract {
  return {
    name,
    submit,
    endings: ['completed', 'failed'],
    endingsAtOnce: TRAITS.endingsAtOnce,
    canMoveUrl: true,
    canCancel: false,
    statusAt: undefined,
    expected: ({ ending }) => ({
      rawWords: { running: [] },
      ...(ending === 'completed' && result !== undefined && { result }),
      ...(ending === 'failed' && { problem: { code: FAILURE.code, detail: FAILURE.message } }),
    }),
    open: (options) =>
      openContract(options, TRAITS, (operations) => {
        const routes: Route[] = [
          {
            method: submit.method,
            path: new RegExp(`^${submit.path.replace(/\?.*/, '')}$`),
            answer() {
              const operation = operations.begin()
              return operation && tellResult(options, operation, operation.begun().state, 0, result)
            },
          },
          {
            method: 'GET',
            path: RESULT_PATH,
            answer(_, { id, query }) {
              const operation = operations.find(id)
              const hop = operation?.follow(Number(query.get('hop')))
              if (!operation || hop === undefined) return undefined
              return tellResult(options, operation, operation.ask().state, hop, result)
            },
          },
        ]
        return routes.map(needsVersion)
      }),
  }
}

export const azureLocation = createLocationContract(
  'Azure Resource Manager, Location of a POST',
  { method: 'POST', path: `${DOCK}/survey?${VERSION}` },
  SURVEY,
)

export const azureLocationDelete = createLocationContract(
  'Azure Resource Manager, Location of a DELETE',
  { method: 'DELETE', path: `${DOCK}?${VERSION}` },
  undefined,
)
