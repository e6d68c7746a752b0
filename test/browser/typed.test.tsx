import type { ConfigurationFormDefaults } from 'react-accepted/twilio'
import { ConfigurationsTable, CreateConfigurationForm, CreateMemoryStoreForm } from 'react-accepted/twilio'
import { expect, it } from 'vitest'

import { openPage, paste, pasteByEvent } from './openPage.tsx'

/** Invisible characters that copied text may have around and between its words. */
const MARKS = '\u202A\u200E\u200B\u00AD\uFEFF\u202C'

const openForm = (defaultValues: ConfigurationFormDefaults) =>
  openPage(async (client) => {
    const { items } = await client.memoryStores.list()
    const filled = { displayName: 'Harbor', description: 'Desk', memoryStoreId: items[0], ...defaultValues }
    return <CreateConfigurationForm defaultValues={filled} draftKey={null} />
  })

type Page = Awaited<ReturnType<typeof openPage>>

async function send({ part, sent }: Page) {
  part('submit')?.click()
  await expect.poll(() => sent.length).toBe(1)
  return sent[0]
}

it('minutes are sent as they were pasted, and never truncated', async () => {
  const page = await openForm({ sms: { isOn: true, capturesNumber: false } })
  const closed = await page.find('sms.closed')
  paste(closed, '   10080')
  expect(closed.value).toBe('   10080')
  paste(await page.find('sms.inactive'), '\u200E\uFF11\uFF12\u0663\u00A0')
  expect(await send(page)).toMatchObject({
    channelSettings: { SMS: { statusTimeouts: { inactive: 123, closed: 10_080 } } },
  })
})

it('no control of a form truncates what is pasted into it', async () => {
  const rules = [{ from: '*', to: '+15555550142', isTwoWay: true, metadata: {} }]
  const channel = { isOn: true, rules, numbers: 'x' }
  const { container } = await openForm({
    sms: channel,
    voice: channel,
    whatsapp: channel,
    rcs: channel,
    chat: channel,
    statusCallbacks: [{ url: 'https://a.example', method: 'POST' }],
    intelligenceConfigurationIds: ['a'],
  })
  const store = await openPage(<CreateMemoryStoreForm draftKey={null} />)
  const table = await openPage(<ConfigurationsTable />)
  const controls = [container, store.container, table.container].flatMap((page) => [
    ...page.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('input.ra-input, textarea'),
  ])
  expect(controls.length).toBeGreaterThan(25)
  const long = ' a1'.repeat(400)
  for (const control of controls) {
    for (const fold of container.querySelectorAll('details')) fold.open = true
    paste(control, long)
    expect({ name: control.name, value: control.value }).toEqual({ name: control.name, value: long })
  }
})

it.each([
  ['directional marks and zero-width characters', `${MARKS}+1 555${MARKS}555 0142${MARKS}`],
  ['full-width digits', '\uFF0B\uFF11 \uFF15\uFF15\uFF15 555\u30FC0142'],
  ['a minus sign, a dash and fixed spaces', '+1\u00A0555\u2212555\u20110142'],
  ['a tel: link', 'tel:+1-555-555-0142'],
])('a phone number may contain %s', async (_, typed) => {
  const page = await openForm({ sms: { isOn: true } })
  paste(await page.find('sms.number'), typed)
  expect(await send(page)).toMatchObject({
    channelSettings: {
      SMS: {
        captureRules: [
          { from: '*', to: '+15555550142' },
          { from: '+15555550142', to: '*' },
        ],
      },
    },
  })
})

it('a pasted list follows the same rule, and what is not a number stays in the box', async () => {
  const rules = [{ from: '*', to: '', isTwoWay: true, metadata: {} }]
  const page = await openForm({ sms: { isOn: true, capturesNumber: false, rules } })
  pasteByEvent(
    await page.find('sms.rules.0.to'),
    `tel:+1-555-555-0142\n${MARKS}+1\u00A0555 555\u22120143${MARKS}\nsip:+15555550144`,
  )
  await expect.poll(async () => (await page.find('sms.numbers')).value).toBe('sip:+15555550144')
  expect((await page.find('sms.rules.0.to')).value).toBe('+15555550142')
  paste(await page.find('sms.numbers'), MARKS)
  expect(await send(page)).toMatchObject({
    channelSettings: {
      SMS: {
        captureRules: [
          { from: '*', to: '+15555550142' },
          { from: '+15555550142', to: '*' },
          { from: '*', to: '+15555550143' },
          { from: '+15555550143', to: '*' },
        ],
      },
    },
  })
})

it('names are sent with plain spaces and without invisible characters', async () => {
  const page = await openForm({})
  paste(await page.find('displayName'), `${MARKS}Harbor\u00A0Desk\u2011${MARKS}2\u3000`)
  paste(await page.find('description'), '\u200B\u00A0Phones \u{1F469}\u200D\u{1F4BB}\uFEFF')
  expect(await send(page)).toMatchObject({
    displayName: 'Harbor Desk-2',
    description: 'Phones \u{1F469}\u200D\u{1F4BB}',
  })
})

it('a memory store name that differs only in invisible or look-alike characters is taken', async () => {
  const page = await openPage(<CreateMemoryStoreForm draftKey={null} />)
  const name = await page.find('displayName')
  await expect
    .poll(() => {
      paste(name, `${MARKS}harbor\u2011memory\u00A0`)
      return page.part('error')?.textContent
    })
    .toMatch(/harbor-memory/)
})

it('a search for text as it is shown finds its row', async () => {
  const page = await openPage(<ConfigurationsTable />)
  const names = () =>
    Array.from(
      page.container.querySelectorAll('tbody [data-part="name"] > :first-child'),
      (one) => one.textContent,
    )
  await expect.poll(names).not.toEqual([])
  const [shown = ''] = names()
  const search = page.container.querySelector<HTMLInputElement>('[data-part="search"] input')
  if (!search) throw new Error('There is no search.')
  expect(shown).toContain(' ')
  paste(search, `${MARKS}${shown.replaceAll(' ', '\u00A0\u2009')}`)
  await expect.poll(names).toEqual([shown])
})
