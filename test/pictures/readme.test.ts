import { chromium } from 'playwright'
import { expect, inject, it } from 'vitest'

import { findChromium } from '../../scripts/findChromium.ts'

it.each(['light', 'dark'] as const)('takes the %s picture of the dashboard for the README', async (theme) => {
  const browser = await chromium.launch(await findChromium())
  const page = await browser.newPage({
    viewport: { width: 1280, height: 860 },
    colorScheme: theme,
    deviceScaleFactor: 1.5,
  })
  await page.goto(
    `${inject('storybookUrl')}/iframe.html?id=dashboard--creating&viewMode=story&globals=theme:${theme}`,
  )
  await page.getByRole('progressbar').first().waitFor()
  const picture = await page.screenshot({ path: `docs/dashboard-${theme}.png` })
  expect(picture.length).toBeGreaterThan(20_000)
  await browser.close()
})
