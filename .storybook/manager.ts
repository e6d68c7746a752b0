import { GLOBALS_UPDATED } from 'storybook/internal/core-events'
import { addons } from 'storybook/manager-api'

import { onSystemTheme, resolveTheme, themeInAddress } from './theme.ts'
import { THEMES } from './themes.ts'

let chosen = themeInAddress()

addons.setConfig({
  theme: THEMES[resolveTheme(chosen)],
  // Leaves more room for pages. The button in the corner, or the A key, opens the controls.
  layout: { showPanel: false },
})

addons.register('react-accepted/theme', (api) => {
  const apply = () => {
    const theme = resolveTheme(chosen)
    document.documentElement.style.colorScheme = theme
    api.setOptions({ theme: THEMES[theme] })
  }
  apply()
  onSystemTheme(apply)
  api.on(GLOBALS_UPDATED, ({ globals }: { globals: Record<string, unknown> }) => {
    chosen = globals['theme']
    apply()
  })
})
