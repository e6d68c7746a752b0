'use client'
import { useEffect, useSyncExternalStore } from 'react'

import type { Late } from '../client/late.ts'
import { sleep } from '../client/sleep.ts'

const FIRST_WAIT_MS = 1_000
const LONGEST_WAIT_MS = 30_000

/**
 * A part of the page, loaded when it is needed, and tried again while it cannot be.
 *
 * @returns `undefined` until it is there
 */
export function useLate<TModule extends object>(part: Late<TModule>, isNeeded: boolean): TModule | undefined {
  const loaded = useSyncExternalStore(part.subscribe, part.now, notYet)
  const isMissing = isNeeded && !loaded
  useEffect(() => {
    if (!isMissing) return undefined
    const leaving = new AbortController()
    void loadPatiently(part, leaving.signal)
    return () => leaving.abort()
  }, [part, isMissing])
  return loaded
}

function notYet() {
  return undefined
}

async function loadPatiently(part: Late<object>, signal: AbortSignal) {
  for (let waitMs = FIRST_WAIT_MS; !signal.aborted; waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS)) {
    try {
      await part.load()
      return
    } catch {
      await sleep(waitMs, signal).catch(notYet)
    }
  }
}
