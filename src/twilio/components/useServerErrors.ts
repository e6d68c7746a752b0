'use client'

import { useEffect, useMemo } from 'react'

import type { Problem } from '../../protocol/problem.ts'
import type { ConfigurationForm } from './configurationForm.ts'
import type { FixedConfiguration } from './configurationFormParts.ts'
import { toFormField } from './toFormField.ts'

/**
 * Puts what the server said about fields at the form's own fields. Each stays until that field is edited.
 *
 * @param fixed parts that the form does not show
 * @returns what the problem says of fields that the form does not have
 */
export function useServerErrors(
  { setError, getValues }: ConfigurationForm,
  problem: Problem | undefined,
  fixed: FixedConfiguration,
): Problem['fields'] {
  useEffect(() => {
    for (const { field, message } of problem?.fields ?? []) {
      const name = toFormField(field, getValues())
      if (name && !isFixed(field, fixed)) setError(name, { type: 'server', message })
    }
  }, [problem, fixed, setError, getValues])
  // By what was sent: a row that is taken away since was there.
  return useMemo(
    () =>
      (problem?.fields ?? []).filter(
        ({ field }) => toFormField(field, getValues()) === undefined || isFixed(field, fixed),
      ),
    [problem, fixed, getValues],
  )
}

function isFixed(path: string, fixed: FixedConfiguration): boolean {
  return Object.keys(fixed).some(
    (part) => path === part || path.startsWith(`${part}.`) || path.startsWith(`${part}[`),
  )
}
