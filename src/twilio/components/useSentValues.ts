'use client'

import { useEffect, useRef, useState } from 'react'

import type { ConfigurationForm } from './configurationForm.ts'

/** What a form held when it was sent, beside what it holds by now. */
export interface SentValues {
  /** Whether it had been edited by the last time of asking. */
  readonly isEdited: boolean
  /** It is sent as it is now. */
  readonly remember: () => void
  /** What was sent before is sent again: asks whether the form still holds the same. */
  readonly compare: () => void
}

/** Tells whether a form was edited after it was sent, so that no edit is taken for accepted. */
export function useSentValues({ getValues }: ConfigurationForm): SentValues {
  const sent = useRef('')
  const [isEdited, setIsEdited] = useState(false)
  useEffect(() => {
    // Of what an earlier page has sent, nothing was filled in here.
    sent.current = JSON.stringify(getValues())
  }, [getValues])
  return {
    isEdited,
    remember() {
      sent.current = JSON.stringify(getValues())
      setIsEdited(false)
    },
    compare: () => setIsEdited(JSON.stringify(getValues()) !== sent.current),
  }
}
