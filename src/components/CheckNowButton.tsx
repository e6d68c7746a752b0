'use client'

import { useState } from 'react'

import { useOperationWords } from './useOperationWords.ts'

export interface CheckNowButtonProps {
  /** Asks the server once more. */
  readonly refresh: () => Promise<void>
}

/** Lets a person ask where nothing is asked by itself any more. */
export function CheckNowButton({ refresh }: CheckNowButtonProps) {
  const words = useOperationWords()
  const [isChecking, setIsChecking] = useState(false)

  async function check() {
    setIsChecking(true)
    await refresh().finally(() => setIsChecking(false))
  }

  return (
    <button
      type="button"
      className="ra-button"
      data-part="check-now"
      aria-disabled={isChecking}
      onClick={() => !isChecking && void check()}
    >
      {isChecking ? words.checking : words.checkNow}
    </button>
  )
}
