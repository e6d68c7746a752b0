import * as z from 'zod/mini'

import { RequestError } from '../../protocol/errors.ts'
import { contractFailure } from '../../protocol/failure.ts'

/**
 * Parses an answer.
 *
 * @param prefix the path of the value within the answer
 * @throws RequestError of kind `contract`, naming the field that is wrong
 */
export function parse<TValue>(schema: z.ZodMiniType<TValue>, value: unknown, prefix = ''): TValue {
  const result = z.safeParse(schema, value)
  if (result.success) return result.data
  const issue = result.error.issues[0]
  const path = [prefix, ...(issue?.path ?? [])].filter((part) => part !== '').join('.')
  const expected = issue?.code === 'invalid_type' ? `of type ${issue.expected}` : 'as the API describes it'
  throw new RequestError(contractFailure(path || 'the body', expected))
}
