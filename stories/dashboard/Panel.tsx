import type { ReactNode } from 'react'
import { useEffect, useId, useRef } from 'react'

export interface PanelProps {
  readonly title: string
  readonly hint: string
  readonly onClose: () => void
  readonly children: ReactNode
}

/** A side panel over the page. After it is closed, a running operation continues in the list of operations. */
export function Panel({ title, hint, onClose, children }: PanelProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  const titleId = useId()
  useEffect(() => {
    const panel = dialog.current
    if (panel && !panel.open) panel.showModal()
  }, [])
  return (
    <dialog ref={dialog} className="dash-panel" aria-labelledby={titleId} onClose={onClose}>
      <div className="dash-panel-header">
        <div>
          <h2 id={titleId}>{title}</h2>
          <p>{hint}</p>
        </div>
        <button
          type="button"
          className="ra-icon-button"
          aria-label="Close"
          onClick={() => dialog.current?.close()}
        >
          <svg className="ra-icon" viewBox="0 0 16 16" fill="none" aria-hidden="true">
            <path d="m4 4 8 8M12 4l-8 8" stroke="currentColor" strokeWidth="1.75" strokeLinecap="round" />
          </svg>
        </button>
      </div>
      <div className="dash-panel-body">{children}</div>
    </dialog>
  )
}
