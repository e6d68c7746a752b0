import { afterEach } from 'vitest'
import { cdp } from 'vitest/browser'

import { MODES } from './sheets/modes.ts'
import { findMotion } from './stories/findMotion.ts'
import { findOverflow } from './stories/findOverflow.ts'
import { findUnseen } from './stories/findUnseen.ts'
import { findViolations } from './stories/findViolations.ts'
import { showIn } from './stories/showIn.ts'

/** The widths that WCAG requires: 1280 pixels at 400% and 200% zoom. */
const NARROW = [320, 640] as const

/** Stops transitions and animations: only final colours are checked. */
const STILL = '*, ::before, ::after { transition: none !important; animation-play-state: paused !important }'

// The final state of a story is checked in every mode. It is played only once, because playing is slow.
afterEach(async ({ task }) => {
  if (!('storyId' in task.meta) || task.result?.state === 'fail') return
  const still = document.head.appendChild(document.createElement('style'))
  still.textContent = STILL
  const findings: string[] = []
  for (const mode of MODES) {
    await showIn(mode)
    const rules = mode.name === 'light-ltr-1280' || mode.name === 'dark-rtl-360' ? 'all' : 'looks'
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
