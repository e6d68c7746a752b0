import { useState } from 'react'
import { MemoryStoreSelect, useCreateConfiguration } from 'react-accepted/twilio'

export function Create() {
  const [displayName, setDisplayName] = useState('')
  const [description, setDescription] = useState('')
  const [memoryStoreId, setMemoryStoreId] = useState('')
  const { submit, intent } = useCreateConfiguration()

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        void submit({
          displayName,
          description,
          memoryStoreId,
          conversationGroupingType: 'GROUP_BY_PROFILE',
        })
      }}
    >
      <label>
        Name <input value={displayName} onChange={(event) => setDisplayName(event.target.value)} />
      </label>
      <label>
        Description <input value={description} onChange={(event) => setDescription(event.target.value)} />
      </label>
      <MemoryStoreSelect value={memoryStoreId} onValueChange={setMemoryStoreId} />
      <button type="submit">Create configuration</button>
      {intent.state === 'refused' && <p role="alert">{intent.error.message}</p>}
    </form>
  )
}
