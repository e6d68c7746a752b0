'use client'

import type { ReactNode } from 'react'
import { useEffect, useState } from 'react'

import { useOperationMessages } from '../messages/useOperationMessages.ts'
import { Icon } from './Icon.tsx'

/** How long "Copied" is shown, in ms. */
const FEEDBACK_MS = 2_000

/** The result of the last copy. Each copy restarts the feedback timer. */
interface Outcome {
  readonly word: 'copied' | 'copyFailed'
  readonly copies: number
}

interface CopyButtonProps {
  /** The text to copy. A function is called on click. */
  readonly text: string | (() => string)
  /** Names the button: `Operation ID` becomes "Copy Operation ID". */
  readonly what?: string
  /** Text of the button. Without it the button is an icon, named by `what`. */
  readonly children?: ReactNode
}

/** Copies text and confirms it, visibly and to screen readers. */
export function CopyButton({ text, what, children }: CopyButtonProps) {
  const messages = useOperationMessages()
  const [outcome, setOutcome] = useState<Outcome>()

  useEffect(() => {
    if (!outcome) return undefined
    const timer = setTimeout(() => setOutcome(undefined), FEEDBACK_MS)
    return () => clearTimeout(timer)
  }, [outcome])

  function tell(word: Outcome['word']) {
    setOutcome((last) => ({ word, copies: (last?.copies ?? 0) + 1 }))
  }

  async function copy(button: Element) {
    try {
      // Absent unless the page is served over HTTPS. Only the focused window may copy: use the button's.
      await button.ownerDocument.defaultView?.navigator.clipboard.writeText(
        typeof text === 'string' ? text : text(),
      )
      tell('copied')
    } catch {
      tell('copyFailed')
    }
  }

  const name = messages.copy(what ?? '').trim()
  return (
    <span className="ra-copy" data-part="copy" data-outcome={outcome?.word}>
      <button
        type="button"
        className={children ? 'ra-button' : 'ra-icon-button'}
        onClick={({ currentTarget }) => void copy(currentTarget)}
        {...(!children && { 'aria-label': name, title: name })}
      >
        <CopyIcon isDone={outcome?.word === 'copied'} />
        {children && <span className="ra-text">{children}</span>}
      </button>
      <output className={outcome ? 'ra-copy-feedback' : 'ra-visually-hidden'}>
        {outcome && (
          // A new element for each copy, so that screen readers read the same text again.
          <span key={outcome.copies} className="ra-text">
            {messages[outcome.word]}
          </span>
        )}
      </output>
    </span>
  )
}

function CopyIcon({ isDone }: { readonly isDone: boolean }) {
  return (
    <Icon name={isDone ? 'copied' : 'copy'}>
      {isDone ? (
        <path d="m3.5 8.5 3 3 6-6.75" />
      ) : (
        <>
          <rect x="5.5" y="5.5" width="8" height="8" rx="1.75" />
          <path d="M10.5 5.5V4.25A1.75 1.75 0 0 0 8.75 2.5h-4.5A1.75 1.75 0 0 0 2.5 4.25v4.5c0 .97.78 1.75 1.75 1.75H5.5" />
        </>
      )}
    </Icon>
  )
}

/** Trailing characters of an ID that are never cut: IDs created close together differ only there. */
const TAIL = 6

interface CopyableIdProps {
  readonly id: string
  /** Names the ID on the copy button, such as `Operation ID`. */
  readonly what: string
}

/** An ID with a copy button. If space is tight, the ID is shortened in the middle. */
export function CopyableId({ id, what }: CopyableIdProps) {
  return (
    <span className="ra-id" data-part="id">
      <code className="ra-code" translate="no" title={id}>
        <span className="ra-text">{id.slice(0, -TAIL)}</span>
        <span className="ra-text">{id.slice(-TAIL)}</span>
      </code>
      <CopyButton text={id} what={what} />
    </span>
  )
}
