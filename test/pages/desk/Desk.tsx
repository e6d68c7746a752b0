import { useState } from 'react'
import {
  ConfigurationsTable,
  CreateConfigurationForm,
  DeleteConfigurationButton,
  EditConfigurationForm,
} from 'react-accepted/twilio'

/** The whole life cycle of a configuration on one page, as an application would build it. */
export function Desk() {
  const [editedId, setEditedId] = useState<string>()
  return (
    <>
      <h1>Configurations</h1>
      <ConfigurationsTable
        renderActions={({ id, displayName }) => (
          <>
            <button type="button" onClick={() => setEditedId(id)}>
              Edit {displayName}
            </button>
            <DeleteConfigurationButton configurationId={id} displayName={displayName} />
          </>
        )}
      />
      {editedId === undefined ? (
        <section aria-label="New">
          <CreateConfigurationForm />
        </section>
      ) : (
        <section aria-label="Edit">
          <button type="button" onClick={() => setEditedId(undefined)}>
            Back to new
          </button>
          <EditConfigurationForm configurationId={editedId} />
        </section>
      )}
    </>
  )
}
