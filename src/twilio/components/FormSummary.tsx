'use client'

import { useEffect, useRef } from 'react'
import { get } from 'react-hook-form'

import { FailureNotice } from '../../components/FailureNotice.tsx'
import { Notice } from '../../components/Notice.tsx'
import type { Problem } from '../../protocol/problem.ts'
import { readField, readText } from '../../protocol/record.ts'
import type { ConfigurationForm } from './configurationForm.ts'
import { toControlId } from './configurationForm.ts'
import type { ConflictingResourceProps } from './ConflictingResource.tsx'
import { ConflictingResource } from './ConflictingResource.tsx'
import { listFormFields } from './listFormFields.ts'
import { toFieldLabel } from './toFieldLabel.ts'
import { useConfigurationMessages } from './useConfigurationMessages.ts'

export interface FormSummaryProps {
  readonly form: ConfigurationForm
  readonly formId: string
  /** The server's no; shown where it blames no field. */
  readonly refusal: Problem | undefined
  /** What the server said, of which the fields already show their part. The focus comes here once for each. */
  readonly reason: unknown
  /** The resource in the way of a 409. */
  readonly conflict?: ConflictingResourceProps | undefined
}

/** What is wrong with the form, with a link to each field. Takes the focus whenever something new is wrong. */
export function FormSummary({ form, formId, refusal, reason, conflict }: FormSummaryProps) {
  const messages = useConfigurationMessages()
  const container = useRef<HTMLDivElement>(null)
  const seen = useRef<{ attempts: number; reason: unknown }>({ attempts: 0, reason: undefined })
  const { submitCount, errors } = form.formState
  const wrong = listFormFields(form.getValues()).flatMap((field) => {
    const error: unknown = get(errors, field)
    return error ? [{ field, type: readField(error, 'type'), message: readText(error, 'message') ?? '' }] : []
  })
  const isServersNo = refusal !== undefined || wrong.some(({ type }) => type === 'server')
  const general = refusal ?? (errors.root?.message ? { title: errors.root.message, fields: [] } : undefined)

  useEffect(() => {
    const isNews = seen.current.attempts !== submitCount || (isServersNo && seen.current.reason !== reason)
    seen.current = { attempts: submitCount, reason: isServersNo ? reason : seen.current.reason }
    if (isNews) focusIfHere(container.current)
  }, [submitCount, isServersNo, reason])

  return (
    <div className="ra-form-summary" data-part="summary" ref={container} tabIndex={-1}>
      {wrong.length > 0 ? (
        <Notice tone="failure" part="field-errors" title={messages.errorSummary(wrong.length)}>
          <ul>
            {wrong.map(({ field, message }) => (
              <li key={field}>
                <a
                  href={`#${toControlId(formId, field)}`}
                  onClick={(event) => {
                    // The address bar belongs to the application's router.
                    event.preventDefault()
                    goTo(document.getElementById(toControlId(formId, field)))
                  }}
                >
                  {toFieldLabel(field, messages)}
                </a>
                <span>{message}</span>
              </li>
            ))}
          </ul>
        </Notice>
      ) : (
        general && <FailureNotice problem={general} />
      )}
      {conflict && isServersNo && <ConflictingResource {...conflict} />}
    </div>
  )
}

/** Folded sections around it open first: what is hidden takes no focus. */
function goTo(control: HTMLElement | null) {
  for (let fold = control?.closest('details'); fold; fold = fold.parentElement?.closest('details'))
    fold.open = true
  control?.focus()
}

/** Someone who has gone on to something else on the page is left alone. */
function focusIfHere(container: HTMLElement | null) {
  const active = document.activeElement
  const isHere = !active || active === document.body || container?.closest('form')?.contains(active)
  if (isHere && container?.hasChildNodes()) container.focus()
}
