import { useOperations } from 'react-accepted'

/** A button of the application that signs the user out. */
export function SignOut() {
  const { clear } = useOperations()
  return (
    <button type="button" onClick={() => void clear()}>
      Sign out
    </button>
  )
}
