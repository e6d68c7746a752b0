import { screen } from '@testing-library/react'
import { OperationDetails, OperationsTray } from 'react-accepted'
import { waitForOperation } from 'react-accepted/client'
import {
  ConfigurationsTable,
  CreateConfigurationForm,
  CreateMemoryStoreForm,
  DeleteConfigurationButton,
  MemoryStoreSelect,
} from 'react-accepted/twilio'
import type { OrchestratorClient } from 'react-accepted/twilio/client'
import type { ScriptRule } from 'react-accepted/twilio/simulator'
import { expect, it } from 'vitest'
import { userEvent } from 'vitest/browser'

import { openPage, paste } from './openPage.tsx'

const NAME = '2024 Sales-'
const STORE = '2024-sales-'
const DESCRIPTION = 'מכירות 2024!'

/**
 * Every occurrence of a text on the page, and the direction of its last two letters, which no line break
 * separates.
 */
function findPlaces(text: string) {
  const places: { readonly text: string; readonly isLeftToRight: boolean }[] = []
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const at = (node.textContent ?? '').indexOf(text)
    const [first, last] = [text.length - 2, text.length - 1].map((letter) => {
      const offset = at + letter
      if (at < 0 || !node) return undefined
      const range = document.createRange()
      range.setStart(node, offset)
      range.setEnd(node, offset + 1)
      return range.getClientRects()[0]
    })
    // Options have no position until their list is open, and texts in a closed dialog have none.
    if (first && last) places.push({ text: node.textContent ?? '', isLeftToRight: first.left < last.left })
  }
  return places
}

async function setUp(client: OrchestratorClient) {
  const store = await client.memoryStores.create({ displayName: STORE })
  await waitForOperation(client, store)
  const { items } = await client.memoryStores.list()
  const [memoryStoreId = ''] = items
  const accepted = await client.configurations.create({
    displayName: NAME,
    description: DESCRIPTION,
    conversationGroupingType: 'GROUP_BY_PROFILE',
    memoryStoreId,
  })
  await waitForOperation(client, accepted)
  return { accepted, memoryStoreId }
}

const SOON: readonly ScriptRule[] = [
  { on: ['configurations.create', 'stores.create'], times: 'always', fault: { kind: 'takes', ms: 1 } },
]
const PATIENT = { timeout: 10_000 }

function expectOrder() {
  const places = [...findPlaces(NAME), ...findPlaces(STORE)]
  expect(places.filter(({ isLeftToRight }) => !isLeftToRight)).toEqual([])
  expect(findPlaces(DESCRIPTION).filter(({ isLeftToRight }) => isLeftToRight)).toEqual([])
  return places.length
}

it.each(['rtl', 'ltr'])('typed text keeps its direction in lists and dialogs: %s', async (dir) => {
  const page = await openPage(async (client) => {
    const { accepted, memoryStoreId } = await setUp(client)
    return (
      <main dir={dir}>
        <ConfigurationsTable />
        <OperationDetails operation={accepted} />
        <CreateMemoryStoreForm defaultValues={{ displayName: STORE }} draftKey={null} />
        <DeleteConfigurationButton configurationId="conv_configuration_1" displayName={NAME} />
        <MemoryStoreSelect value={memoryStoreId} onValueChange={() => undefined} />
      </main>
    )
  }, SOON)
  // In the table, in the details, and in the error about a name that is taken.
  await expect
    .poll(() => [findPlaces(NAME).length, findPlaces(DESCRIPTION).length, findPlaces(STORE).length])
    .toEqual([2, 1, 2])
  await userEvent.click(screen.getByRole('button', { name: /^Delete .*2024 Sales-/ }))
  await expect.poll(() => document.querySelector('dialog[open] h2')?.textContent).toContain(NAME)
  expect(expectOrder()).toBe(5)
  const options = [...page.container.querySelectorAll('option')].filter(({ text }) => text === STORE)
  expect(options.map((option) => getComputedStyle(option).direction)).toEqual(['ltr'])
})

it.each(['rtl', 'ltr'])('typed text keeps its direction in the outcome of a form: %s', async (dir) => {
  const page = await openPage(async (client) => {
    const { memoryStoreId } = await setUp(client)
    return (
      <main dir={dir}>
        <CreateConfigurationForm
          defaultValues={{ displayName: NAME, description: DESCRIPTION, memoryStoreId }}
          draftKey={null}
        />
        <OperationsTray />
        <ConfigurationsTable />
      </main>
    )
  }, SOON)
  page.part('submit')?.click()
  await expect.poll(() => page.part('created-title')?.textContent, PATIENT).toContain(NAME)
  await userEvent.click(page.part('tray-button') ?? page.container)
  expect(expectOrder()).toBeGreaterThan(3)
})

it.each(['rtl', 'ltr'])('typed text keeps its direction in a search without results: %s', async (dir) => {
  const page = await openPage(
    <main dir={dir}>
      <ConfigurationsTable />
    </main>,
  )
  await expect.poll(() => page.part('search')).not.toBeNull()
  const search = page.container.querySelector('input')
  if (search) paste(search, NAME)
  await expect.poll(() => findPlaces(NAME)).toMatchObject([{ isLeftToRight: true }])
})

it('a field takes the direction of its text, and an empty one that of the page', async () => {
  const page = await openPage(
    <main dir="rtl">
      <CreateConfigurationForm draftKey={null} />
    </main>,
  )
  for (const name of ['displayName', 'description'])
    expect(getComputedStyle(await page.find(name))).toMatchObject({
      direction: 'rtl',
      unicodeBidi: 'plaintext',
    })
  // An ID reads the same in any language.
  expect(getComputedStyle(await page.find('bridgeServiceId'))).toMatchObject({ direction: 'ltr' })
})
