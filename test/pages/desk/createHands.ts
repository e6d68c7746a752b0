import type { Locator, Page } from 'playwright'
import { expect } from 'vitest'

/** A user with only a keyboard. */
export interface Hands {
  /** Moves to the target by Tab, forwards or backwards. Every stop on the way must show the focus. */
  readonly goTo: (target: Locator, way?: 'Tab' | 'Shift+Tab') => Promise<void>
  /** Replaces the text of the focused field. */
  readonly write: (text: string) => Promise<void>
  readonly press: (key: string) => Promise<void>
  /** Waits until the page has moved the focus into the target. */
  readonly expectFocusIn: (target: Locator) => Promise<void>
}

const MAX_STOPS = 120

export function createHands(page: Page): Hands {
  const { keyboard } = page
  return {
    async goTo(target, way = 'Tab') {
      const seen: string[] = []
      for (let stops = 0; stops < MAX_STOPS; stops += 1) {
        if (await target.evaluate((element) => element === document.activeElement)) return
        await keyboard.press(way)
        const { name, isVisible } = await page.evaluate(describeFocus)
        expect(isVisible, `the focus is visible on ${name}`).toBe(true)
        seen.push(name)
      }
      throw new Error(`Not reached by ${way}: ${String(target)}\nPassed: ${seen.join(' → ')}`)
    },
    async write(text) {
      await keyboard.press('ControlOrMeta+a')
      await keyboard.type(text)
    },
    press: (key) => keyboard.press(key),
    async expectFocusIn(target) {
      await expect
        .poll(() => target.evaluate((element) => element.contains(document.activeElement)), {
          timeout: 20_000,
        })
        .toBe(true)
    },
  }
}

function describeFocus() {
  const focused = document.activeElement
  if (!(focused instanceof HTMLElement) || focused === document.body)
    return { name: 'the page itself', isVisible: true }
  const label =
    focused.getAttribute('aria-label') ?? focused.closest('label')?.textContent ?? focused.textContent
  // A control that its surroundings draw shows the focus ring on them.
  const around = [
    focused,
    focused.nextElementSibling,
    focused.parentElement,
    focused.parentElement?.parentElement,
  ]
  const isVisible = around.some((element) => {
    if (!element) return false
    const { outlineStyle, outlineWidth } = getComputedStyle(element)
    const { width, height } = element.getBoundingClientRect()
    return width > 1 && height > 1 && outlineStyle !== 'none' && outlineWidth !== '0px'
  })
  return { name: `${focused.localName} “${label.trim().slice(0, 40)}” (${focused.className})`, isVisible }
}
