import type { ReactNode } from 'react'
import { OperationsTray, useOperations } from 'react-accepted'
import type { AcceptedOperation } from 'react-accepted/client'
import { CreateConfigurationForm, DeleteConfigurationButton } from 'react-accepted/twilio'
import { createPortal } from 'react-dom'
import { describe, expect, it, onTestFinished, vi } from 'vitest'

import { createPageKit } from './kit/createPageKit.tsx'

const SOON = { timeout: 20_000 }
type Realm = Window & typeof globalThis

/** A place where an application renders, and how to render there. */
interface Place {
  readonly root: Document | ShadowRoot
  readonly realm: Realm
  readonly show: (children: ReactNode) => void
}

type Kit = ReturnType<typeof createPageKit>

function createShadowRoot() {
  const host = document.body.appendChild(document.createElement('div'))
  onTestFinished(() => host.remove())
  return host.attachShadow({ mode: 'open' })
}

function inShadowRoot({ show }: Kit): Place {
  const root = createShadowRoot()
  const container = root.appendChild(document.createElement('main'))
  return { root, realm: window, show: (children) => void show(children, container) }
}

function inPortalToShadowRoot({ show }: Kit): Place {
  const root = createShadowRoot()
  return { root, realm: window, show: (children) => void show(createPortal(children, root)) }
}

function inDocumentOf(realm: Realm, { show }: Kit): Place {
  const { document: root } = realm
  return { root, realm, show: (children) => void show(createPortal(children, root.body)) }
}

function inIframe(kit: Kit): Place {
  const frame = document.body.appendChild(document.createElement('iframe'))
  frame.width = '900'
  frame.height = '700'
  onTestFinished(() => frame.remove())
  return inDocumentOf(frame.contentWindow as Realm, kit)
}

function inPopup(kit: Kit): Place {
  const popup = window.open('', '', 'width=900,height=700')
  if (!popup) throw new Error('This browser opens no popup.')
  onTestFinished(() => popup.close())
  return inDocumentOf(popup as Realm, kit)
}

const places = {
  'a shadow root': inShadowRoot,
  'a portal to a shadow root': inPortalToShadowRoot,
  'an iframe': inIframe,
  'a popup': inPopup,
}

describe.each(Object.entries(places))('in %s', (_, open) => {
  function openPlace(children: (kit: Kit) => ReactNode) {
    const kit = createPageKit()
    const { root, realm, show } = open(kit)
    show(children(kit))
    const all = (selector: string) => [...root.querySelectorAll<HTMLElement>(selector)]
    /** Waits until the element exists. */
    async function find<TElement extends HTMLElement = HTMLElement>(selector: string): Promise<TElement> {
      await expect.poll(() => all(selector).length, { ...SOON, message: selector }).toBeGreaterThan(0)
      return all(selector)[0] as TElement
    }
    async function click(selector: string) {
      const target = await find(selector)
      target.focus()
      target.click()
    }
    async function fill(selector: string, value: string) {
      const field = await find(selector)
      Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), 'value')?.set?.call(field, value)
      field.dispatchEvent(
        new realm.Event(field.localName === 'select' ? 'change' : 'input', { bubbles: true }),
      )
    }
    const focused = () => root.activeElement as HTMLElement | null
    const focusedPart = () => focused()?.dataset['part']
    return { ...kit, realm, root, all, find, click, fill, focused, focusedPart }
  }

  it('the summary takes the focus, its links lead to fields, and Enter and pasted lists work', async () => {
    const { realm, all, find, click, focused, focusedPart } = openPlace(() => (
      <CreateConfigurationForm defaultValues={{ sms: { isOn: true, capturesNumber: false } }} />
    ))
    await click('[data-part="submit"]')
    await expect.poll(focusedPart).toBe('summary')
    await click('[data-part="summary"] a')
    expect(focused()).toHaveAttribute('name', 'displayName')

    const rules = await find<HTMLDetailsElement>('details:has([data-part="add"])')
    rules.open = true
    await click('[data-part="add"]')
    await expect.poll(() => focused()?.getAttribute('name')).toMatch(/rules\.0/)
    focused()?.dispatchEvent(
      new realm.KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }),
    )
    await expect.poll(focusedPart).toBe('summary')

    const clipboardData = new realm.DataTransfer()
    clipboardData.setData('text', '+15555550142, +15555550143')
    const to = await find('input[name$="rules.0.to"]')
    to.focus()
    to.dispatchEvent(new realm.ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
    await expect.poll(() => focused()?.localName).toBe('textarea')
    expect(all('input[name$=".to"]')).toHaveLength(2)
  })

  it('the focus moves to what replaces the form, and back', async () => {
    const { client, click, fill, find, focused, focusedPart, realm } = openPlace(() => (
      <CreateConfigurationForm />
    ))
    const { items } = await client.memoryStores.list()
    await find(`option[value="${items[0]}"]`)
    await fill('[name="displayName"]', 'Harbor Support')
    await fill('[name="description"]', 'Calls and texts after hours')
    await fill('[name="memoryStoreId"]', items[0] ?? '')
    const leaving = new realm.Event('beforeunload', { cancelable: true })
    realm.dispatchEvent(leaving)
    expect(leaving.defaultPrevented).toBe(true)
    await click('[data-part="submit"]')
    await find('[data-part="created"]')
    await expect.poll(focusedPart, SOON).toBe('created')
    await click('[data-part="continue"]')
    await expect.poll(() => focused()?.getAttribute('name')).toBe('displayName')
  })

  it('the focus stays outside if the user is there', async () => {
    const { client, fill, find } = openPlace(() => <CreateConfigurationForm />)
    const elsewhere = document.body.appendChild(document.createElement('button'))
    onTestFinished(() => elsewhere.remove())
    const { items } = await client.memoryStores.list()
    await find(`option[value="${items[0]}"]`)
    await fill('[name="displayName"]', 'Harbor Support')
    await fill('[name="description"]', 'Calls and texts after hours')
    await fill('[name="memoryStoreId"]', items[0] ?? '')
    elsewhere.focus()
    ;(await find('[data-part="submit"]')).click()
    await find('[data-part="created"]')
    expect(document.activeElement).toBe(elsewhere)
  })

  it('a dialog takes the focus while it is open, works, and returns the focus', async () => {
    const { find, click, focusedPart, all } = openPlace(() => (
      <DeleteConfigurationButton
        configurationId="conv_configuration_01k9w39vfj8s0p4q6r2xhtcme5"
        displayName="Harbor Support"
      />
    ))
    await click('[data-part="delete"]')
    await find('dialog:modal')
    await expect.poll(focusedPart).toBe('cancel')
    await click('[data-part="submit"]')
    const box = await find<HTMLInputElement>('[data-part="confirm"] input')
    expect(box.getAttribute('aria-invalid')).toBe('true')
    box.click()
    await expect.poll(() => box.checked).toBe(true)
    await click('[data-part="cancel"]')
    await expect.poll(() => all('dialog')).toEqual([])
    expect(focusedPart()).toBe('delete')
  })

  it('copying uses the window that has the focus', async () => {
    const { realm, click, find } = openPlace(() => (
      <DeleteConfigurationButton
        configurationId="conv_configuration_01k9w39vfj8s0p4q6r2xhtcme5"
        displayName="Harbor Support"
      />
    ))
    const write = vi.spyOn(realm.navigator.clipboard, 'writeText').mockResolvedValue()
    onTestFinished(() => write.mockRestore())
    await click('[data-part="delete"]')
    await click('[data-part="copy"] button')
    await find('[data-part="copy"][data-outcome="copied"]')
    expect(write).toHaveBeenCalledWith('conv_configuration_01k9w39vfj8s0p4q6r2xhtcme5')
  })

  it('rows of the tray count as visible, and the focus stays in the tray when one is removed', async () => {
    const { click, find, focusedPart } = openPlace(({ client }) => (
      <Tray
        accept={async () => {
          const { items } = await client.memoryStores.list()
          return client.configurations.create({
            displayName: 'Harbor Support',
            description: 'Calls and texts after hours',
            conversationGroupingType: 'GROUP_BY_PROFILE',
            memoryStoreId: items[0] ?? '',
          })
        }}
      />
    ))
    await click('[data-part="begin"]')
    const row = await find('[data-part="tray"] [data-status="COMPLETED"][data-part="row"]')
    expect(row).not.toHaveAttribute('data-offscreen')
    await click('[data-part="dismiss"]')
    await expect.poll(focusedPart).toBe('heading')
  })
})

/** A tray, and a button that watches an operation. */
function Tray({ accept }: { accept: () => Promise<AcceptedOperation> }) {
  const { watch } = useOperations()
  return (
    <>
      <OperationsTray />
      <button type="button" data-part="begin" onClick={() => void accept().then(watch)}>
        Begin
      </button>
    </>
  )
}
