'use client'

import { useSyncExternalStore } from 'react'

import { formatInstant } from './formatInstant.ts'
import { useOperationWords } from './useOperationWords.ts'

/**
 * Gives a moment, in epoch ms, as a person reads it. Nothing on a server, which knows neither the time zone nor the
 * language of the browser, and in the first render of what came from there.
 */
export function useInstantText(): (at: number, part?: 'date' | 'time') => string | undefined {
  const { locale } = useOperationWords()
  const isInBrowser = useSyncExternalStore(subscribe, yes, no)
  return (at, part) => (isInBrowser ? formatInstant(at, locale, part) : undefined)
}

const subscribe = () => () => undefined
const yes = () => true
const no = () => false
