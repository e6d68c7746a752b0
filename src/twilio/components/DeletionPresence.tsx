'use client'

import { useEffect, useRef, useState } from 'react'

import { RequestError } from '../../protocol/errors.ts'
import { isGone } from '../../protocol/failure.ts'
import { useDeletionMessages } from './useDeletionMessages.ts'

export interface DeletionPresenceProps {
  /** Reads what was to be deleted. */
  readonly look: (signal: AbortSignal) => Promise<unknown>
}

/** Says whether something is still there, where that is the only way to learn what became of its deletion. */
export function DeletionPresence({ look }: DeletionPresenceProps) {
  const messages = useDeletionMessages()
  const latest = useRef(look)
  const [looks, setLooks] = useState(1)
  const [seen, setSeen] = useState<{ readonly looks: number; readonly presence: Presence }>()
  const found = seen?.looks === looks ? seen.presence : 'lookingForIt'
  const isLooking = found === 'lookingForIt'

  useEffect(() => {
    latest.current = look
  })

  useEffect(() => {
    const controller = new AbortController()
    async function read() {
      const presence = await readPresence(latest.current, controller.signal)
      if (!controller.signal.aborted) setSeen({ looks, presence })
    }
    void read()
    return () => controller.abort()
  }, [looks])

  return (
    <div className="ra-presence" data-part="presence" data-state={found}>
      <p className="ra-text">{messages[found]}</p>
      {found !== 'notThere' && (
        <button
          type="button"
          className="ra-button"
          data-size="small"
          data-part="look"
          aria-disabled={isLooking}
          onClick={() => {
            if (!isLooking) setLooks(looks + 1)
          }}
        >
          {messages.lookAgain}
        </button>
      )}
    </div>
  )
}

type Presence = 'stillThere' | 'notThere' | 'notReadable'

async function readPresence(look: DeletionPresenceProps['look'], signal: AbortSignal): Promise<Presence> {
  try {
    await look(signal)
    return 'stillThere'
  } catch (error) {
    return error instanceof RequestError && isGone(error.failure) ? 'notThere' : 'notReadable'
  }
}
