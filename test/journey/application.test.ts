import type { Page } from 'playwright'
import { describe, expect, it } from 'vitest'

import { expectGoodManners, useJourney } from './harness.ts'

const SOON = { timeout: 20_000 }

/** What has the focus: its role or element, and its name. */
const focused = (page: Page) =>
  page.evaluate(() => {
    const element = document.activeElement
    return `${element?.localName} ${element?.getAttribute('aria-label') ?? element?.textContent ?? ''}`.trim()
  })

/** Presses Tab until `name` has the focus, as a user does who cannot use a pointer. */
async function tabTo(page: Page, name: string | RegExp, most = 60) {
  const seen: string[] = []
  for (let presses = 0; presses < most; presses += 1) {
    await page.keyboard.press('Tab')
    const label = await page.evaluate(() => {
      const element = document.activeElement
      if (!(element instanceof HTMLElement)) return ''
      const labels = 'labels' in element && element.labels instanceof NodeList ? [...element.labels] : []
      const named = labels.map(({ textContent }) => textContent?.trim()).join(' ')
      return element.getAttribute('aria-label') ?? (named || element.textContent.trim())
    })
    seen.push(label)
    if (typeof name === 'string' ? label === name : name.test(label)) return
  }
  throw new Error(
    `No element called ${String(name)} has the focus after ${most} presses of Tab: ${seen.join(' | ')}`,
  )
}

describe('a user who has only a keyboard', () => {
  const journey = useJourney()

  it('creates a configuration, edits it, and deletes it', async () => {
    const { page, log } = journey()
    const { keyboard } = page
    await page.getByRole('rowheader', { name: /Harbor Support/ }).waitFor(SOON)

    await tabTo(page, 'New configuration')
    await keyboard.press('Enter')
    const panel = page.getByRole('dialog', { name: 'New configuration' })
    await tabTo(page, 'Name')
    await keyboard.type('Harbor Reception')
    await tabTo(page, 'Description')
    await keyboard.type('Visitors')
    await panel.getByRole('option', { name: 'harbor-memory' }).waitFor({ ...SOON, state: 'attached' })
    await tabTo(page, /Memory store/)
    await keyboard.press('h')
    await tabTo(page, 'Create configuration')
    await keyboard.press('Enter')
    await panel.getByText('Harbor Reception was created').waitFor(SOON)
    await keyboard.press('Escape')
    expect(await focused(page)).toContain('New configuration')

    await page.getByRole('row', { name: /Harbor Reception/ }).waitFor(SOON)
    await tabTo(page, 'Harbor Reception')
    await keyboard.press('Enter')
    const edit = page.getByRole('dialog', { name: 'Edit configuration' })
    await edit.getByLabel('Description').waitFor(SOON)
    await tabTo(page, 'Description')
    await keyboard.press('End')
    await keyboard.type(' of the office')
    await tabTo(page, 'Save changes')
    await keyboard.press('Enter')
    await edit.getByText('Harbor Reception was saved').waitFor(SOON)
    await keyboard.press('Escape')

    await tabTo(page, /^Select Harbor Reception/)
    await keyboard.press('Space')
    await tabTo(page, /^Delete…?$/)
    await keyboard.press('Enter')
    const question = page.getByRole('dialog', { name: /^Delete/ })
    await tabTo(page, /^Yes, delete/)
    await keyboard.press('Space')
    await tabTo(page, /^Delete…?$/)
    await keyboard.press('Enter')
    await question.waitFor({ ...SOON, state: 'detached' })
    await page.getByRole('row', { name: /Harbor Reception/ }).waitFor({ ...SOON, state: 'detached' })
    const calls = (await log()).map(({ call }) => call)
    for (const call of ['configurations.create', 'configurations.patch', 'configurations.delete'])
      expect(calls.filter((one) => one === call)).toHaveLength(1)
    await expectGoodManners(journey())
  })

  it('creates a memory store, and finds its operation by its ID', async () => {
    const { page } = journey()
    const { keyboard } = page
    await page.getByRole('rowheader', { name: /Harbor Support/ }).waitFor(SOON)
    await tabTo(page, 'Memory stores')
    await keyboard.press('Enter')
    await page.getByRole('heading', { name: 'All memory stores' }).waitFor(SOON)
    await tabTo(page, 'New memory store')
    await keyboard.press('Enter')
    const panel = page.getByRole('dialog', { name: 'New memory store' })
    await tabTo(page, 'Name')
    await keyboard.type('harbor-archive')
    await keyboard.press('Enter')
    await panel
      .getByText(/harbor-archive/)
      .first()
      .waitFor(SOON)
    const id = panel.locator('code', { hasText: 'proc_job_' }).first()
    await id.waitFor(SOON)
    const operationId = (await id.textContent()) ?? ''
    await keyboard.press('Escape')
    await page.getByRole('heading', { name: 'harbor-archive' }).waitFor(SOON)

    await tabTo(page, /^Operations/)
    await keyboard.press('Enter')
    await tabTo(page, /^API/)
    await keyboard.press('m')
    await tabTo(page, 'Operation ID')
    await keyboard.type(operationId.replaceAll('\u2060', ''))
    await keyboard.press('Enter')
    expect(page.url()).toContain('#operations/memory%3Aproc_job_')
    await page.getByRole('main').getByText('Completed').first().waitFor(SOON)
    await expectGoodManners(journey())
  })
})

describe('the address of a page', () => {
  const journey = useJourney()

  it('survives a reload, and Back leads to the page before', async () => {
    const { page } = journey()
    await page.getByRole('link', { name: 'Harbor Support' }).click()
    const edit = page.getByRole('dialog', { name: 'Edit configuration' })
    await edit.getByLabel('Description').waitFor(SOON)
    expect(page.url()).toContain('#configurations/conv_configuration_')
    await page.reload()
    await edit.getByLabel('Description').waitFor(SOON)
    await page.goBack()
    await edit.waitFor({ ...SOON, state: 'detached' })
    await page.getByRole('link', { name: 'Operations' }).click()
    await page.getByRole('heading', { name: 'Look up an operation' }).waitFor(SOON)
    expect(page.url()).toMatch(/#operations$/)
  })
})
