import { describe, expect, it } from 'vitest'

import { useJourney } from './harness.ts'

const SOON = { timeout: 20_000 }

describe('the guides in Storybook', () => {
  const journey = useJourney(null)

  async function open(guide: string, globals = 'theme:light') {
    const { page, url } = journey()
    await page.goto(`${url}/?path=/docs/guides-${guide}--docs&globals=${globals}`)
    return page.frameLocator('#storybook-preview-iframe')
  }

  it('a link leads to the heading of another guide', async () => {
    const frame = await open('concepts')
    await frame.getByRole('link', { name: 'why', exact: true }).click(SOON)
    const heading = frame.locator('#kinds')
    await heading.waitFor(SOON)
    expect(journey().page.url()).toContain('?path=/docs/guides-errors--docs#kinds')
  })

  it.each(['light', 'dark'])('the drawing of the deadline is shown, and the page is %s', async (theme) => {
    const frame = await open('how-it-works', `theme:${theme}`)
    const drawing = frame.getByRole('img', { name: /one request at each deadline/ })
    await drawing.waitFor(SOON)
    const isDrawn = await drawing.evaluate(async (image: HTMLImageElement) => {
      await image.decode()
      return image.naturalWidth > 0
    })
    expect(isDrawn).toBe(true)
    const scheme = await frame.locator('html').evaluate((html) => html.style.colorScheme)
    expect(scheme).toBe(theme)
  })
})
