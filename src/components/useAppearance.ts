'use client'

import { useContext } from 'react'

import { OperationsContext } from '../hooks/OperationsContext.ts'

/** What the provider's `appearance` puts on the root of each component; nothing where it says nothing. */
export function useAppearance(): { 'data-ra-theme'?: 'light' | 'dark'; 'data-ra-density'?: 'compact' } {
  const appearance = useContext(OperationsContext)?.appearance
  const theme = appearance?.theme
  return {
    ...(theme && theme !== 'auto' && { 'data-ra-theme': theme }),
    ...(appearance?.density === 'compact' && { 'data-ra-density': 'compact' }),
  }
}
