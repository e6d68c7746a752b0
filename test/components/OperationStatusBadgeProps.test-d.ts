import type { OperationStatusBadgeProps, SubmitResult } from 'react-accepted'
import { expectTypeOf, it } from 'vitest'

it('takes an operation or a status, never both and never neither', () => {
  expectTypeOf<{ operation: 'proc_job_1' }>().toExtend<OperationStatusBadgeProps>()
  expectTypeOf<{ operation: null }>().toExtend<OperationStatusBadgeProps>()
  expectTypeOf<{ status: 'FAILED'; isStuck: true }>().toExtend<OperationStatusBadgeProps>()
  expectTypeOf<{ submission: SubmitResult<string> }>().toExtend<OperationStatusBadgeProps>()
  expectTypeOf<{ submission: SubmitResult<string>['intent'] }>().toExtend<OperationStatusBadgeProps>()
  expectTypeOf<{
    submission: SubmitResult<string>
    operation: null
  }>().not.toExtend<OperationStatusBadgeProps>()
  expectTypeOf<{ operation: null; status: 'FAILED' }>().not.toExtend<OperationStatusBadgeProps>()
  expectTypeOf<{ operation: null; isStuck: true }>().not.toExtend<OperationStatusBadgeProps>()
  expectTypeOf<{ className: string }>().not.toExtend<OperationStatusBadgeProps>()
  expectTypeOf<{ status: 'DONE' }>().not.toExtend<OperationStatusBadgeProps>()
})
