import CssBaseline from '@mui/material/CssBaseline'
import { createTheme, ThemeProvider, useColorScheme } from '@mui/material/styles'
import { StrictMode, useEffect } from 'react'
import { createRoot } from 'react-dom/client'

import App from './App.tsx'

const theme = createTheme({
  cssVariables: { colorSchemeSelector: 'class' },
  colorSchemes: { light: true, dark: true },
})

/** The host's theme switch, for a test to call. */
function Switch() {
  const { setMode } = useColorScheme()
  useEffect(() => {
    const change = (event: Event) => event instanceof CustomEvent && setMode(event.detail)
    addEventListener('scheme', change)
    return () => removeEventListener('scheme', change)
  }, [setMode])
  return null
}

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <ThemeProvider theme={theme}>
      <CssBaseline enableColorScheme />
      <Switch />
      <App />
    </ThemeProvider>
  </StrictMode>,
)
