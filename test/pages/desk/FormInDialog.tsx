import { useRef } from 'react'
import { OperationsTray } from 'react-accepted'
import { CreateConfigurationForm } from 'react-accepted/twilio'

/** A tray on the page, and a form in a modal dialog that makes the page inert. */
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
