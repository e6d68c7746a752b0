'use client'

import { useEffect } from 'react'

import type { Problem } from '../../protocol/problem.ts'
import type { ConfigurationForm } from './configurationForm.ts'
import { toFormField } from './toFormField.ts'

/**
 * Puts what the server said about fields at the form's own fields. Each stays until that field is edited.
 *
 * @returns true where the problem blames a field that the form has
 */
export function useServerErrors(
  { setError, getValues }: ConfigurationForm,
  problem: Problem | undefined,
): boolean {
  useEffect(() => {
    for (const { field, message } of problem?.fields ?? []) {
      const name = toFormField(field, getValues())
      if (name) setError(name, { type: 'server', message })
    }
  }, [problem, setError, getValues])
  return problem?.fields.some(({ field }) => toFormField(field, getValues()) !== undefined) ?? false
}
