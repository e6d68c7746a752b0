import { DocsContainer, type DocsContainerProps } from '@storybook/addon-docs/blocks'
import type { PropsWithChildren } from 'react'
import { useEffect, useState } from 'react'
import { GLOBALS_UPDATED } from 'storybook/internal/core-events'
import { themes } from 'storybook/theming'

/** The theme of the last page: the frame stays while a person goes from page to page. */
let latest = new URLSearchParams(location.search).get('globals')?.includes('theme:dark') ? 'dark' : 'light'

/** Documentation in the theme that is chosen in the toolbar. */
export function ThemedDocs({ context, children }: PropsWithChildren<DocsContainerProps>) {
  const { channel } = context
  const [theme, setTheme] = useState(latest)
  useEffect(() => {
    const listen = ({ globals }: { globals: Record<string, unknown> }) => {
      latest = globals['theme'] === 'dark' ? 'dark' : 'light'
      setTheme(latest)
    }
    channel.on(GLOBALS_UPDATED, listen)
    return () => channel.off(GLOBALS_UPDATED, listen)
  }, [channel])
  useEffect(() => {
    document.documentElement.style.colorScheme = theme
  }, [theme])
  return (
    <DocsContainer context={context} theme={theme === 'dark' ? themes.dark : themes.light}>
      {children}
    </DocsContainer>
  )
}
