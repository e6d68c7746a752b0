'use client'

import { useSyncExternalStore } from 'react'

const listeners = new Set<() => void>()
let timer: ReturnType<typeof setInterval> | undefined

/**
 * Now, in epoch ms, cut to whole seconds. Renders its component once a second, and one timer serves all of them.
 * `undefined` on a server, whose clock the browser could not agree with.
 */
export function useCurrentSecond(): number | undefined {
  return useSyncExternalStore<number | undefined>(subscribe, readSecond, () => undefined)
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  timer ??= setInterval(() => {
    for (const notify of listeners) notify()
  }, 1_000)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    clearInterval(timer)
    timer = undefined
  }
}

function readSecond(): number {
  return Math.floor(Date.now() / 1_000) * 1_000
}
