import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import {
  OperationStatusBadge,
  OperationsProvider,
  useAsyncOperation,
  useCancelOperation,
  useOperationResult,
  useSubmitOperation,
} from 'react-accepted'
import type { Endpoint } from 'react-accepted/client'
import { createOperationsClient, defineOperation } from 'react-accepted/client'
import { createRoot } from 'react-dom/client'

import { allContracts } from '../contracts/allContracts.ts'
import { DESCRIPTIONS } from '../protocol/dialects/descriptions.ts'
import { speedUp } from './speedUp.ts'

speedUp(Number(new URLSearchParams(location.search).get('speed')), Date.now(), 0)

/** One application on the page: which contract its API follows, and where the browser reaches it. */
export interface Application {
  readonly id: string
  readonly contract: string
  readonly base: string
  readonly isProxied: boolean
  /** The API's own names for itself, which it uses in URLs. */
  readonly ownOrigins: readonly string[]
  readonly isCancelled: boolean
}

function start({ id, contract: name, base, isProxied, ownOrigins, isCancelled }: Application) {
  const [contract, description] = [allContracts.find((one) => one.name === name), DESCRIPTIONS[name]]
  if (!contract || !description) throw new Error(`${name} is not known.`)
  const { basePath = '', ...api } = description
  const { method, path, headers, body } = contract.submit
  // The proxy adds the key that Durable Functions want in each query.
  const ownPath = isProxied ? path.replace(/&code=[^&]*/, '') : path
  const client = createOperationsClient({ baseUrl: base + basePath, isProxied, ownOrigins, ...api })
  const endpoint = defineOperation({
    kind: 'contract',
    version: 1,
    method,
    path: () => ownPath.slice(basePath.length),
    takesIdempotencyKey: true,
    result: {},
    ...(body !== undefined && { body: () => body }),
    ...(headers && { headers: () => headers }),
  })
  const container = document.createElement('section')
  container.id = id
  document.body.append(container)
  createRoot(container).render(
    <QueryClientProvider client={new QueryClient()}>
      <OperationsProvider client={client} storage={null}>
        <Content endpoint={endpoint} isCancelled={isCancelled} />
      </OperationsProvider>
    </QueryClientProvider>,
  )
}

function Content({ endpoint, isCancelled }: { endpoint: Endpoint<void>; isCancelled: boolean }) {
  const { submit, accepted } = useSubmitOperation(endpoint)
  const operation = useAsyncOperation(accepted)
  const result = useOperationResult(accepted)
  const { cancel, canCancel, error } = useCancelOperation(accepted)
  const hasBegun = useRef(false)
  useEffect(() => {
    if (!hasBegun.current) void submit(undefined)
    hasBegun.current = true
  }, [submit])
  useEffect(() => {
    if (isCancelled && canCancel) void cancel()
  }, [isCancelled, canCancel, cancel])
  const reason = operation.status === 'FAILED' ? [operation.error.title, operation.error.detail] : []
  return (
    <>
      {accepted && <OperationStatusBadge className="badge" operation={accepted} />}
      <output>
        {JSON.stringify({ status: operation.status, reason, result, cancelError: error?.message })}
      </output>
    </>
  )
}

Reflect.set(window, 'start', start)
