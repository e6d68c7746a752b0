import * as engine from 'react-accepted'
import * as twilio from 'react-accepted/twilio'
import { expect, it } from 'vitest'

import { setUpDesk } from './desk/setUpDesk.ts'

const SOON = { timeout: 20_000 }
/** They render nothing of their own. */
const INVISIBLE = new Set(['OperationsProvider', 'OrchestratorProvider'])

const components = Object.keys({ ...engine, ...twilio }).filter(
  (name) => /^[A-Z]/.test(name) && !INVISIBLE.has(name),
)
const desk = setUpDesk()

it('every component works under a policy that forbids inline styles, inline scripts and HTML from strings', async () => {
  const { page, url } = desk()
  await page.goto(`${url}/everything`)
  await page.getByRole('heading', { name: 'Everything' }).waitFor(SOON)
  await page.locator('[data-component="OperationDetails"]').getByText('Completed').first().waitFor(SOON)

  const shown = await page.locator('[data-component]').evaluateAll((sections) =>
    sections.flatMap((section) => {
      const { component } = section instanceof HTMLElement ? section.dataset : {}
      return component !== undefined && section.childElementCount > 0 ? [component] : []
    }),
  )
  expect(shown.toSorted()).toEqual(components.toSorted())
  await page.locator('[data-component="DeleteConfigurationButton"]').getByRole('button').click()
  await page.getByRole('dialog').waitFor(SOON)
  expect(await page.getByRole('dialog').evaluate((dialog) => getComputedStyle(dialog).position)).toBe('fixed')
  await page.keyboard.press('Escape')
  for (const fold of await page.locator('summary:visible').all()) await fold.click()
  await page.getByRole('button', { name: 'Create configuration' }).click()
  await page.getByRole('button', { name: /^Copy/ }).first().click()
})

it('a violation of the policy is detected', async () => {
  const { page, url, violations } = desk()
  await page.goto(`${url}/everything`)
  await page.evaluate(() => {
    document.body.setAttribute('style', 'color: red')
    try {
      document.body.insertAdjacentHTML('beforeend', '<b>no</b>')
    } catch {
      // Expected: the policy blocks it.
    }
  })
  await expect.poll(() => violations.length).toBe(2)
  expect(violations.splice(0).map((violation) => violation.split(' ')[0])).toEqual([
    'style-src-attr',
    'require-trusted-types-for',
  ])
})
