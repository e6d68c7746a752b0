import type { FieldErrors, FieldValues, Resolver } from 'react-hook-form'
import { set } from 'react-hook-form'

import { lateFormParts } from './lateFormParts.ts'

type FormParts = Awaited<ReturnType<typeof lateFormParts.load>>

/**
 * The resolver of a form whose rules are loaded when it is first sent, with all that shows what comes of it: nothing
 * leaves before. If they cannot be loaded, that stands at the form as a whole.
 */
export function lateResolver<TValues extends FieldValues, TOutput>(
  create: (parts: FormParts) => Resolver<TValues, unknown, TOutput>,
  { notChecked }: { readonly notChecked: string },
): Resolver<TValues, unknown, TOutput> {
  let resolver: Resolver<TValues, unknown, TOutput> | undefined
  return async (...asked) => {
    try {
      resolver ??= create(await lateFormParts.load())
      return await resolver(...asked)
    } catch {
      const errors: FieldErrors<TValues> = {}
      set(errors, 'root', { type: 'unloaded', message: notChecked })
      return { values: {}, errors }
    }
  }
}
