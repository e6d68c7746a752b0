import type { OperationStatusBadgeProps, UseSubmitOperationResult } from 'react-accepted'
import { expectTypeOf, it } from 'vitest'

it('a badge takes exactly one of operation, submission and status', () => {
  expectTypeOf<{ operation: 'proc_job_1' }>().toExtend<OperationStatusBadgeProps>()
  expectTypeOf<{ operation: null }>().toExtend<OperationStatusBadgeProps>()
  expectTypeOf<{ status: 'FAILED'; stuck: true }>().toExtend<OperationStatusBadgeProps>()
  expectTypeOf<{ submission: UseSubmitOperationResult<string> }>().toExtend<OperationStatusBadgeProps>()
  expectTypeOf<{
    submission: UseSubmitOperationResult<string>['intent']
  }>().toExtend<OperationStatusBadgeProps>()
  expectTypeOf<{
    submission: UseSubmitOperationResult<string>
    operation: null
  }>().not.toExtend<OperationStatusBadgeProps>()
  expectTypeOf<{ operation: null; status: 'FAILED' }>().not.toExtend<OperationStatusBadgeProps>()
  expectTypeOf<{ operation: null; stuck: true }>().not.toExtend<OperationStatusBadgeProps>()
  expectTypeOf<{ className: string }>().not.toExtend<OperationStatusBadgeProps>()
  expectTypeOf<{ status: 'DONE' }>().not.toExtend<OperationStatusBadgeProps>()
})
