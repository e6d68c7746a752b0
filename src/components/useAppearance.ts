'use client'

import { useContext } from 'react'

import type { Appearance } from '../hooks/appearance.ts'
import { OperationsContext } from '../hooks/OperationsContext.ts'

interface AppearanceAttributes {
  'data-ra-theme'?: 'light' | 'dark'
  'data-ra-density'?: 'compact'
  'data-ra-accent'?: Appearance['accent']
}

/** What the provider's `appearance` puts on the root of each component; nothing where it says nothing. */
export function useAppearance(): AppearanceAttributes {
  const { theme, density, accent } = useContext(OperationsContext)?.appearance ?? {}
  return {
    ...(theme && theme !== 'auto' && { 'data-ra-theme': theme }),
    ...(density === 'compact' && { 'data-ra-density': 'compact' }),
    ...(accent && accent !== 'indigo' && { 'data-ra-accent': accent }),
  }
}
