import { describe, expect, it } from 'vitest'

import { create, useJourney } from './harness.ts'

const SOON = { timeout: 20_000 }

describe('the toolbar of Storybook', () => {
  const journey = useJourney(null)

  async function show(story: string, globals: string) {
    const { page, url } = journey()
    await page.goto(`${url}/iframe.html?id=${story}&viewMode=story&globals=a11y.manual:!true;${globals}`)
    return page
  }

  it('the chosen fault applies to the simulator in the page', async () => {
    const page = await show('tasks-live--in-a-table', 'fault:failed')
    const failure = page.getByText('Switched on in the toolbar').first()
    await failure.waitFor(SOON)
    expect(await failure.isVisible()).toBe(true)
  })

  it('the chosen speed ends a long operation early', async () => {
    const short = await show('dashboard--creating', 'speed:600')
    const end = short.getByText('Harbor Reception was created')
    await end.waitFor(SOON)
    expect(await end.isVisible()).toBe(true)
  })

  it('both reach the simulator behind the dashboard through its controls', async () => {
    const page = await show('dashboard--over-http', 'fault:failed;speed:10')
    const panel = await create({ ...journey(), page }, 'Harbor Reception')
    await panel.getByText('Nothing was changed.').first().waitFor(SOON)
    const log = await journey().log()
    expect(log.filter(({ call }) => call === 'configurations.create')).toHaveLength(1)
  })
})
