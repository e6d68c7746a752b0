import type { ComponentProps } from 'react'
import { useEffect, useState } from 'react'
import type { OperationsProvider } from 'react-accepted'

/** The host's theme switch, passed on to our provider. */
export function useTheme(): ComponentProps<typeof OperationsProvider>['appearance'] {
  const [theme, setTheme] = useState<'light' | 'dark'>('light')
  useEffect(() => {
    const change = (event: Event) => event instanceof CustomEvent && setTheme(event.detail)
    addEventListener('scheme', change)
    return () => removeEventListener('scheme', change)
  }, [])
  return { theme }
}
