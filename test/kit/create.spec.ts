import { expect, test } from '@playwright/test'

import { serveSimulator } from './serveSimulator'

test('a configuration that fails shows the reason', async ({ page }) => {
  const simulator = await serveSimulator(page, { operationMs: 1_000, retryAfterSeconds: 1 })
  simulator.script({ on: 'configurations.create', fault: { kind: 'fail', error: { title: 'No room' } } })
  await page.goto('/')
  // … fill in the form and submit it …
  await expect(page.getByText('No room')).toBeVisible()
})
