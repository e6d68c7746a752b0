import type { Page } from 'playwright'
import type { Call } from 'react-accepted/twilio/simulator'
import { describe, expect, it } from 'vitest'

import { expectGoodManners, useJourney } from './harness.ts'

const SOON = { timeout: 20_000 }
const REASON = 'Someone else is changing it.'

interface Change {
  /** The text of the button. */
  readonly label: string
  readonly call: Call
  /** Text on the page before the change, and gone after it. */
  readonly gone?: string
  /** Text on the page after the change. */
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
    '$call is followed to COMPLETED, and the lists show the change',
    async ({ label, call, gone, made }) => {
      const { page, script, log } = journey()
      await script({ on: call, fault: { kind: 'takes', ms: 900 } })
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

  it.each(CHANGES)('$call that FAILED shows why, and the lists are unchanged', async ({ label, call }) => {
    const { page, script } = journey()
    await script({
      on: call,
      fault: [
        { kind: 'takes', ms: 900 },
        { kind: 'fail', error: { title: 'Conflict', detail: REASON } },
      ],
    })
    const before = await shown(page)
    await page.getByRole('button', { name: label }).click()
    const row = page.getByRole('listitem', { name: label })
    await row.getByText('Failed').waitFor(SOON)
    await row.getByText(REASON).waitFor(SOON)
    // Reload to read from the server: the page itself may still show its cache.
    await page.reload()
    expect(await shown(page)).toEqual(before)
    await expectGoodManners(journey())
  })

  it('a conversation is gone after its deletion, and still exists after a deletion that FAILED', async () => {
    const { page, script, log } = journey()
    const label = 'Delete a conversation'
    const row = page.getByRole('listitem', { name: label })
    const takes = { kind: 'takes', ms: 900 } as const
    await script({
      on: 'conversations.delete',
      fault: [takes, { kind: 'fail', error: { title: 'Conflict', detail: REASON } }],
    })
    await row.getByRole('button').click()
    await row.getByText(REASON).waitFor(SOON)
    await row.getByRole('button').click()
    await row.getByText('Completed').waitFor(SOON)
    await row.getByRole('button').click()
    await row.getByText(/No conversation conv_conversation_/).waitFor(SOON)
    const sent = (await log()).filter(({ call }) => call === 'conversations.delete')
    expect(sent.map(({ status }) => status)).toEqual([202, 202, 404])
    await expectGoodManners(journey())
  })
})

/** The names of all configurations and stores on the page, as soon as they are loaded. */
async function shown(page: Page): Promise<string[]> {
  const configurations = page.getByRole('rowheader')
  const stores = page.getByRole('region', { name: 'Memory stores' }).getByRole('listitem')
  await configurations.filter({ hasText: /\S/ }).first().waitFor(SOON)
  await stores.first().waitFor(SOON)
  return [...(await configurations.allInnerTexts()), ...(await stores.allInnerTexts())]
}
