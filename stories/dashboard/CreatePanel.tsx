import { useEffect, useRef } from 'react'
import { CreateConfigurationForm } from 'react-accepted/twilio'

export interface CreatePanelProps {
  readonly onClose: () => void
}

/** The form in a side panel. After it is closed, a running operation continues in the list of operations. */
export function CreatePanel({ onClose }: CreatePanelProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const panel = dialog.current
    if (panel && !panel.open) panel.showModal()
  }, [])
  return (
    <dialog ref={dialog} className="dash-panel" aria-labelledby="dash-create" onClose={onClose}>
      <div className="dash-panel-header">
        <div>
          <h2 id="dash-create">New configuration</h2>
          <p>It is set up in the background; you can close this at any time.</p>
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
      <div className="dash-panel-body">
        <CreateConfigurationForm />
      </div>
    </dialog>
  )
}
