'use client'

import { useSyncExternalStore } from 'react'

import { formatInstant } from './formatInstant.ts'
import { useOperationWords } from './useOperationWords.ts'

export interface InstantTextProps {
  /** Epoch ms. */
  readonly at: number
  /** Only the date, or only the time without seconds. */
  readonly part?: 'date' | 'time'
}

/** A moment as a person reads it. Nothing on a server, which knows neither the time zone nor the language of the browser. */
export function InstantText({ at, part }: InstantTextProps) {
  const { locale } = useOperationWords()
  const isInBrowser = useSyncExternalStore(subscribe, yes, no)
  return isInBrowser ? formatInstant(at, locale, part) : null
}

const subscribe = () => () => undefined
const yes = () => true
const no = () => false
