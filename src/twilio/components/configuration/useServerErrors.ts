'use client'

import { useEffect, useMemo } from 'react'

import type { Problem } from '../../../protocol/problem.ts'
import type { ConfigurationForm } from './configurationForm.ts'
import type { FixedConfiguration } from './configurationFormParts.ts'
import { toFormField } from './formFields.ts'

/**
 * Shows the server's field errors at the form fields. Each error stays until its field is edited.
 *
 * @param fixed parts that the form does not show
 * @returns the errors about fields that the form does not show
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
  // Edits must not change this: a row that is removed later was there when the form was sent.
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
