'use client'

import { useContext } from 'react'
import type { ComponentPropsWithoutRef } from 'react'

import { OperationsContext } from '../../hooks/OperationsContext.ts'
import type { Appearance } from '../../hooks/operationsProviderProps.ts'

interface AppearanceAttributes {
  'data-ra-theme': 'light' | 'dark' | undefined
  'data-ra-density': 'compact' | undefined
  'data-ra-accent': Appearance['accent']
}

/** The attributes that the provider's `appearance` sets on the root of each component. Defaults set none. */
export function useAppearance(): AppearanceAttributes {
  const { theme, density, accent } = useContext(OperationsContext)?.appearance ?? {}
  return {
    'data-ra-theme': theme === 'auto' ? undefined : theme,
    'data-ra-density': density === 'compact' ? density : undefined,
    'data-ra-accent': accent === 'indigo' ? undefined : accent,
  }
}

/** Our own class, followed by the caller's. */
export function classes(own: string, added: string | undefined): string {
  return added ? `${own} ${added}` : own
}

/** A button with our looks. It does not submit the form around it. */
export function Button(props: Omit<ComponentPropsWithoutRef<'button'>, 'type' | 'className'>) {
  return <button type="button" className="ra-button" {...props} />
}
