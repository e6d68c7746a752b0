import { afterEach } from 'vitest'
import { cdp } from 'vitest/browser'

import type { Mode } from './sheets/modes.ts'
import { findMotion } from './stories/findMotion.ts'
import { findOverflow } from './stories/findOverflow.ts'
import { findUnseen } from './stories/findUnseen.ts'
import { findViolations } from './stories/findViolations.ts'
import { showIn } from './stories/showIn.ts'

/** Every pair of a theme, a direction and a width. The contact sheets draw every combination. */
const MODES: readonly Mode[] = [
  { name: 'light-ltr-1280', theme: 'light', dir: 'ltr', width: 1280 },
  { name: 'dark-rtl-1280', theme: 'dark', dir: 'rtl', width: 1280 },
  { name: 'dark-ltr-360', theme: 'dark', dir: 'ltr', width: 360 },
  { name: 'light-rtl-360', theme: 'light', dir: 'rtl', width: 360 },
]

/** The widths that WCAG requires: 1280 pixels at 400% and 200% zoom. */
const NARROW = [320, 640] as const

/** Stops transitions and animations: only final colours are checked. */
const STILL = '*, ::before, ::after { transition: none !important; animation-play-state: paused !important }'

// The final state of a story is checked in these modes. It is played only once, because playing is slow.
afterEach(async ({ task }) => {
  if (!('storyId' in task.meta) || task.result?.state === 'fail') return
  const still = document.head.appendChild(document.createElement('style'))
  still.textContent = STILL
  const findings: string[] = []
  for (const mode of MODES) {
    await showIn(mode)
    // The markup depends on the width only.
    const rules = mode.theme === 'light' ? 'all' : 'looks'
    findings.push(...(await findViolations(rules)).map((words) => `${mode.name}: ${words}`))
  }
  for (const width of NARROW) {
    for (const dir of ['ltr', 'rtl'] as const) {
      await showIn({ theme: 'light', dir, width })
      findings.push(...findOverflow().map((words) => `${dir} at ${width} pixels: ${words}`))
    }
  }
  await emulate('forced-colors', 'active')
  findings.push(...findUnseen().map((words) => `forced colours: ${words}`))
  await emulate('prefers-reduced-motion', 'reduce')
  still.remove()
  findings.push(...findMotion().map((words) => `reduced motion: ${words}`))
  await emulate()
  if (findings.length > 0) throw new Error(`The story fails in some modes:\n${findings.join('\n')}`)
})

async function emulate(name?: string, value = '') {
  await cdp().send('Emulation.setEmulatedMedia', { features: name ? [{ name, value }] : [] })
}
