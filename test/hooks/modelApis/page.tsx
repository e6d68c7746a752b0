import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { render } from '@testing-library/react'
import {
  OperationsProvider,
  useAsyncOperation,
  useCancelOperation,
  useOperationResult,
  useOperations,
  useSubmitOperation,
} from 'react-accepted'
import type {
  AsyncOperation,
  OperationsProviderProps,
  UseCancelOperationResult,
  UseOperationsResult,
} from 'react-accepted'
import type { AcceptedOperation, Endpoint, OperationResult, OperationsClient } from 'react-accepted/client'

/** What a page shows of one operation. */
export interface View {
  readonly accepted: AcceptedOperation
  readonly operation: AsyncOperation
  readonly refresh: () => Promise<void>
  readonly cancellation: UseCancelOperationResult
}

/** What a page reports to the test. */
export interface Watcher {
  readonly onView: (view: View) => void
  readonly onResult: (accepted: AcceptedOperation, result: OperationResult | undefined) => void
  /** The form's own callbacks. */
  readonly onFormEnd: (operation: AsyncOperation) => void
  readonly onSettled: NonNullable<OperationsProviderProps['onSettled']>
}

interface PageProps {
  readonly endpoint: Endpoint<string>
  readonly watcher: Watcher
  readonly hasResults: boolean
}

function One({ accepted, watcher }: { accepted: AcceptedOperation; watcher: Watcher }) {
  const operation = useAsyncOperation(accepted)
  const cancellation = useCancelOperation(accepted)
  watcher.onView({ accepted, operation, refresh: operation.refresh, cancellation })
  return operation.status
}

function Result({ accepted, watcher }: { accepted: AcceptedOperation; watcher: Watcher }) {
  const result = useOperationResult(accepted)
  watcher.onResult(accepted, result)
  return result?.state
}

function Content({ endpoint, watcher, hasResults, give }: PageProps & { give: (given: Given) => void }) {
  const list = useOperations()
  const form = useSubmitOperation(endpoint, { onCompleted: watcher.onFormEnd, onFailed: watcher.onFormEnd })
  give({ list, submit: form.submit, reset: form.reset })
  return list.operations.map(({ accepted }) => (
    <div key={accepted.idempotencyKey}>
      <One accepted={accepted} watcher={watcher} />
      {hasResults && <Result accepted={accepted} watcher={watcher} />}
    </div>
  ))
}

interface Given {
  readonly list: UseOperationsResult
  readonly submit: (id: string) => Promise<unknown>
  readonly reset: () => void
}

/** Opens a page that lists every operation, and has a form that starts one. */
export function openPage(client: OperationsClient, props: PageProps) {
  const queryClient = new QueryClient()
  let current: Given | undefined
  const page = (hasResults: boolean) => (
    <QueryClientProvider client={queryClient}>
      <OperationsProvider client={client} scope="mara" onSettled={props.watcher.onSettled}>
        <Content {...props} hasResults={hasResults} give={(given) => (current = given)} />
      </OperationsProvider>
    </QueryClientProvider>
  )
  const { rerender, unmount } = render(page(props.hasResults))
  return {
    client,
    current: () => current,
    show: (hasResults: boolean) => rerender(page(hasResults)),
    close() {
      unmount()
      queryClient.clear()
    },
  }
}
