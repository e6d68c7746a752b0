import type { Call } from 'react-accepted/simulator'
import { describe, expect, it } from 'vitest'

import { expectGoodManners, useJourney } from './harness.ts'

const SOON = { timeout: 20_000 }
const REASON = 'Someone else is changing it.'

interface Change {
  /** The button's words. */
  readonly label: string
  readonly call: Call
  /** What stands on the page before, and no longer once it is done. */
  readonly gone?: string
  /** What stands on the page once it is done. */
  readonly made?: string
}

const CHANGES: readonly Change[] = [
  {
    label: 'Replace the first',
    call: 'configurations.update',
    gone: 'Harbor Support',
    made: 'Harbor Reception',
  },
  {
    label: 'Rename the first',
    call: 'configurations.patch',
    gone: 'Harbor Support',
    made: 'Harbor Front Desk',
  },
  { label: 'Delete the last', call: 'configurations.delete', gone: 'Lighthouse Night Desk' },
  { label: 'Delete a conversation', call: 'conversations.delete' },
  { label: 'Create a store', call: 'stores.create', made: 'pilot-memory' },
  { label: 'Rename a store', call: 'stores.patch', made: 'renamed-memory' },
  { label: 'Delete a store', call: 'stores.delete', gone: 'ferry-memory' },
]

describe('over HTTP through the proxy, in Chromium', () => {
  const journey = useJourney('changes--over-http')

  it.each(CHANGES)(
    '$call is followed to COMPLETED, and the lists show it',
    async ({ label, call, gone, made }) => {
      const { page, script, log } = journey()
      await script({ on: call, fault: { kind: 'takes', ms: 1_500 } })
      if (gone) await page.getByText(gone).first().waitFor(SOON)
      await page.getByRole('button', { name: label }).click()
      await page.getByRole('listitem', { name: label }).getByText('Completed').waitFor(SOON)
      if (made) await page.getByText(made).first().waitFor(SOON)
      if (gone)
        await page
          .getByText(gone)
          .first()
          .waitFor({ ...SOON, state: 'detached' })
      const sent = (await log()).filter((entry) => entry.call === call)
      expect(sent.map(({ status }) => status)).toEqual([202])
      await expectGoodManners(journey())
    },
  )

  it.each(CHANGES)(
    '$call that FAILED says why, and the lists stay as they were',
    async ({ label, call, gone, made }) => {
      const { page, script } = journey()
      await script({
        on: call,
        fault: [
          { kind: 'takes', ms: 1_500 },
          { kind: 'fail', error: { title: 'Conflict', detail: REASON } },
        ],
      })
      if (gone) await page.getByText(gone).first().waitFor(SOON)
      await page.getByRole('button', { name: label }).click()
      const row = page.getByRole('listitem', { name: label })
      await row.getByText('Failed').waitFor(SOON)
      await row.getByText(REASON).waitFor(SOON)
      expect(
        await page
          .getByText(gone ?? 'Changes')
          .first()
          .isVisible(),
      ).toBe(true)
      expect(await page.getByText(made ?? 'Completed').count()).toBe(0)
      await expectGoodManners(journey())
    },
  )
})
