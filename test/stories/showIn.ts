import { page } from 'vitest/browser'

import type { Mode } from '../sheets/modes.ts'

/** Shows the current story in another mode, as its decorators would, without playing it again. */
export async function showIn({ theme, dir, width }: Omit<Mode, 'name'>): Promise<void> {
  const root = document.documentElement
  root.dataset['theme'] = theme
  root.style.colorScheme = theme
  root.dir = dir
  if (window.innerWidth !== width) await page.viewport(width, 800)
}
