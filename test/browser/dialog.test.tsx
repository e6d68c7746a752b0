import * as React from 'react'
import { DeleteConfigurationButton } from 'react-accepted/twilio'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'

import { createPageKit } from './kit/createPageKit.tsx'

const ID = 'conv_configuration_01k9w39vfj8s0p4q6r2xhtcme5'
const button = <DeleteConfigurationButton configurationId={ID} displayName="Harbor Support" />

const dialog = () => page.getByRole('dialog', { name: 'Delete the configuration Harbor Support?' })
const open = () => page.getByRole('button', { name: 'Delete Harbor Support' }).click()
const isBlocked = () => document.querySelector(':modal') !== null

const { Activity } = React

/** A modal as UI libraries render it. */
const MODAL = { role: 'dialog', 'aria-modal': true, 'aria-label': 'Host' } as const

/** Suspends as long as it waits. */
function Waiting({ isWaiting }: { isWaiting: boolean }) {
  if (isWaiting) throw NEVER
  return null
}
const NEVER = new Promise<never>(() => undefined)

type Hidable = (isHidden: boolean, onOther: () => void) => React.ReactNode
const other = (onOther: () => void) => (
  <button type="button" onClick={onOther}>
    Other
  </button>
)
const hidables: [string, Hidable][] = [
  [
    '<Suspense>',
    (isHidden, onOther) => (
      <>
        <React.Suspense fallback="Wait">
          {button}
          <Waiting isWaiting={isHidden} />
        </React.Suspense>
        {other(onOther)}
      </>
    ),
  ],
]
// React 18.3 has no <Activity>.
if (Activity)
  hidables.push([
    '<Activity>',
    (isHidden, onOther) => (
      <>
        <Activity mode={isHidden ? 'hidden' : 'visible'}>{button}</Activity>
        {other(onOther)}
      </>
    ),
  ])

describe.each(hidables)('a dialog that %s hides', (_, hidable) => {
  it('blocks nothing, and comes back as it was together with its button', async () => {
    const { show } = createPageKit()
    const onOther = vi.fn<() => void>()
    const render = show(hidable(false, onOther))
    await open()
    await expect.element(dialog()).toBeVisible()
    await page.getByRole('checkbox').click()

    render(hidable(true, onOther))
    await expect.poll(isBlocked).toBe(false)
    await page.getByRole('button', { name: 'Other' }).click()
    expect(onOther).toHaveBeenCalledOnce()

    render(hidable(false, onOther))
    await expect.element(dialog()).toBeVisible()
    expect(isBlocked()).toBe(true)
    await expect.element(page.getByRole('checkbox')).toBeChecked()
    await expect.element(page.getByRole('button', { name: 'Cancel' })).toHaveFocus()
    await userEvent.keyboard('{Escape}')
    await expect.poll(isBlocked).toBe(false)
    await expect.element(page.getByRole('button', { name: 'Delete Harbor Support' })).toHaveFocus()
  })
})

/** Every event that a row, a form or a modal of an application may listen to. */
const REACT_EVENTS = (
  'onClick onDoubleClick onKeyDown onKeyUp onMouseDown onMouseUp onPointerDown onPointerUp onFocus ' +
  'onBlur onInput onChange onSubmit onReset onInvalid onCancel onClose onToggle onPaste onCopy ' +
  'onContextMenu onAuxClick'
).split(' ')
const DOM_EVENTS = (
  'click dblclick keydown keyup mousedown mouseup pointerdown pointerup input change submit reset ' +
  'focusin focusout paste copy contextmenu auxclick'
).split(' ')

/** A host that records the events it receives, from React and from the browser. */
function createHost() {
  const heard: string[] = []
  const hear = (event: { type: string }) => heard.push(event.type)
  const handlers = Object.fromEntries(REACT_EVENTS.map((name) => [name, () => heard.push(name)]))
  const controller = new AbortController()
  onTestFinished(() => controller.abort())
  const { signal } = controller
  for (const type of DOM_EVENTS) document.addEventListener(type, hear, { signal })
  return {
    heard,
    handlers,
    /** For the element around the dialog. */
    attach: (element: Element | null) => {
      for (const type of DOM_EVENTS) element?.addEventListener(type, hear, { signal })
    },
    /** As Radix, Zag and others do. */
    listenForEscape() {
      const take = (event: KeyboardEvent) => event.key === 'Escape' && heard.push(`captured ${event.type}`)
      document.addEventListener('keydown', take, { signal, capture: true })
      document.addEventListener('keyup', take, { signal, capture: true })
    },
  }
}

it('events in a dialog reach neither the row around it nor the page', async () => {
  const { show } = createPageKit()
  const host = createHost()
  show(
    <table>
      <tbody>
        <tr ref={host.attach} {...host.handlers}>
          <td>{button}</td>
        </tr>
      </tbody>
    </table>,
  )
  await open()
  await expect.element(dialog()).toBeVisible()
  host.heard.length = 0

  await page.getByRole('checkbox').click()
  await userEvent.keyboard(' ')
  await userEvent.keyboard('{Enter}')
  await userEvent.tab()
  await page.getByText('This cannot be undone.').dblClick()
  await page.getByText('This cannot be undone.').click({ button: 'right' })
  await userEvent.click(document.querySelector('dialog') ?? document.body, { position: { x: 1, y: 1 } })
  expect(host.heard).toEqual([])

  await page.getByRole('button', { name: 'Cancel' }).click()
  await expect.poll(isBlocked).toBe(false)
  // The focus returns to the row, so the row receives that event.
  expect(host.heard.filter((event) => !/focus/i.test(event))).toEqual([])
})

it('events in a dialog do not reach a form around it', async () => {
  const { show } = createPageKit()
  const host = createHost()
  show(
    <form ref={host.attach} {...host.handlers}>
      {button}
    </form>,
  )
  await open()
  await expect.element(dialog()).toBeVisible()
  host.heard.length = 0
  await page.getByRole('checkbox').click()
  await page.getByRole('checkbox').click()
  await page.getByRole('button', { name: 'Delete', exact: true }).click()
  await expect.element(page.getByText('Tick this first.')).toBeVisible()
  expect(host.heard).toEqual([])
})

it.each(['in it', 'nowhere'])('Escape closes the dialog, not a modal around it (focus %s)', async (place) => {
  const { show } = createPageKit()
  const host = createHost()
  host.listenForEscape()
  show(
    <div {...MODAL} tabIndex={-1} ref={host.attach} {...host.handlers}>
      {button}
    </div>,
  )
  await open()
  await expect.element(dialog()).toBeVisible()
  if (place === 'nowhere') (document.activeElement as HTMLElement).blur()
  host.heard.length = 0
  await userEvent.keyboard('{Escape}')
  await expect.poll(isBlocked).toBe(false)
  expect(host.heard.filter((event) => !/focus/i.test(event))).toEqual([])

  // After that, the modal receives the key again.
  await userEvent.keyboard('{Escape}')
  expect(host.heard).toContain('captured keydown')
})

it('Escape closes one <dialog> after the other', async () => {
  const { show } = createPageKit()
  const onClose = vi.fn<() => void>()
  const onCancel = vi.fn<() => void>()
  const openHost = (element: HTMLDialogElement | null) => {
    if (element && !element.open) element.showModal()
  }
  show(
    <dialog ref={openHost} onClose={onClose} onCancel={onCancel} aria-label="Host">
      {button}
    </dialog>,
  )
  await open()
  await expect.element(dialog()).toBeVisible()
  await userEvent.keyboard('{Escape}')
  await expect.poll(() => document.querySelectorAll(':modal').length).toBe(1)
  expect(onCancel).not.toHaveBeenCalled()
  expect(onClose).not.toHaveBeenCalled()
  await userEvent.keyboard('{Escape}')
  await expect.poll(isBlocked).toBe(false)
  expect(onClose).toHaveBeenCalledOnce()
})
