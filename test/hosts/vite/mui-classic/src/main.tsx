import CssBaseline from '@mui/material/CssBaseline'
import { createTheme, ThemeProvider } from '@mui/material/styles'
import { StrictMode, useEffect, useState } from 'react'
import { createRoot } from 'react-dom/client'

import App from './App.tsx'

const themes = {
  light: createTheme({ palette: { mode: 'light' } }),
  dark: createTheme({ palette: { mode: 'dark' } }),
}

function Page() {
  const [mode, setMode] = useState<'light' | 'dark'>('light')
  useEffect(() => {
    const change = (event: Event) => event instanceof CustomEvent && setMode(event.detail)
    addEventListener('scheme', change)
    return () => removeEventListener('scheme', change)
  }, [])
  return (
    <ThemeProvider theme={themes[mode]}>
      <CssBaseline />
      <App />
    </ThemeProvider>
  )
}

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <Page />
  </StrictMode>,
)
