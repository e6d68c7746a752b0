import { readFile, writeFile } from 'node:fs/promises'

import { chromium } from 'playwright'
import { PNG } from 'pngjs'
import { expect, inject, it } from 'vitest'

import { findChromium } from '../../scripts/findChromium.ts'
import { toIndexedPng } from '../sheets/toIndexedPng.ts'

const isUpdate = process.env['UPDATE_PICTURES'] === '1'

it.each(['light', 'dark'] as const)(
  'the dashboard can be photographed for the README, in %s',
  async (theme) => {
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
    await browser.close()
    expect(picture.length).toBeGreaterThan(20_000)
    const file = `docs/dashboard-${theme}.png` // shipped in the package
    if (isUpdate) await writeFile(file, picture)
    const stored = PNG.sync.read(await readFile(file))
    const { width, height } = PNG.sync.read(picture)
    expect([stored.width, stored.height]).toEqual([width, height])
  },
)
