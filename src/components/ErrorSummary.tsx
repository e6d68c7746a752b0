'use client'

import type { ReactNode } from 'react'
import { useEffect, useRef, useSyncExternalStore } from 'react'

import type { Problem } from '../protocol/problem.ts'
import { FailureNotice } from './FailureNotice.tsx'
import { Notice } from './Notice.tsx'
import { isFocusLost, rootOf } from './ownRoot.ts'
import { readShownLabel } from './readShownLabel.ts'

/** One field that is wrong. */
export interface FieldError {
  /** ID of its control. */
  readonly controlId: string
  readonly label: string
  /** Its control says its whole name, which the application may have chosen: that one counts. */
  readonly isNamedByControl?: boolean
  readonly message: string
}

export interface ErrorSummaryProps {
  /** Stands above the fields that are wrong. */
  readonly title: string
  readonly errors: readonly FieldError[]
  /** What is wrong beside that, with what is said of fields that the form does not have. */
  readonly problem: Problem | undefined
  /** How often the form was sent. */
  readonly attempts: number
  /** What the server said, from the moment it is shown here; `undefined` where it has said nothing. */
  readonly reason: unknown
  /** What else helps with it. */
  readonly children?: ReactNode
}

/** What is wrong with a form, with a link to each field. Takes the focus whenever something new is wrong. */
export function ErrorSummary({ title, errors, problem, attempts, reason, children }: ErrorSummaryProps) {
  const container = useRef<HTMLDivElement>(null)
  /** A button outside of the form may have sent it. */
  const focusedAtSubmit = useRef<Element | null>(null)
  const seen = useRef<{ attempts: number; reason: unknown }>({ attempts: 0, reason: undefined })

  useEffect(() => {
    const form = container.current?.closest('form')
    if (!form) return undefined
    const note = () => {
      focusedAtSubmit.current = focusedFrom(form)
    }
    form.addEventListener('submit', note)
    return () => form.removeEventListener('submit', note)
  }, [])

  useEffect(() => {
    const isNews =
      seen.current.attempts !== attempts || (reason !== undefined && seen.current.reason !== reason)
    seen.current = { attempts, reason: reason ?? seen.current.reason }
    if (isNews) focusIfHere(container.current, focusedAtSubmit.current)
  }, [attempts, reason])

  return (
    <div className="ra-form-summary" data-part="summary" ref={container} tabIndex={-1}>
      {errors.length > 0 && (
        <Notice tone="failure" part="field-errors" title={title}>
          <ul className="ra-list">
            {errors.map(({ message, ...field }) => (
              <li className="ra-item" key={field.controlId}>
                <FieldLink {...field} />
                <span className="ra-text">{message}</span>
              </li>
            ))}
          </ul>
        </Notice>
      )}
      {problem && <FailureNotice problem={problem} fields={problem.fields} />}
      {children}
    </div>
  )
}

function FieldLink({ controlId, label, isNamedByControl = false }: Omit<FieldError, 'message'>) {
  const link = useRef<HTMLAnchorElement>(null)
  const control = () => link.current && rootOf(link.current).getElementById(controlId)
  const shown = useSyncExternalStore(
    subscribe,
    () => {
      const found = isNamedByControl && control()
      return found ? readShownLabel(found) : undefined
    },
    () => undefined,
  )
  return (
    <a
      ref={link}
      className="ra-link"
      href={`#${controlId}`}
      onClick={(event) => {
        // The address bar belongs to the application's router.
        event.preventDefault()
        goTo(control())
      }}
    >
      {shown ?? label}
    </a>
  )
}

const subscribe = () => () => undefined

/** Folded sections around it open first: what is hidden takes no focus. */
function goTo(control: HTMLElement | null) {
  for (let fold = control?.closest('details'); fold; fold = fold.parentElement?.closest('details'))
    fold.open = true
  control?.focus()
}

/** Someone who has gone on to something else on the page is left alone. */
function focusIfHere(container: HTMLElement | null, focusedAtSubmit: Element | null) {
  if (!container?.hasChildNodes()) return
  const form = container.closest('form')
  const focused = focusedFrom(container)
  if (isFocusLost(container) || form?.contains(focused) || focused === focusedAtSubmit) container.focus()
}

/** What has the focus, as far as it can be seen from an element: around its root, the host of that root. */
function focusedFrom(element: Element): Element | null {
  return rootOf(element).activeElement ?? element.ownerDocument.activeElement
}
