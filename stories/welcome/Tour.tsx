import './tour.css'
import { OperationsTray } from 'react-accepted'
import { CreateMemoryStoreForm } from 'react-accepted/twilio'

/** A form, and beside it the tray with the operations that the form submits. */
export function Tour() {
  return (
    <div className="tour">
      <section aria-labelledby="tour-form">
        <h3 className="tour-title" id="tour-form">
          New memory store
        </h3>
        <CreateMemoryStoreForm draftKey={null} />
      </section>
      <OperationsTray headingLevel={3} />
    </div>
  )
}
