import type { Page } from 'playwright'
import { describe, expect, it } from 'vitest'

import { hasStoredOperation } from '../../scripts/hasStoredOperation.ts'
import { create, expectGoodManners, useJourney } from './harness.ts'

const SOON = { timeout: 20_000 }

/** The row of the operation, wherever the page shows it. */
const rowOf = (page: Page) => page.getByRole('listitem').filter({ hasText: 'Harbor Reception' })

describe('a user who creates a configuration in the dashboard', () => {
  const journey = useJourney()

  it('and reloads the page meanwhile finds the operation again and sees it through to its end', async () => {
    const { page, script, log } = journey()
    await script({ on: 'configurations.create', fault: { kind: 'takes', ms: 6_000 } })
    const panel = await create(journey(), 'Harbor Reception')
    await panel.getByText('In progress').first().waitFor(SOON)
    await page.waitForFunction(hasStoredOperation, undefined, SOON)
    await page.reload()
    await rowOf(page).getByText('In progress').first().waitFor(SOON)
    await rowOf(page).getByText('Completed').first().waitFor(SOON)
    await page.getByRole('row', { name: /Harbor Reception/ }).waitFor(SOON)
    const posts = (await log()).filter(({ call }) => call === 'configurations.create')
    expect(posts).toHaveLength(1)
    await expectGoodManners(journey())
  })

  it('sees the same in a second tab, and both settle together', async () => {
    const { page, script, log } = journey()
    await script({ on: 'configurations.create', fault: { kind: 'takes', ms: 6_000 } })
    const second = await page.context().newPage()
    await second.goto(page.url())
    const panel = await create(journey(), 'Harbor Reception')
    await panel.getByText('In progress').first().waitFor(SOON)
    await rowOf(second).getByText('In progress').first().waitFor(SOON)
    const settled = await Promise.all(
      [rowOf(page), rowOf(second)].map(async (row) => {
        await row.getByText('Completed').first().waitFor(SOON)
        return Date.now()
      }),
    )
    expect(Math.abs((settled[0] ?? 0) - (settled[1] ?? 0))).toBeLessThan(1_000)
    await second.getByRole('row', { name: /Harbor Reception/ }).waitFor(SOON)
    const posts = (await log()).filter(({ call }) => call === 'configurations.create')
    expect(posts).toHaveLength(1)
    await expectGoodManners(journey())
  })

  it('and leaves the page before any response came finds it again on the next page, created once', async () => {
    const { page, script, log } = journey()
    await script({ on: 'configurations.create', fault: { kind: 'slow', ms: 8_000 } })
    await create(journey(), 'Harbor Reception')
    await expect
      .poll(async () => (await log()).some(({ call }) => call === 'configurations.create'))
      .toBe(true)
    await page.reload()
    await rowOf(page).getByText('Completed').first().waitFor(SOON)
    await page.getByRole('row', { name: /Harbor Reception/ }).waitFor(SOON)
    const posts = (await log()).filter(({ call }) => call === 'configurations.create')
    expect(new Set(posts.map(({ idempotencyKey }) => idempotencyKey)).size).toBe(1)
    await expectGoodManners(journey())
  })

  it('and reloads the page while typing finds the form as it was, to the last letter', async () => {
    const { page } = journey()
    const open = async () => {
      await page.getByRole('button', { name: 'New configuration' }).click()
      return page.getByRole('dialog', { name: 'New configuration' })
    }
    const asked: string[] = []
    page.on('dialog', (dialog) => {
      asked.push(dialog.type())
      void dialog.accept()
    })
    const panel = await open()
    await panel.getByLabel('Name').pressSequentially('Harbor Reception')
    await page.reload()
    const again = await open()
    await again.getByText('Your draft was restored.').waitFor(SOON)
    expect(await again.getByLabel('Name').inputValue()).toBe('Harbor Reception')
    await again.getByRole('button', { name: 'Discard draft' }).click()
    expect(await again.getByLabel('Name').inputValue()).toBe('')
    expect(asked).toEqual(['beforeunload'])
    await page.reload()
    expect(asked).toEqual(['beforeunload'])
  })
})
