import * as z from 'zod/mini'

import { ContractError } from '../../protocol/errors.ts'

/**
 * Parses an answer.
 *
 * @param prefix the path of the value within the answer
 * @throws ContractError naming the field that is wrong
 */
export function parse<TValue>(schema: z.ZodMiniType<TValue>, value: unknown, prefix = ''): TValue {
  const result = z.safeParse(schema, value)
  if (result.success) return result.data
  const issue = result.error.issues[0]
  const path = [prefix, ...(issue?.path ?? [])].filter((part) => part !== '').join('.')
  throw new ContractError(
    path || 'the body',
    issue?.code === 'invalid_type' ? `of type ${issue.expected}` : 'as the API describes it',
  )
}
