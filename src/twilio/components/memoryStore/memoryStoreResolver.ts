import type { FieldErrors, Resolver } from 'react-hook-form'

import { isolate } from '../../../components/messages/locale.ts'
import { toFieldProblems } from '../../../protocol/result.ts'
import { lazySchema } from '../../api/lazySchemas.ts'
import type { CreateMemoryStoreInput } from '../../api/memoryStoreSchemas.ts'
import type { MemoryStoreMessages } from '../messages/memoryStoreMessages.ts'
import type { MemoryStoreFormValues } from './useMemoryStoreForm.ts'
import { MEMORY_STORE_FIELDS, toCreateMemoryStoreInput } from './useMemoryStoreForm.ts'

/**
 * Validates the form with the request schema, and checks that no other store already has the name.
 *
 * @param isTaken compares names as the API does: exactly, including case
 * @param onTaken called if the name is taken, because the stores may have changed since they were read
 */
export function createMemoryStoreResolver(
  messages: MemoryStoreMessages,
  isTaken: (name: string) => boolean,
  onTaken: () => void,
): Resolver<MemoryStoreFormValues, unknown, CreateMemoryStoreInput> {
  const body = lazySchema((schemas) => schemas.defineCreateMemoryStoreSchema(messages))['~standard']
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
