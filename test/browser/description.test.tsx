import { ConfigurationsTable } from 'react-accepted/twilio'
import { expect, it } from 'vitest'
import { userEvent } from 'vitest/browser'

import { openPage } from './openPage.tsx'

const LONG = 'Calls and texts of the harbor desk, in the evening and at night. '.repeat(4)

it.each(['a tap on its row', 'the keyboard'])(
  'a truncated description can be read in full with %s',
  async (way) => {
    const page = await openPage(
      async (client) => {
        const { items } = await client.memoryStores.list()
        await client.configurations.create({
          displayName: 'Harbor',
          description: LONG,
          conversationGroupingType: 'GROUP_BY_PROFILE',
          memoryStoreId: items[0] ?? '',
        })
        return (
          <main style={{ inlineSize: 1200 }}>
            <ConfigurationsTable />
          </main>
        )
      },
      [{ on: 'configurations.create', fault: { kind: 'takes', ms: 1 } }],
    )
    const find = () =>
      [...page.container.querySelectorAll<HTMLElement>('.ra-table-note')].find(
        (note) => note.textContent === LONG,
      )
    await expect.poll(find).not.toBeUndefined()
    const note = find()
    const isCut = () => note !== undefined && note.scrollHeight > note.clientHeight + 1
    expect(isCut()).toBe(true)
    if (way === 'the keyboard') note?.closest('tr')?.querySelector('button')?.focus()
    else if (note) await userEvent.click(note)
    await expect.poll(isCut).toBe(false)
  },
)
