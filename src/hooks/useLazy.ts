'use client'

import { useEffect, useSyncExternalStore } from 'react'

import { sleep } from '../client/http/abort.ts'
import type { Lazy } from '../client/http/lazy.ts'

const FIRST_WAIT_MS = 1_000
const LONGEST_WAIT_MS = 30_000

/**
 * Loads a chunk when it is needed, and retries until it has loaded: after 1 s, doubling up to 30 s.
 *
 * @returns `undefined` until it has loaded
 */
export function useLazy<TModule extends object>(part: Lazy<TModule>, isNeeded: boolean): TModule | undefined {
  const loaded = useSyncExternalStore(part.subscribe, part.now, notYet)
  const isMissing = isNeeded && !loaded
  useEffect(() => {
    if (!isMissing) return undefined
    const leaving = new AbortController()
    void loadWithRetry(part, leaving.signal)
    return () => leaving.abort()
  }, [part, isMissing])
  return loaded
}

function notYet() {
  return undefined
}

async function loadWithRetry(part: Lazy<object>, signal: AbortSignal) {
  for (let waitMs = FIRST_WAIT_MS; !signal.aborted; waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS)) {
    try {
      await part.load()
      return
    } catch {
      await sleep(waitMs, signal).catch(notYet)
    }
  }
}
