'use client'

import type { ReactNode } from 'react'
import { useEffect, useRef, useSyncExternalStore } from 'react'

import type { Problem } from '../../protocol/problem.ts'
import { FailureNotice } from '../elements/FailureNotice.tsx'
import { Notice } from '../elements/Notice.tsx'
import { isElement, isFocusLost, rootOf } from '../elements/ownRoot.ts'

/** One invalid field. */
interface FieldError {
  /** ID of its control. */
  readonly controlId: string
  readonly label: string
  /**
   * Use the label that the page shows for the control, which the application may have chosen. Default false.
   */
  readonly isNamedByControl?: boolean
  readonly message: string
}

interface ErrorSummaryProps {
  /** Shown above the invalid fields. */
  readonly title: string
  readonly errors: readonly FieldError[]
  /** Any other problem, including errors of fields that the form does not have. */
  readonly problem: Problem | undefined
  /** How often the form was submitted. */
  readonly attempts: number
  /** The server's refusal, from the moment it is shown here; `undefined` if there is none. */
  readonly reason: unknown
  /** Further help, shown last. */
  readonly children?: ReactNode
}

/** What is wrong with a form, with a link to each field. Takes the focus whenever there are new errors. */
export function ErrorSummary({ title, errors, problem, attempts, reason, children }: ErrorSummaryProps) {
  const container = useRef<HTMLDivElement>(null)
  /** The submit button may be outside the form. */
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
        // The URL is controlled by the application's router.
        event.preventDefault()
        goTo(control())
      }}
    >
      {shown ?? label}
    </a>
  )
}

const subscribe = () => () => undefined

/** Opens the collapsed sections around it first: a hidden element cannot be focused. */
function goTo(control: HTMLElement | null) {
  for (let fold = control?.closest('details'); fold; fold = fold.parentElement?.closest('details'))
    fold.open = true
  control?.focus()
}

/** Does nothing if the user has moved on to something else on the page. */
function focusIfHere(container: HTMLElement | null, focusedAtSubmit: Element | null) {
  if (!container?.hasChildNodes()) return
  const form = container.closest('form')
  const focused = focusedFrom(container)
  if (isFocusLost(container) || form?.contains(focused) || focused === focusedAtSubmit) container.focus()
}

/** The focused element as seen from another element: in its root, else in its document. */
function focusedFrom(element: Element): Element | null {
  return rootOf(element).activeElement ?? element.ownerDocument.activeElement
}

/** The label that the page shows for a control, ours or the application's; `undefined` if there is none. */
function readShownLabel(control: Element): string | undefined {
  // The label of a radio button names one choice, not the field.
  const group = control.getAttribute('type') === 'radio' && control.closest('fieldset, [role="radiogroup"]')
  const named = group || control
  const root = rootOf(control)
  const byId = (named.getAttribute('aria-labelledby') ?? '').split(/\s+/).map((id) => root.getElementById(id))
  const labels = byId.some(Boolean) ? byId : group ? [group.querySelector('legend')] : listLabels(control)
  const text = labels.map(toText).filter(Boolean).join(' ')
  return text || named.getAttribute('aria-label') || undefined
}

/** Found by attributes, because only native controls have `labels`. */
function listLabels(control: Element): Element[] {
  const around = control.closest('label')
  const given = rootOf(control).querySelectorAll('label')
  return Array.from(given).filter((label) => label === around || label.htmlFor === control.id)
}

/** A label may contain its control, and elements that screen readers skip. */
function toText(label: Element | null): string {
  if (!label) return ''
  const parts = Array.from(label.childNodes, (node) => {
    if (!('localName' in node)) return node.textContent ?? ''
    return isElement(node) && !node.matches(NO_TEXT) ? toText(node) : ''
  })
  return parts.join('').replaceAll(/\s+/g, ' ').trim()
}

const NO_TEXT = 'select, input, textarea, button, [aria-hidden="true"]'
