import { chromium } from 'playwright'
import type { Browser, Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, inject, it, onTestFinished } from 'vitest'

import { findChromium } from '../../scripts/findChromium.ts'

const SOON = { timeout: 30_000 }
const url = inject('storybookUrl')

describe('Storybook, opened for the first time', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await chromium.launch(await findChromium())
  })
  afterAll(() => browser.close())

  async function open(colorScheme: 'light' | 'dark', path = ''): Promise<Page> {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, colorScheme })
    onTestFinished(() => page.close())
    await page.goto(`${url}/${path}`)
    await page.frameLocator('#storybook-preview-iframe').locator('h1:visible').waitFor(SOON)
    return page
  }

  it('shows the welcome page, under the name of the product', async () => {
    const page = await open('light')
    expect(page.url()).toContain('?path=/docs/welcome--docs')
    await page.getByRole('img', { name: 'react-accepted' }).waitFor(SOON)
    const words = page.frameLocator('#storybook-preview-iframe').locator('body')
    expect(await words.innerText()).toContain('Try it here')
  })

  it('gives the page all the space, and shows the controls on request', async () => {
    const page = await open('light', '?path=/story/dashboard--creating')
    const controls = page.getByRole('tab', { name: /Controls/ })
    expect(await controls.count()).toBe(0)
    await page.getByRole('button', { name: /Show addon panel/ }).click()
    await controls.waitFor(SOON)
    // A new theme does not hide them again.
    await page.emulateMedia({ colorScheme: 'dark' })
    await expect.poll(() => readLightness(page), SOON).toBeLessThan(0.2)
    expect(await controls.isVisible()).toBe(true)
  })

  it.each(['light', 'dark'] as const)('is %s like the system, in frame and page', async (scheme) => {
    const page = await open(scheme)
    const isDark = (lightness: number) => lightness < 0.2
    await expect.poll(async () => isDark(await readLightness(page)), SOON).toBe(scheme === 'dark')
    const frame = page.frameLocator('#storybook-preview-iframe').locator('html')
    expect(await frame.evaluate((html) => html.style.colorScheme)).toBe(scheme)
  })

  it('is dark if the toolbar says so', async () => {
    const page = await open('light', '?path=/docs/welcome--docs&globals=theme:dark')
    await expect.poll(() => readLightness(page), SOON).toBeLessThan(0.2)
  })
})

/** The lightness of the sidebar, from 0 (black) to 1 (white). */
function readLightness(page: Page): Promise<number> {
  return page.evaluate(() => {
    const sidebar = document.querySelector('#storybook-explorer-menu')
    for (let element = sidebar; element; element = element.parentElement) {
      const [red = 0, green = 0, blue = 0, alpha = 1] =
        getComputedStyle(element)
          .backgroundColor.match(/[\d.]+/g)
          ?.map(Number) ?? []
      if (alpha > 0) return (red + green + blue) / 3 / 255
    }
    return 1
  })
}
