import { useAsyncOperation, useAsyncOperations, useOperations } from 'react-accepted'
import type {
  AsyncOperation,
  UseAsyncOperationResult,
  AsyncOperationStatus,
  SettledOperation,
} from 'react-accepted'
import type {
  AcceptedOperation,
  RequestFailure,
  Problem,
  Resource,
  ResourceCandidate,
} from 'react-accepted/client'
import { expectTypeOf, it } from 'vitest'

declare const operation: UseAsyncOperationResult

it('an operation narrows on its status to the fields of that status', () => {
  if (operation.status === 'COMPLETED') expectTypeOf(operation.resource).toEqualTypeOf<Resource>()
  if (operation.status === 'FAILED') expectTypeOf(operation.error).toEqualTypeOf<Problem>()
  if (operation.status === 'PENDING') expectTypeOf(operation.rawStatus).toEqualTypeOf<string>()
  if (operation.status === 'UNAVAILABLE') expectTypeOf(operation.pollError).toEqualTypeOf<RequestFailure>()
  if (operation.status === 'LOADING')
    expectTypeOf(operation.pollError).toEqualTypeOf<RequestFailure | undefined>()
})

it('an operation has no field that its status does not have', () => {
  // @ts-expect-error -- Only a completed operation has a resource.
  void operation.resource
  // @ts-expect-error -- Only a failed one has an error.
  void operation.error
  if (operation.status === 'COMPLETED') {
    // @ts-expect-error -- A completed one has no error either.
    void operation.error
  }
})

it('the resource narrows on its state', () => {
  if (operation.status !== 'COMPLETED') return
  const { resource } = operation
  // @ts-expect-error -- It may not have been found.
  void resource.id
  if (resource.state === 'found') expectTypeOf(resource.id).toEqualTypeOf<string>()
  if (resource.state === 'ambiguous')
    expectTypeOf(resource.candidates).toEqualTypeOf<readonly ResourceCandidate[]>()
})

it('a switch over the status can be exhaustive', () => {
  const describe = ({ status }: AsyncOperation): string => {
    switch (status) {
      case 'IDLE':
      case 'LOADING':
      case 'PENDING':
      case 'COMPLETED':
      case 'FAILED':
      case 'CANCELLED':
      case 'UNAVAILABLE':
        return status
      default:
        return status satisfies never
    }
  }
  expectTypeOf(describe).returns.toBeString()
  expectTypeOf<SettledOperation['status']>().toEqualTypeOf<'COMPLETED' | 'FAILED' | 'CANCELLED'>()
  expectTypeOf<'RUNNING'>().not.toExtend<AsyncOperationStatus>()
})

it('the hook takes every form of ref, and nothing else', () => {
  expectTypeOf(useAsyncOperation).toBeCallableWith(null)
  expectTypeOf(useAsyncOperation).toBeCallableWith(undefined)
  expectTypeOf(useAsyncOperation).toBeCallableWith('proc_job_1', { background: true })
  expectTypeOf(useAsyncOperation).toBeCallableWith({ statusUrl: '/v2/ControlPlane/Operations/proc_job_1' })
  expectTypeOf(useAsyncOperation).toBeCallableWith({ api: 'conversations', operationId: 'proc_job_1' })
  expectTypeOf<AcceptedOperation>().toExtend<NonNullable<Parameters<typeof useAsyncOperation>[0]>>()
  // @ts-expect-error -- An ID alone does not name its API.
  useAsyncOperation({ operationId: 'proc_job_1' })
  // @ts-expect-error -- A number is not a ref.
  useAsyncOperation(1)
})

it('results are read-only', () => {
  // @ts-expect-error -- Everything is read-only.
  operation.status = 'FAILED'
  // @ts-expect-error -- And so is a list of them.
  useAsyncOperations(['proc_job_1']).push(operation)
  // @ts-expect-error -- So is the list of the provider's operations.
  useOperations().operations.push()
})
