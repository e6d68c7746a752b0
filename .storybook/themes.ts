import type { ThemeVars } from 'storybook/theming'
import { create } from 'storybook/theming'

import type { Theme } from './theme.ts'

const fontBase = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Open Sans', sans-serif"
const fontCode = "ui-monospace, SFMono-Regular, Menlo, 'DejaVu Sans Mono', monospace"

/** The themes of Storybook itself: of its frame and of the documentation pages. */
export const THEMES: Readonly<Record<Theme, ThemeVars>> = {
  light: create({
    base: 'light',
    ...brand('#15161c'),
    colorPrimary: '#4338ca',
    colorSecondary: '#4338ca',
    appBg: '#f5f5f9',
    appContentBg: '#ffffff',
    appPreviewBg: '#ffffff',
    appBorderColor: '#dfe0e8',
    textColor: '#1d1e26',
    textMutedColor: '#565868',
    barBg: '#ffffff',
    barTextColor: '#565868',
    barHoverColor: '#4338ca',
    barSelectedColor: '#4338ca',
    inputBg: '#ffffff',
    inputBorder: '#c9cbd6',
    inputTextColor: '#1d1e26',
  }),
  dark: create({
    base: 'dark',
    ...brand('#f4f4f8'),
    colorPrimary: '#8f8bff',
    colorSecondary: '#9a97e8',
    appBg: '#15161c',
    appContentBg: '#1b1c23',
    appPreviewBg: '#121317',
    appBorderColor: '#34363f',
    textColor: '#ececf1',
    textMutedColor: '#a9abb8',
    barBg: '#1b1c23',
    barTextColor: '#a9abb8',
    barHoverColor: '#aba8ff',
    barSelectedColor: '#aba8ff',
    inputBg: '#121317',
    inputBorder: '#4a4c58',
    inputTextColor: '#ececf1',
  }),
}

function brand(ink: string) {
  return {
    brandTitle: 'react-accepted',
    brandUrl: './',
    brandTarget: '_self',
    brandImage: `data:image/svg+xml,${encodeURIComponent(drawBrand(ink))}`,
    appBorderRadius: 8,
    inputBorderRadius: 8,
    fontBase,
    fontCode,
  }
}

/** The logo and the name. The logo is the same as in `favicon.svg`. */
function drawBrand(ink: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="150" height="28" viewBox="0 0 171 32" fill="none" stroke-linecap="round" stroke-linejoin="round">
  <rect width="32" height="32" rx="9" fill="#4338ca"/>
  <path d="M24 13.2A8.6 8.6 0 1 1 19.4 8M12 15.6l3.6 3.6L24.4 9.6" stroke="#fff" stroke-width="2.6"/>
  <text x="42" y="22" font-family="system-ui, 'Segoe UI', Roboto, 'Open Sans', sans-serif" font-size="16" textLength="127" font-weight="700" fill="${ink}">react-accepted</text>
</svg>`
}
