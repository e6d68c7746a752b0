import { readFileSync } from 'node:fs'

import { chromium } from 'playwright'
import type { Browser, Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, inject, it, onTestFinished } from 'vitest'

import { findChromium } from '../../scripts/findChromium.ts'
import { toGuideId } from '../../stories/guides/toGuideLink.ts'
import { readIndex } from '../storybook/readIndex.ts'
import { showDocs } from '../storybook/showDocs.ts'

const url = inject('storybookUrl')
const entries = await readIndex(url)
const sidebar = entries.filter(({ isInSidebar }) => isInSidebar)
const pages = sidebar.filter(({ type }) => type === 'docs')

describe('the sidebar of Storybook', () => {
  it('starts with the welcome page, and shows nothing that exists for tests only', () => {
    expect(sidebar[0]).toMatchObject({ id: 'welcome--docs' })
    expect(sidebar.filter(({ title }) => /^(Journey|Pages)\//.test(title))).toEqual([])
  })

  it('has the guides in the order of their index', () => {
    const links = [...readFileSync('docs/README.md', 'utf8').matchAll(/\]\(([^)#]+\.md)\)/g)]
    const listed = links.map(([, path = '']) =>
      toGuideId(new URL(path, 'https://here.invalid/docs/').pathname.slice(1)),
    )
    const shown = pages.flatMap(({ id }) => (listed.includes(id) ? [id] : []))
    expect(shown).toEqual([...new Set(listed)])
  })
})

describe('the manual in Storybook, on a page of 360 pixels', () => {
  let browser: Browser
  let page: Page
  beforeAll(async () => {
    browser = await chromium.launch(await findChromium())
    page = await browser.newPage({ viewport: { width: 360, height: 740 } })
    await page.goto(`${url}/iframe.html?id=journey-faults--watch&viewMode=story&globals=a11y.manual:!true`)
  })
  afterAll(() => browser.close())

  it.each(pages.map(({ id, title }) => [id, title]))(
    '%s does not scroll sideways, and shows the type of each prop',
    async (id, title) => {
      await showDocs(page, id)
      expect(await page.evaluate(findWide)).toEqual([])
      const rows = await page.evaluate(readProps)
      expect(rows.length > 0).toBe(/^(Components|Twilio)\//.test(title))
      expect(rows.filter(({ type }) => /^(|-|union|enum|object)$/.test(type))).toEqual([])
    },
  )

  it('a union is shown as a list of its values', async () => {
    await showDocs(page, 'components-operationstatusbadge--docs')
    const rows = await page.evaluate(readProps)
    expect(rows.find(({ name }) => name === 'status')?.type).toContain("'PENDING'")
  })
})

describe.each(['light', 'dark'] as const)('the manual in Storybook, %s', (colorScheme) => {
  let browser: Browser
  beforeAll(async () => {
    browser = await chromium.launch(await findChromium())
  })
  afterAll(() => browser.close())

  it.each([360, 1280])('has no axe violations on a page of %s pixels', async (width) => {
    const page = await browser.newPage({ viewport: { width, height: 800 }, colorScheme })
    await page.goto(`${url}/iframe.html?id=journey-faults--watch&viewMode=story&globals=a11y.manual:!true`)
    await page.addScriptTag({ path: 'node_modules/axe-core/axe.min.js' })
    onTestFinished(() => page.close())
    for (const id of [
      'welcome--docs',
      'guides-troubleshooting--docs',
      'components-operationprogress--docs',
    ]) {
      await showDocs(page, id)
      // Stories on the page are still running, and one that changes just now may scroll for a moment.
      await expect.poll(() => page.evaluate(findViolations), { message: id, timeout: 15_000 }).toEqual([])
    }
  })
})

/** What sticks out of the page and makes it scroll. */
function findWide(): string[] {
  const { scrollWidth, clientWidth } = document.documentElement
  if (scrollWidth <= clientWidth) return []
  const wide = [...document.body.querySelectorAll('*')].filter(
    (element) => element.getBoundingClientRect().right > clientWidth,
  )
  const names = wide.map(({ tagName, textContent }) => `${tagName}: ${(textContent ?? '').slice(0, 60)}`)
  return [`${scrollWidth} pixels`, ...names.slice(-5)]
}

async function findViolations(): Promise<string[]> {
  const axe: typeof import('axe-core') = Reflect.get(globalThis, 'axe')
  const { violations } = await axe.run('#storybook-docs', { resultTypes: ['violations'] })
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary = '' }) => `${id} at ${target.join(' ')}: ${failureSummary}`),
  )
}

function readProps(): { name: string; type: string }[] {
  return [...document.querySelectorAll('.docblock-argstable tbody tr')].map(({ children }) => ({
    name: children[0]?.textContent?.replace('*', '') ?? '',
    // The type is below the description.
    type: children[1]?.lastElementChild?.textContent?.trim() ?? '',
  }))
}
