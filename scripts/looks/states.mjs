// The states of our components that a user can see in a host, each reached in the real page with a simulator.
import { createOrchestratorProxy } from '../../dist/twilio/server.js'
import { createSimulator } from '../../dist/twilio/simulator.js'

const SOON = { timeout: 20_000 }

/** In this order: each state of a page continues from the previous one. */
export const states = [
  {
    name: 'table',
    page: 'readme',
    async reach(page) {
      await page
        .getByRole('cell')
        .filter({ hasText: 'harbor' })
        .or(page.locator('tbody th'))
        .nth(2)
        .waitFor(SOON)
      await page.getByRole('option', { name: 'harbor-memory' }).waitFor({ state: 'attached', ...SOON })
    },
  },
  {
    name: 'refused',
    page: 'readme',
    async reach(page) {
      await page.getByRole('button', { name: 'Create configuration' }).click()
      await page.locator('[aria-invalid="true"]').first().waitFor(SOON)
    },
  },
  {
    name: 'running',
    page: 'readme',
    async reach(page) {
      await page.getByLabel('Name', { exact: true }).fill('Harbor Reception')
      await page.getByLabel('Description').fill('Visitors of the harbor office')
      await page.getByRole('combobox', { name: 'Memory store' }).selectOption({ label: 'harbor-memory' })
      await page.getByRole('button', { name: 'Create configuration' }).click()
      await page.getByRole('row', { name: 'Harbor Reception' }).getByText('Creating').waitFor(SOON)
      await page.locator('form').getByText('In progress').first().waitFor(SOON)
    },
  },
  {
    name: 'parts',
    page: 'parts',
    async reach(page, simulator) {
      const submitted = page.locator('[data-operation]')
      await submitted.nth(2).waitFor({ state: 'attached', ...SOON })
      const end = async (index, status, words) => {
        simulator.settle(await submitted.nth(index).getAttribute('data-operation'), { status })
        await submitted.nth(index).getByText(words).first().waitFor(SOON)
      }
      await end(1, 'FAILED', 'Failed')
      await end(2, 'COMPLETED', /conv_configuration_[0-7][0-9a-z]{25}/)
      const row = page.getByRole('row', { name: 'Harbor that ends' })
      await row.getByRole('button', { name: /^Delete/ }).waitFor(SOON)
      await page.locator('.ra-tray').getByText('Completed', { exact: true }).waitFor(SOON)
      await page.getByRole('button', { name: 'Save' }).first().waitFor(SOON)
      for (const fold of await page.locator('summary:visible').all()) await fold.click()
      for (const toggle of await page.getByRole('switch').all()) await toggle.check()
    },
  },
  {
    name: 'dialog',
    page: 'parts',
    async reach(page) {
      await page
        .getByRole('button', { name: /^Delete/ })
        .nth(1)
        .click()
      await page.getByRole('dialog').waitFor(SOON)
    },
  },
]

/** Answers a browser context's API requests with our proxy and the simulator behind it. */
export async function answerApi(context) {
  const simulator = createSimulator({ seed: 'demo', operationMs: 3_600_000, retryAfterSeconds: 1 })
  const proxy = createOrchestratorProxy({
    basePath: '/api/twilio',
    credentials: { username: 'demo', password: 'demo' },
    authorize: () => ({ scope: 'mara' }),
    fetch: simulator.fetch,
  })
  await context.route('**/api/twilio/**', async (route) => {
    const request = route.request()
    const response = await proxy(
      new Request(request.url(), {
        method: request.method(),
        headers: await request.allHeaders(),
        body: request.postDataBuffer(),
      }),
    )
    await route.fulfill({
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: Buffer.from(await response.arrayBuffer()),
    })
  })
  return simulator
}
