import type { Page } from 'playwright'
import { expect, it } from 'vitest'

import { listen } from './desk/listen.ts'
import { setUpDesk } from './desk/setUpDesk.ts'

const SOON = { timeout: 20_000 }
const desk = setUpDesk()

it('a screen reader announces an operation from start to end, but no polls', async () => {
  const { page, url, simulator } = desk()
  await page.goto(`${url}/form`)
  await fill(page)
  simulator.script(
    {
      on: 'configurations.create',
      fault: { kind: 'fail', error: { title: 'Bad request', detail: 'This name is reserved.' } },
    },
    { on: 'configurations.create', skip: 1, fault: { kind: 'takes', ms: 3_500 } },
  )
  const submit = page.getByRole('button', { name: 'Create configuration' })
  await submit.focus()
  const { told } = await listen(page)

  await submit.press('Enter')
  await page.getByText('This name is reserved.').first().waitFor(SOON)
  expect(await told('failed')).toMatchInlineSnapshot(`
    [
      "polite: Harbor Reception: in progress.",
      "assertive: Harbor Reception failed: This name is reserved.",
    ]
  `)

  await page.getByRole('button', { name: 'Try again as new' }).press('Enter')
  await page.getByText('Harbor Reception was created').waitFor(SOON)
  const lines = await told('completed')
  // Announcements and focus are independent: the browser decides which comes first.
  expect(lines.filter((line) => !line.startsWith('focus:'))).toEqual([
    'polite: Harbor Reception: in progress.',
    'polite: Harbor Reception: completed.',
  ])
  expect(lines.filter((line) => line.startsWith('focus:'))).toEqual([
    'focus: generic, Harbor Reception was created Operation details Create another',
  ])

  const polls = simulator.log().filter(({ call }) => call === 'operations.get')
  expect(polls.length).toBeGreaterThanOrEqual(4)
})

it('an operation in an open dialog is announced there too, even if the page behind announces it', async () => {
  const { page, url, simulator } = desk()
  await page.goto(`${url}/dialog`)
  await page.getByRole('button', { name: 'New configuration' }).click()
  await fill(page)
  simulator.script({ on: 'configurations.create', fault: { kind: 'fail', error: { title: 'Bad request' } } })
  const submit = page.getByRole('button', { name: 'Create configuration' })
  await submit.focus()
  const { told } = await listen(page)

  await submit.press('Enter')
  await page.getByRole('dialog').getByText('Bad request').waitFor(SOON)
  expect(await told('failed')).toMatchInlineSnapshot(`
    [
      "polite: Harbor Reception: in progress.",
      "assertive: Harbor Reception failed: The operation could not be carried out.",
    ]
  `)
})

async function fill(page: Page) {
  await page.getByLabel('Name').fill('Harbor Reception')
  await page.getByLabel('Description').fill('Visitors of the harbor office')
  await page.getByLabel('Memory store').selectOption({ label: 'harbor-memory' })
}
