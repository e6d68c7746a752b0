import type { FieldErrors, Resolver } from 'react-hook-form'

import { isolate } from '../../components/isolate.ts'
import { toFieldProblems } from '../../protocol/standardSchema.ts'
import type { CreateMemoryStoreInput } from '../api/createMemoryStoreSchema.ts'
import { lateSchema } from '../api/lateSchemas.ts'
import type { MemoryStoreFormValues } from './memoryStoreFormValues.ts'
import { MEMORY_STORE_FIELDS, toCreateMemoryStoreInput } from './memoryStoreFormValues.ts'
import type { MemoryStoreMessages } from './memoryStoreMessages.ts'

/**
 * Checks the form by the rules of the body, and that no other store has the name already.
 *
 * @param isTaken compares as the API does: letter by letter
 * @param onTaken the names may have changed since they were read
 */
export function createMemoryStoreResolver(
  messages: MemoryStoreMessages,
  isTaken: (name: string) => boolean,
  onTaken: () => void,
): Resolver<MemoryStoreFormValues, unknown, CreateMemoryStoreInput> {
  const body = lateSchema((schemas) => schemas.defineCreateMemoryStoreSchema(messages))['~standard']
  return async (values) => {
    const input = toCreateMemoryStoreInput(values)
    const result = await body.validate(input)
    const errors: FieldErrors<MemoryStoreFormValues> = {}
    for (const { field, message } of toFieldProblems(result.issues ?? []).toReversed()) {
      const name = MEMORY_STORE_FIELDS.find((one) => one === field)
      if (name) errors[name] = { type: 'invalid', message }
    }
    if (!errors.displayName && isTaken(input.displayName)) {
      errors.displayName = { type: 'taken', message: messages.nameTaken(isolate(input.displayName)) }
      onTaken()
    }
    return result.issues || Object.keys(errors).length > 0
      ? { values: {}, errors }
      : { values: result.value, errors: {} }
  }
}
