import { useAsyncOperation, useAsyncOperations, useOperations } from 'react-accepted'
import type {
  AsyncOperation,
  AsyncOperationResult,
  AsyncOperationStatus,
  SettledOperation,
} from 'react-accepted'
import type { AcceptedOperation, Failure, Problem, Resource, ResourceCandidate } from 'react-accepted/client'
import { expectTypeOf, it } from 'vitest'

declare const operation: AsyncOperationResult

it('narrows on status to what each one carries', () => {
  if (operation.status === 'COMPLETED') expectTypeOf(operation.resource).toEqualTypeOf<Resource>()
  if (operation.status === 'FAILED') expectTypeOf(operation.error).toEqualTypeOf<Problem>()
  if (operation.status === 'PENDING') expectTypeOf(operation.rawStatus).toEqualTypeOf<string>()
  if (operation.status === 'UNAVAILABLE') expectTypeOf(operation.pollError).toEqualTypeOf<Failure>()
  if (operation.status === 'LOADING') expectTypeOf(operation.pollError).toEqualTypeOf<Failure | undefined>()
})

it('carries nothing that the status does not have', () => {
  // @ts-expect-error -- Only a completed operation has a resource.
  void operation.resource
  // @ts-expect-error -- Only a failed one has an error.
  void operation.error
  if (operation.status === 'COMPLETED') {
    // @ts-expect-error -- Nor does a completed one.
    void operation.error
  }
})

it('narrows the resource on its state', () => {
  if (operation.status !== 'COMPLETED') return
  const { resource } = operation
  // @ts-expect-error -- It may not have been found.
  void resource.id
  if (resource.state === 'found') expectTypeOf(resource.id).toEqualTypeOf<string>()
  if (resource.state === 'ambiguous')
    expectTypeOf(resource.candidates).toEqualTypeOf<readonly ResourceCandidate[]>()
})

it('can be switched over to its end', () => {
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

it('takes every form of ref, and nothing else', () => {
  expectTypeOf(useAsyncOperation).toBeCallableWith(null)
  expectTypeOf(useAsyncOperation).toBeCallableWith(undefined)
  expectTypeOf(useAsyncOperation).toBeCallableWith('proc_job_1', { background: true })
  expectTypeOf(useAsyncOperation).toBeCallableWith({ statusUrl: '/v2/ControlPlane/Operations/proc_job_1' })
  expectTypeOf(useAsyncOperation).toBeCallableWith({ api: 'conversations', operationId: 'proc_job_1' })
  expectTypeOf<AcceptedOperation>().toExtend<NonNullable<Parameters<typeof useAsyncOperation>[0]>>()
  // @ts-expect-error -- An ID alone does not say of which API.
  useAsyncOperation({ operationId: 'proc_job_1' })
  // @ts-expect-error -- A number is no ref.
  useAsyncOperation(1)
})

it('gives back what cannot be written to', () => {
  // @ts-expect-error -- Everything is read-only.
  operation.status = 'FAILED'
  // @ts-expect-error -- And so is a list of them.
  useAsyncOperations(['proc_job_1']).push(operation)
  // @ts-expect-error -- Also the list of what is under way.
  useOperations().operations.push()
})
