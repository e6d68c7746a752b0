import { screen } from '@testing-library/react'
import { CreateConfigurationForm, CreateMemoryStoreForm, EditConfigurationForm } from 'react-accepted/twilio'
import type { ConfigurationFormDefaults } from 'react-accepted/twilio'
import { describe, expect, it, vi } from 'vitest'
import { userEvent } from 'vitest/browser'

import { openPage, paste } from './openPage.tsx'

const ROW = { from: '*', to: '+15555550142', isTwoWay: true, metadata: {} }
const FIRST: ConfigurationFormDefaults = {
  displayName: 'Harbor',
  description: 'Desk',
  conversationGroupingType: 'GROUP_BY_PROFILE',
  sms: { isOn: true, number: '+15555550199', rules: [ROW] },
  statusCallbacks: [{ url: 'https://a.example/first', method: 'POST' }],
}

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement

/** The visible value of every control, by ID. */
function look(container: HTMLElement) {
  const controls = container.querySelectorAll<Control>('input, textarea, select')
  return Object.fromEntries(
    Array.from(controls, (control) => [
      control.id,
      'checked' in control &&
      control.type !== 'text' &&
      (control.type === 'checkbox' || control.type === 'radio')
        ? control.checked
        : control.value,
    ]),
  )
}

/** Changes every kind of control. */
async function change(container: HTMLElement) {
  for (const fold of container.querySelectorAll('details')) fold.open = true
  for (const control of container.querySelectorAll<Control>('input, textarea, select')) {
    if (!control.isConnected) continue
    if (control.type === 'checkbox') {
      // Switching these off would remove their fields.
      if (!control.id.endsWith('isOn') && !control.id.endsWith('capturesNumber')) control.click()
    } else if (control.type === 'radio') control.click()
    else if (control instanceof HTMLSelectElement) {
      control.selectedIndex = control.options.length - 1
      control.dispatchEvent(new Event('change', { bubbles: true }))
    } else paste(control, 'changed')
  }
  for (const name of ['add', 'paste-numbers'])
    for (const button of container.querySelectorAll<HTMLElement>(`[data-part="${name}"]`)) button.click()
  await expect.poll(() => container.querySelector('textarea[name="sms.numbers"]')).not.toBeNull()
  const box = container.querySelector<HTMLTextAreaElement>('textarea[name="sms.numbers"]')
  if (box) paste(box, '+15555550111')
}

const ways = {
  'form.reset()': async () => document.querySelector('form')?.reset(),
  // A real click, because a reset by a script runs before React does.
  'a button outside the form': () => userEvent.click(screen.getByRole('button', { name: 'Outside' })),
} as const

describe.each(Object.entries(ways))('%s', (_, reset) => {
  it('restores the initial value of every control of a configuration, and these are sent', async () => {
    const onDirtyChange = vi.fn<(isDirty: boolean) => void>()
    const page = await openPage(
      <>
        <CreateConfigurationForm id="a" defaultValues={FIRST} draftKey={null} onDirtyChange={onDirtyChange} />
        <button type="reset" form="a">
          Outside
        </button>
      </>,
    )
    await expect.poll(() => page.container.querySelectorAll('[name="memoryStoreId"] option').length).toBe(3)
    const first = look(page.container)
    await change(page.container)
    expect(onDirtyChange).toHaveBeenLastCalledWith(true)
    await reset()
    await expect.poll(() => look(page.container)).toMatchObject(first)
    expect(onDirtyChange).toHaveBeenLastCalledWith(false)
    expect((await page.find('sms.numbers')).value).toBe('')
    const { items } = await page.client.memoryStores.list()
    const store = page.container.querySelector<HTMLSelectElement>('select[name="memoryStoreId"]')
    if (!store) throw new Error('There is no list of stores.')
    store.value = items[0] ?? ''
    store.dispatchEvent(new Event('change', { bubbles: true }))
    page.part('submit')?.click()
    await expect
      .poll(() => page.sent)
      .toMatchObject([
        {
          displayName: 'Harbor',
          description: 'Desk',
          conversationGroupingType: 'GROUP_BY_PROFILE',
          channelSettings: {
            SMS: { captureRules: [{ to: '+15555550199' }, {}, { to: '+15555550142' }, {}] },
          },
          statusCallbacks: [{ url: 'https://a.example/first' }],
        },
      ])
  })

  it('restores the stored values of an edited configuration', async () => {
    const page = await openPage(async (client) => {
      const { items } = await client.configurations.list()
      return (
        <>
          <EditConfigurationForm id="a" configurationId={items[0]?.id ?? ''} draftKey={null} />
          <button type="reset" form="a">
            Outside
          </button>
        </>
      )
    })
    const name = await page.find('displayName')
    const stored = name.value
    expect(stored).not.toBe('')
    paste(name, 'changed')
    await reset()
    await expect.poll(() => name.value).toBe(stored)
    page.part('submit')?.click()
    await expect.poll(() => page.part('unchanged')).not.toBeNull()
    expect(page.sent).toEqual([])
  })

  it('restores the form of a memory store', async () => {
    const page = await openPage(
      <>
        <CreateMemoryStoreForm id="a" defaultValues={{ displayName: 'first' }} draftKey={null} />
        <button type="reset" form="a">
          Outside
        </button>
      </>,
    )
    paste(await page.find('displayName'), 'changed')
    await reset()
    await expect.poll(async () => (await page.find('displayName')).value).toBe('first')
    page.part('submit')?.click()
    await expect.poll(() => page.sent).toMatchObject([{ displayName: 'first' }])
  })
})

it('a form is not reset while it is being submitted', async () => {
  const page = await openPage(<CreateMemoryStoreForm draftKey={null} />, [
    { on: 'stores.create', fault: { kind: 'slow', ms: 20_000 } },
  ])
  paste(await page.find('displayName'), 'sent-name')
  page.part('submit')?.click()
  await expect.poll(() => page.part('form')?.dataset['phase']).toBe('submitting')
  document.querySelector('form')?.reset()
  expect((await page.find('displayName')).value).toBe('sent-name')
})

it('typed text survives a reset that the application prevents', async () => {
  const page = await openPage(
    <div onResetCapture={(event) => event.preventDefault()}>
      <CreateMemoryStoreForm draftKey={null} />
    </div>,
  )
  paste(await page.find('displayName'), 'typed')
  document.querySelector('form')?.reset()
  expect((await page.find('displayName')).value).toBe('typed')
  page.part('submit')?.click()
  await expect.poll(() => page.sent).toMatchObject([{ displayName: 'typed' }])
})
