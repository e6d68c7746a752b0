import { afterEach } from 'vitest'
import { cdp } from 'vitest/browser'

import { MODES } from './sheets/modes.ts'
import { findMotion } from './stories/findMotion.ts'
import { findOverflow } from './stories/findOverflow.ts'
import { findUnseen } from './stories/findUnseen.ts'
import { findViolations } from './stories/findViolations.ts'
import { showIn } from './stories/showIn.ts'

/** The widths that WCAG asks for: 1280 pixels at 400 % and at 200 %. */
const NARROW = [320, 640] as const

/** A colour on its way to another one is none that a person reads. */
const STILL = '*, ::before, ::after { transition: none !important; animation-play-state: paused !important }'

// What a story ends with is looked at in every mode. A story is played once: playing is what takes long.
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
  if (findings.length > 0) throw new Error(`In some modes the story is not right:\n${findings.join('\n')}`)
})

async function emulate(name?: string, value = '') {
  await cdp().send('Emulation.setEmulatedMedia', { features: name ? [{ name, value }] : [] })
}
