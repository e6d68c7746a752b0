import { DocsContainer, type DocsContainerProps } from '@storybook/addon-docs/blocks'
import type { PropsWithChildren } from 'react'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { GLOBALS_UPDATED } from 'storybook/internal/core-events'

import { onSystemTheme, resolveTheme, themeInAddress } from './theme.ts'
import { THEMES } from './themes.ts'

/** The choice on the previous page, kept because the frame is not reloaded on navigation. */
let latest = themeInAddress()

/** Documentation in the theme chosen in the toolbar. */
export function ThemedDocs({ context, children }: PropsWithChildren<DocsContainerProps>) {
  const { channel } = context
  const [chosen, setChosen] = useState(latest)
  const theme = useSyncExternalStore(onSystemTheme, () => resolveTheme(chosen))
  useEffect(() => {
    const listen = ({ globals }: { globals: Record<string, unknown> }) => {
      latest = globals['theme']
      setChosen(latest)
    }
    channel.on(GLOBALS_UPDATED, listen)
    return () => channel.off(GLOBALS_UPDATED, listen)
  }, [channel])
  useEffect(() => {
    document.documentElement.dataset['theme'] = theme
    document.documentElement.style.colorScheme = theme
  }, [theme])
  return (
    <DocsContainer context={context} theme={THEMES[theme]}>
      {children}
    </DocsContainer>
  )
}
