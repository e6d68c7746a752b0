export type Theme = 'light' | 'dark'

const dark = matchMedia('(prefers-color-scheme: dark)')

/** The theme chosen in the toolbar, otherwise the system's preference. */
export function resolveTheme(chosen: unknown): Theme {
  if (chosen === 'light' || chosen === 'dark') return chosen
  return dark.matches ? 'dark' : 'light'
}

/** The initial choice, from the URL of the page. */
export function themeInAddress(): unknown {
  const globals = new URLSearchParams(location.search).get('globals') ?? ''
  return /(?:^|;)theme:(\w+)/.exec(globals)?.[1]
}

/** Calls `listener` when the system's preference changes. Returns a function that unsubscribes. */
export function onSystemTheme(listener: () => void): () => void {
  dark.addEventListener('change', listener)
  return () => dark.removeEventListener('change', listener)
}
