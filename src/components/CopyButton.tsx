'use client'

import type { ReactNode } from 'react'
import { useEffect, useState } from 'react'

import { Icon } from './Icon.tsx'
import { useOperationWords } from './useOperationWords.ts'

/** How long "Copied" stays, in ms. */
const FEEDBACK_MS = 2_000

/** What came of the last copy. The feedback of each has its own time. */
interface Outcome {
  readonly word: 'copied' | 'copyFailed'
  readonly copies: number
}

export interface CopyButtonProps {
  /** What is copied, read at the click. */
  readonly text: string | (() => string)
  /** Names the button: `Operation ID` becomes "Copy Operation ID". */
  readonly what?: string
  /** Words on the button. Without them it is an icon, and `what` names it. */
  readonly children?: ReactNode
}

/** Copies a text and says so: on the button, and to a screen reader. */
export function CopyButton({ text, what, children }: CopyButtonProps) {
  const words = useOperationWords()
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
      // Absent where the page is not served over https. Only the window that has the focus may copy.
      await button.ownerDocument.defaultView?.navigator.clipboard.writeText(
        typeof text === 'string' ? text : text(),
      )
      tell('copied')
    } catch {
      tell('copyFailed')
    }
  }

  const name = words.copy(what ?? '').trim()
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
          // A new element for each copy, so that the same words are said again.
          <span key={outcome.copies} className="ra-text">
            {words[outcome.word]}
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
