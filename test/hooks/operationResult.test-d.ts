import { useAsyncOperation, useOperationResult, useSubmitOperation } from 'react-accepted'
import { createOperationsClient, defineOperation, waitForOperation } from 'react-accepted/client'
import type { AcceptedOperation, Endpoint, OperationResult } from 'react-accepted/client'
import { expectTypeOf, it } from 'vitest'
import { z } from 'zod'

interface Report {
  rows: number
}

const exportReport = defineOperation({
  kind: 'report.export',
  version: 1,
  method: 'POST',
  path: () => '/reports',
  body: (input: { month: string }) => input,
  takesIdempotencyKey: true,
  result: { schema: z.object({ rows: z.number() }) },
})
const client = createOperationsClient({ baseUrl: '/api/reports' })

it('an endpoint infers its result from the schema, beside its input', () => {
  expectTypeOf(exportReport).toEqualTypeOf<Endpoint<{ month: string }, Report>>()
  const transformed = defineOperation({
    ...exportReport,
    result: { schema: z.object({ at: z.string() }).transform(({ at }) => new Date(at)) },
  })
  expectTypeOf(transformed).toEqualTypeOf<Endpoint<{ month: string }, Date>>()
})

it('without a schema or without a result it is unknown', () => {
  const plain = defineOperation({ ...exportReport, result: {} })
  expectTypeOf(plain).toEqualTypeOf<Endpoint<{ month: string }>>()
  const { operation } = useSubmitOperation(plain)
  if (operation.status === 'COMPLETED' && operation.result.state === 'ready')
    expectTypeOf(operation.result.value).toBeUnknown()
})

it('submit carries it to the hooks and to waitForOperation', async () => {
  const accepted = await client.submit(exportReport, { month: '2026-01' })
  expectTypeOf(accepted).toEqualTypeOf<AcceptedOperation<Report>>()
  const { result } = await waitForOperation(client, accepted)
  expectTypeOf(result).toEqualTypeOf<OperationResult<Report>>()
  expectTypeOf(useOperationResult(accepted)).toEqualTypeOf<OperationResult<Report> | undefined>()
  const operation = useAsyncOperation(accepted)
  if (operation.status === 'COMPLETED' && operation.result.state === 'ready')
    expectTypeOf(operation.result.value).toEqualTypeOf<Report>()
})

it('useSubmitOperation carries it to its operation and to onCompleted', async () => {
  const { submit, accepted, operation, intent } = useSubmitOperation(exportReport, {
    onAccepted: (one) => expectTypeOf(one).toEqualTypeOf<AcceptedOperation<Report>>(),
    onCompleted: ({ result }) => expectTypeOf(result).toEqualTypeOf<OperationResult<Report>>(),
  })
  expectTypeOf(accepted).toEqualTypeOf<AcceptedOperation<Report> | undefined>()
  if (operation.status === 'COMPLETED')
    expectTypeOf(operation.result).toEqualTypeOf<OperationResult<Report>>()
  if (intent.state === 'accepted') expectTypeOf(intent.accepted).toEqualTypeOf<AcceptedOperation<Report>>()
  const sent = await submit({ month: '2026-01' })
  if (sent.state === 'accepted') expectTypeOf(sent.accepted).toEqualTypeOf<AcceptedOperation<Report>>()
})

it('its value is there only if it was read and is valid', () => {
  const { operation } = useSubmitOperation(exportReport)
  // @ts-expect-error -- Only a completed operation has a result.
  void operation.result
  if (operation.status !== 'COMPLETED') return
  const { result } = operation
  // @ts-expect-error -- It may not have been read.
  void result.value
  if (result.state === 'ready') expectTypeOf(result.value.rows).toBeNumber()
  if (result.state === 'link') expectTypeOf(result.href).toBeString()
  if (result.state === 'invalid') expectTypeOf(result.issues.length).toBeNumber()
  if (result.state === 'unreadable') expectTypeOf(result.failure.message).toBeString()
  expectTypeOf(result.state).toEqualTypeOf<
    'none' | 'reading' | 'unread' | 'ready' | 'link' | 'invalid' | 'unreadable'
  >()
})

it('an operation of which only the ID is known has a result of an unknown type', () => {
  expectTypeOf(useOperationResult('job_1')).toEqualTypeOf<OperationResult | undefined>()
})
