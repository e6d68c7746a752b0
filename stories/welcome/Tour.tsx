import './tour.css'
import { CreateMemoryStoreForm, OperationsTray } from 'react-accepted'

/** A form, and beside it the tray that follows what the form has sent. */
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
