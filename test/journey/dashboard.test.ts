import { describe, expect, it } from 'vitest'

import { create, expectGoodManners, useJourney } from './harness.ts'

const SOON = { timeout: 20_000 }

describe('a user who creates a configuration in the dashboard, over HTTP,', () => {
  const journey = useJourney()

  it('sees PENDING with progress, then COMPLETED, then the new ID in the table', async () => {
    const { page, log } = journey()
    const panel = await create(journey(), 'Harbor Reception')
    await panel.getByRole('progressbar').waitFor(SOON)
    await panel.getByText('In progress').first().waitFor(SOON)
    await panel.getByText('Harbor Reception was created').waitFor(SOON)
    await panel.getByRole('button', { name: 'Close' }).click()
    const row = page.getByRole('row', { name: /Harbor Reception/ })
    await row.waitFor(SOON)
    expect(await row.textContent()).toMatch(/conv_configuration_[0-7][0-9a-z]{25}/)
    const posts = (await log()).filter(({ call }) => call === 'configurations.create')
    expect(posts).toHaveLength(1)
    await expectGoodManners(journey())
  })

  it('sees why it FAILED, with the form still filled in, and tries again as new', async () => {
    const { script, log } = journey()
    await script({
      on: 'configurations.create',
      fault: { kind: 'fail', error: { title: 'Bad request', detail: 'The memory store could not be used.' } },
    })
    const panel = await create(journey(), 'Harbor Reception')
    await panel.getByText('The memory store could not be used.').first().waitFor(SOON)
    expect(await panel.getByLabel('Name').inputValue()).toBe('Harbor Reception')
    expect(await panel.getByLabel('Description').inputValue()).toBe('Visitors of the harbor office')
    await panel.getByRole('button', { name: 'Try again as new' }).click()
    await panel.getByText('Harbor Reception was created').waitFor(SOON)
    const keys = (await log()).flatMap(({ call, idempotencyKey }) =>
      call === 'configurations.create' ? [idempotencyKey] : [],
    )
    expect(new Set(keys).size).toBe(2)
    await expectGoodManners(journey())
  })

  it('gets the ID from a list if no response contains it', async () => {
    const { page, script, log } = journey()
    await script({ on: 'configurations.create', fault: { kind: 'related', where: 'none' } })
    const panel = await create(journey(), 'Harbor Reception')
    await panel.getByText('Harbor Reception was created').waitFor(SOON)
    await panel.getByRole('button', { name: 'Close' }).click()
    await page.getByRole('row', { name: /Harbor Reception/ }).waitFor(SOON)
    const lists = (await log()).filter(
      ({ call, query }) => call === 'configurations.list' && query.includes('memoryStoreId'),
    )
    expect(lists.length).toBeGreaterThan(0)
    await expectGoodManners(journey())
  })

  it('creates it once, although the response was lost and the request repeated', async () => {
    const { page, script, log } = journey()
    await script({ on: 'configurations.create', times: 2, fault: { kind: 'dropAfter' } })
    const panel = await create(journey(), 'Harbor Reception')
    await panel.getByText('Harbor Reception was created').waitFor({ timeout: 40_000 })
    await panel.getByRole('button', { name: 'Close' }).click()
    await page.getByRole('row', { name: /Harbor Reception/ }).waitFor(SOON)
    expect(await page.getByRole('row', { name: /Harbor Reception/ }).count()).toBe(1)
    const posts = (await log()).filter(({ call }) => call === 'configurations.create')
    expect(posts).toHaveLength(3)
    await expectGoodManners(journey())
  })

  it('sees at the field what the API refused', async () => {
    const { script } = journey()
    await script({
      on: 'configurations.create',
      fault: {
        kind: 'status',
        status: 400,
        body: { code: 20001, message: 'This name is reserved.', params: { field: 'displayName' } },
      },
    })
    const panel = await create(journey(), 'Harbor Reception')
    const name = panel.getByLabel('Name')
    await panel.getByText('This name is reserved.').first().waitFor(SOON)
    expect(await name.getAttribute('aria-invalid')).toBe('true')
    await name.fill('Harbor Front Desk')
    await panel.getByRole('button', { name: 'Create configuration' }).click()
    await panel.getByText('Harbor Front Desk was created').waitFor(SOON)
    await expectGoodManners(journey())
  })
})
