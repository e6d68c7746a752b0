export type Theme = 'light' | 'dark'

const dark = matchMedia('(prefers-color-scheme: dark)')

/** What is chosen in the toolbar, or else what the system prefers. */
export function resolveTheme(chosen: unknown): Theme {
  if (chosen === 'light' || chosen === 'dark') return chosen
  return dark.matches ? 'dark' : 'light'
}

/** What is chosen at first: the address of a page may say so. */
export function themeInAddress(): unknown {
  const globals = new URLSearchParams(location.search).get('globals') ?? ''
  return /(?:^|;)theme:(\w+)/.exec(globals)?.[1]
}

/** Calls back when the system changes its mind; gives what ends that. */
export function onSystemTheme(listener: () => void): () => void {
  dark.addEventListener('change', listener)
  return () => dark.removeEventListener('change', listener)
}
