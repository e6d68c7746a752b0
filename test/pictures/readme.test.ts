import { writeFile } from 'node:fs/promises'

import { chromium } from 'playwright'
import { PNG } from 'pngjs'
import { expect, inject, it } from 'vitest'

import { findChromium } from '../../scripts/findChromium.ts'
import { toIndexedPng } from '../sheets/toIndexedPng.ts'

it.each(['light', 'dark'] as const)('the README gets a new %s picture of the dashboard', async (theme) => {
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
  const picture = toIndexedPng(PNG.sync.read(await page.screenshot()))
  await writeFile(`docs/dashboard-${theme}.png`, picture) // shipped in the package
  expect(picture.length).toBeGreaterThan(20_000)
  await browser.close()
})
