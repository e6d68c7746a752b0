import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'

import { chromium } from 'playwright'
import type { Browser, Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'

import { findPackagedChromium } from '../../scripts/findChromium.ts'
import { comparePictures } from './comparePictures.ts'
import type { Sheet, State } from './drawSheet.ts'
import { drawSheet, layOut, prepareSheets } from './drawSheet.ts'
import type { Component } from './findComponents.ts'
import { findComponents } from './findComponents.ts'
import { holdTime } from './holdTime.ts'
import type { Mode } from './modes.ts'
import { MODES } from './modes.ts'
import { openStorybook, playStory } from './playStory.ts'

const PICTURES = 'test/sheets/pictures'
const RESULTS = 'test-results/sheets'
const isUpdate = process.env['UPDATE_SHEETS'] === '1'

const storybookUrl = inject('storybookUrl')
const components = await findComponents(storybookUrl)
// Other browsers draw other pixels: the pictures are from the browser that `npm ci` installs.
const launch = await findPackagedChromium()

describe.skipIf(!launch)('contact sheets', () => {
  let browser: Browser
  beforeAll(async () => {
    await rm(RESULTS, { recursive: true, force: true })
    mkdirSync(RESULTS, { recursive: true })
    mkdirSync(PICTURES, { recursive: true })
    browser = await chromium.launch({ ...launch, args: [...(launch?.args ?? []), '--disable-lcd-text'] })
  })
  afterAll(() => browser.close())

  test.concurrent.each(components)('$name looks the same as before in every mode', async (component) => {
    const page = await openSheet(browser, await play(browser, component))
    const findings: string[] = []
    for (const mode of MODES) {
      const sheet = await drawSheet(page, mode)
      findings.push(...findOverflow(sheet, mode), ...keepOrCompare(component, mode, sheet))
    }
    await page.context().close()
    expect(findings).toEqual([])
  })

  test('a changed colour and a moved word are noticed', async () => {
    const [component] = components
    const [mode] = MODES
    if (!component || !mode) throw new Error('There is nothing to draw.')
    const states = await play(browser, { ...component, stories: component.stories.slice(0, 1) })
    const [before, again, red, moved] = await Promise.all(
      ['', '', 'body * { color: red !important }', 'dt { padding-inline-start: 2px !important }'].map(
        async (css) => {
          const page = await openSheet(
            browser,
            states.map((state) => ({ ...state, html: `${state.html}<style>${css}</style>` })),
          )
          const sheet = await drawSheet(page, mode)
          await page.context().close()
          return sheet
        },
      ),
    )
    if (!before || !again || !red || !moved) throw new Error('A sheet is missing.')
    expect(comparePictures(before.png, again.png, again.places)).toBeUndefined()
    expect(comparePictures(before.png, red.png, red.places)?.words).toMatch(/looks different/)
    expect(comparePictures(before.png, moved.png, moved.places)?.words).toMatch(/looks different/)
  })
})

test('every picture belongs to a component, and all together stay small', () => {
  const wanted = components.flatMap(({ name }) => MODES.map((mode) => `${name}-${mode.name}.png`))
  const pictures = readdirSync(PICTURES)
  expect(pictures.filter((name) => !wanted.includes(name))).toEqual([])
  expect(pictures.length).toBeLessThanOrEqual(100)
  const bytes = pictures.reduce((sum, name) => sum + statSync(`${PICTURES}/${name}`).size, 0)
  expect(bytes).toBeLessThanOrEqual(5.5 * 1024 * 1024)
})

/** Plays every story of a component in one page, one after the other. */
async function play(browser: Browser, { stories }: Component): Promise<State[]> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    locale: 'en-US',
    timezoneId: 'UTC',
    reducedMotion: 'reduce',
  })
  const page = await context.newPage()
  await holdTime(page)
  const storybook = await openStorybook(page, storybookUrl)
  const states: State[] = []
  for (const story of stories) states.push({ story, ...(await playStory(storybook, story.id)) })
  await context.close()
  return states
}

async function openSheet(browser: Browser, states: readonly State[]): Promise<Page> {
  const page = await (await browser.newContext({ viewport: null })).newPage()
  await prepareSheets(page)
  await layOut(page, states)
  return page
}

function findOverflow({ places }: Sheet, mode: Mode): string[] {
  return places
    .filter(({ overflow }) => overflow > 0)
    .map(({ story, overflow }) => `${mode.name}: ${story} is ${overflow} pixels too wide`)
}

/** What differs from the stored picture, in words. */
function keepOrCompare({ name }: Component, mode: Mode, { png, places }: Sheet): string[] {
  const file = `${name}-${mode.name}`
  const path = `${PICTURES}/${file}.png`
  if (isUpdate) {
    if (!existsSync(path) || comparePictures(readFileSync(path), png, places)) writeFileSync(path, png)
    return []
  }
  if (!existsSync(path)) return [`${path} is missing: UPDATE_SHEETS=1 creates it`]
  const difference = comparePictures(readFileSync(path), png, places)
  if (!difference) return []
  writeFileSync(`${RESULTS}/${file}.actual.png`, png)
  if (difference.png) writeFileSync(`${RESULTS}/${file}.difference.png`, difference.png)
  return [`${path} ${difference.words}. See ${RESULTS}/${file}.*.png; UPDATE_SHEETS=1 accepts the change`]
}
