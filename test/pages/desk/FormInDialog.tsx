import { useRef } from 'react'
import { CreateConfigurationForm, OperationsTray } from 'react-accepted'

/** A tray on the page, and a form over it that makes the page inert. */
export function FormInDialog() {
  const dialog = useRef<HTMLDialogElement>(null)
  return (
    <>
      <OperationsTray />
      <button type="button" onClick={() => dialog.current?.showModal()}>
        New configuration
      </button>
      <dialog ref={dialog} aria-label="New configuration">
        <CreateConfigurationForm />
      </dialog>
    </>
  )
}
