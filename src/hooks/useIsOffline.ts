'use client'
import { onlineManager } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'

/** True while the browser says it has no network, and nothing can be asked. */
export function useIsOffline(): boolean {
  return useSyncExternalStore(subscribe, isOffline, () => false)
}

function subscribe(listener: () => void): () => void {
  return onlineManager.subscribe(listener)
}

function isOffline(): boolean {
  return !onlineManager.isOnline()
}
