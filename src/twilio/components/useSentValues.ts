'use client'

import { useEffect, useRef, useState } from 'react'

import type { ConfigurationForm } from './configurationForm.ts'
import { readConfigurationFormValues } from './readConfigurationFormValues.ts'

/** What a form held when it was sent, beside what it holds by now. */
export interface SentValues {
  /** Whether it had been edited by the last time of asking. */
  readonly isEdited: boolean
  /** It is sent as it is now. */
  readonly remember: () => void
  /** What was sent before is sent again: asks whether the form still holds the same. */
  readonly compare: () => void
  readonly isAsSent: () => boolean
  /** It holds again what an earlier page has left. */
  readonly restore: (left: { readonly isAsSent: boolean; readonly isEdited: boolean }) => void
}

/** Tells whether a form was edited after it was sent, so that no edit is taken for accepted. */
export function useSentValues({ getValues }: ConfigurationForm): SentValues {
  const sent = useRef('')
  const [isEdited, setIsEdited] = useState(false)
  useEffect(() => {
    // Of what an earlier page has sent, nothing was filled in here.
    sent.current = toText(getValues)
  }, [getValues])
  return {
    isEdited,
    remember() {
      sent.current = toText(getValues)
      setIsEdited(false)
    },
    compare: () => setIsEdited(toText(getValues) !== sent.current),
    isAsSent: () => toText(getValues) === sent.current,
    restore(left) {
      sent.current = left.isAsSent ? toText(getValues) : ''
      setIsEdited(left.isEdited)
    },
  }
}

/** Fields are asked for in one order, and those that nobody has filled in count for nothing. */
function toText(getValues: ConfigurationForm['getValues']): string {
  const values = getValues()
  return JSON.stringify(readConfigurationFormValues(values, values))
}
