import { expect, it } from 'vitest'

import { createHands } from './desk/createHands.ts'
import { setUpDesk } from './desk/setUpDesk.ts'

const SOON = { timeout: 20_000 }
const desk = setUpDesk()

it('a user creates, corrects, edits and deletes a configuration by keyboard alone', async () => {
  const { page, url, simulator } = desk()
  const { goTo, write, press, expectFocusIn } = createHands(page)
  const form = page.getByRole('form', { name: 'Create configuration' })
  const row = page.getByRole('row', { name: /Harbor Night Reception/ })
  simulator.script({
    on: 'configurations.create',
    fault: { kind: 'fail', error: { title: 'Bad request', detail: 'This name is reserved.' } },
  })
  await page.goto(`${url}/desk`)
  await page.getByRole('row', { name: /Ferry Bookings/ }).waitFor(SOON)

  // The summary lists what is missing, with links to the fields.
  await goTo(form.getByRole('button', { name: 'Create configuration' }))
  await press('Enter')
  const summary = form.locator('[data-part="summary"]')
  await expectFocusIn(summary)
  await goTo(summary.getByRole('link').first())
  await press('Enter')
  await expectFocusIn(form.getByLabel('Name'))
  await write('Harbor Reception')
  await goTo(form.getByLabel('Description'))
  await write('Visitors of the harbor office')
  await goTo(form.getByLabel('Memory store'))
  await press('ArrowDown')
  await expect.poll(() => form.getByLabel('Memory store').inputValue()).toMatch(/^mem_store_/)

  // It fails after its 202: the focus is on the next step, and nothing has to be typed again.
  await goTo(form.getByRole('button', { name: 'Create configuration' }))
  await press('Enter')
  await form.locator('[data-part="operation"]').getByText('This name is reserved.').waitFor(SOON)
  await expectFocusIn(form.getByRole('button', { name: 'Try again as new' }))
  await goTo(form.getByLabel('Name'), 'Shift+Tab')
  await write('Harbor Night Reception')
  await goTo(form.getByRole('button', { name: 'Try again as new' }))
  await press('Enter')
  await form.getByText('Harbor Night Reception was created').waitFor(SOON)
  await expectFocusIn(form)

  await row.getByRole('button', { name: /^Edit/ }).waitFor(SOON)
  await goTo(row.getByRole('button', { name: /^Edit/ }), 'Shift+Tab')
  await press('Enter')
  const edit = page.getByRole('form', { name: 'Edit configuration' })
  await edit.getByLabel('Description').waitFor(SOON)
  await goTo(edit.getByLabel('Description'))
  await write('Visitors after ten in the evening')
  await goTo(edit.getByRole('button', { name: 'Save changes' }))
  await press('Enter')
  await row.getByText('Visitors after ten in the evening').waitFor(SOON)
  await expectFocusIn(edit)

  await goTo(row.getByRole('button', { name: /^Delete/ }), 'Shift+Tab')
  await press('Enter')
  const dialog = page.getByRole('dialog')
  await expectFocusIn(dialog)
  await goTo(dialog.getByRole('checkbox'))
  await press('Space')
  await goTo(dialog.getByRole('button', { name: 'Delete', exact: true }))
  await press('Enter')
  await row.waitFor({ ...SOON, state: 'detached' })
  const { configurations } = await read(simulator)
  expect(configurations.map(({ displayName }) => displayName)).not.toContain('Harbor Night Reception')
  expect(await page.evaluate(() => document.activeElement !== document.body)).toBe(true)
})

async function read({ fetch }: ReturnType<typeof desk>['simulator']) {
  const answer = await fetch('https://simulator.example/v2/ControlPlane/Configurations', {
    headers: { authorization: `Basic ${btoa('AC1:secret')}` },
  })
  const body: { configurations: { displayName: string }[] } = await answer.json()
  return body
}
