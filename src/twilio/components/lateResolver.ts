import type { FieldErrors, FieldValues, Resolver } from 'react-hook-form'
import { set } from 'react-hook-form'

import { lateFormParts, loadFormParts } from './lateFormParts.ts'

type FormParts = Awaited<ReturnType<typeof lateFormParts.load>>

/**
 * A resolver that loads the rules of its form when it first needs them. If they cannot be loaded, the form as a whole gets
 * the error.
 */
export function lateResolver<TValues extends FieldValues, TOutput>(
  create: (parts: FormParts) => Resolver<TValues, unknown, TOutput>,
  { unreadyBody }: { readonly unreadyBody: string },
): Resolver<TValues, unknown, TOutput> {
  let resolver: Resolver<TValues, unknown, TOutput> | undefined
  return async (...asked) => {
    try {
      await loadFormParts()
      resolver ??= create(await lateFormParts.load())
      return await resolver(...asked)
    } catch {
      const errors: FieldErrors<TValues> = {}
      set(errors, 'root', { type: 'unloaded', message: unreadyBody })
      return { values: {}, errors }
    }
  }
}
