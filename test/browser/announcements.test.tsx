import type { ReactNode } from 'react'
import { useState } from 'react'
import { OperationAnnouncer, useOperations } from 'react-accepted'
import { DeleteConfigurationButton } from 'react-accepted/twilio'
import { createPortal } from 'react-dom'
import { expect, it } from 'vitest'
import { page } from 'vitest/browser'

import { createPageKit } from './kit/createPageKit.tsx'
import { liveTexts, recordNews } from './kit/news.ts'

const DONE = 'Harbor Support: completed.'
const SOON = { timeout: 20_000 }

/** A modal as UI libraries render it. */
const MODAL = { role: 'dialog', 'aria-modal': true, 'aria-label': 'Host' } as const

function openModal(dialog: HTMLDialogElement | null) {
  if (dialog && !dialog.open) dialog.showModal()
}

/** A running operation, and a page that was there before it. */
async function begin() {
  const kit = createPageKit()
  const { items } = await kit.client.memoryStores.list()
  const accepted = await kit.client.configurations.create({
    displayName: 'Harbor Support',
    description: 'Calls and texts after hours',
    conversationGroupingType: 'GROUP_BY_PROFILE',
    memoryStoreId: items[0] ?? '',
  })
  return { ...kit, accepted }
}

async function firstConfiguration({ client }: ReturnType<typeof createPageKit>) {
  const { items } = await client.configurations.list()
  const [first] = items
  if (!first) throw new Error('The demo account has no configuration.')
  return first
}

/** A row with its button, which the host removes at a moment of its choice. */
function Row({ when, id }: { when: 'accepted' | 'completed'; id: string }) {
  const [isGone, setIsGone] = useState(false)
  const leave = () => setIsGone(true)
  if (isGone) return null
  return (
    <DeleteConfigurationButton
      configurationId={id}
      displayName="Harbor Support"
      {...(when === 'accepted' ? { onAccepted: leave } : { onCompleted: leave })}
    />
  )
}

/** Watches deletions, as a tray or a table would. */
function Watching() {
  return <p>{useOperations().operations.length} operations</p>
}

it.each(['accepted', 'completed'] as const)(
  'a deletion is announced until it ends, even if its row is removed when it is %s',
  async (when) => {
    const kit = createPageKit()
    const { id } = await firstConfiguration(kit)
    const news = recordNews()
    kit.show(
      <>
        <Row when={when} id={id} />
        <Watching />
      </>,
    )
    await page.getByRole('button', { name: 'Delete Harbor Support' }).click()
    await page.getByRole('checkbox').click()
    await page.getByRole('button', { name: 'Delete', exact: true }).click()
    await expect.poll(liveTexts, SOON).toEqual([DONE])
    expect(news).toEqual(['Harbor Support: in progress.', DONE])
    await expect.element(page.getByRole('button', { name: 'Delete Harbor Support' })).not.toBeInTheDocument()
  },
)

type Host = (announcer: ReactNode) => ReactNode

it.each<[string, Host]>([
  [
    'a <dialog> of the application that has no announcer',
    (announcer) => (
      <>
        {announcer}
        <dialog ref={openModal} aria-label="Host">
          <button type="button">In it</button>
        </dialog>
      </>
    ),
  ],
  [
    'a modal of the application that hides nothing',
    (announcer) => (
      <>
        {announcer}
        <div {...MODAL}>
          <button type="button">In it</button>
        </div>
      </>
    ),
  ],
  [
    'a modal of the application that hides the rest',
    (announcer) => (
      <>
        <div aria-hidden="true">{announcer}</div>
        <div {...MODAL}>
          <button type="button">In it</button>
        </div>
      </>
    ),
  ],
  [
    'a shadow root in a <dialog>',
    (announcer) => (
      <dialog ref={openModal} aria-label="Host">
        <InShadow>{announcer}</InShadow>
      </dialog>
    ),
  ],
  [
    'a <dialog> in a <dialog>',
    (announcer) => (
      <dialog ref={openModal} aria-label="Outer">
        {announcer}
        <dialog ref={openModal} aria-label="Host">
          <button type="button">In it</button>
        </dialog>
      </dialog>
    ),
  ],
  [
    'a <dialog> over an iframe',
    (announcer) => (
      <>
        <InFrame>{announcer}</InFrame>
        <dialog ref={openModal} aria-label="Host">
          <button type="button">In it</button>
        </dialog>
      </>
    ),
  ],
])('news is announced once in %s', async (_, host) => {
  const { show, accepted } = await begin()
  const news = recordNews()
  show(
    host(
      <>
        <OperationAnnouncer operation={accepted} />
        <OperationAnnouncer operation={accepted} />
      </>,
    ),
  )
  await expect.poll(liveTexts, SOON).toEqual([DONE])
  expect(news).toEqual([DONE])
  const region = [...document.querySelectorAll('output')].find(({ textContent }) => textContent === DONE)
  expect(region?.closest('[role="dialog"], dialog')).toHaveAttribute('aria-label', 'Host')
})

it('news is announced even if the modal that contains it is removed at that moment', async () => {
  const { show, accepted } = await begin()
  const dialog = document.body.appendChild(document.createElement('dialog'))
  dialog.showModal()
  new MutationObserver(() => dialog.textContent === DONE && dialog.remove()).observe(dialog, {
    childList: true,
    subtree: true,
  })
  show(<OperationAnnouncer operation={accepted} />)
  await expect.poll(liveTexts, SOON).toEqual([DONE])
  expect(dialog.isConnected).toBe(false)
})

it('news waits until a screen reader can announce it', async () => {
  const { client, show, accepted } = await begin()
  const news = recordNews()
  show(<OperationAnnouncer operation={accepted} />)
  document.body.inert = true
  await expect.poll(() => client.peek(accepted)?.operation?.status, SOON).toBe('COMPLETED')
  expect(news).toEqual([])
  document.body.inert = false
  await expect.poll(liveTexts, SOON).toEqual([DONE])
  expect(news).toEqual([DONE])
})

it('news is announced in the focused iframe, and takes no space there without a style sheet', async () => {
  const { show, accepted } = await begin()
  show(
    <InFrame>
      <button type="button">In it</button>
      <OperationAnnouncer operation={accepted} />
    </InFrame>,
  )
  // At once, because the operation may end before a real click has reached the frame.
  await expect
    .poll(() => {
      const inner = document.querySelector('iframe')?.contentDocument
      inner?.querySelector('button')?.focus()
      return inner?.activeElement?.textContent
    })
    .toBe('In it')
  await expect.poll(liveTexts, SOON).toEqual([DONE])
  const root = document.querySelector('iframe')?.contentDocument?.documentElement
  const region = root?.querySelector('output')?.parentElement
  expect(region?.textContent).toBe(DONE)
  expect(region?.getBoundingClientRect()).toMatchObject({ width: 1, height: 1 })
  expect(root?.scrollHeight).toBe(root?.clientHeight)
})

function InShadow({ children }: { children: ReactNode }) {
  const [root, setRoot] = useState<ShadowRoot | null>(null)
  return (
    <div
      ref={(host) => {
        if (host) setRoot(host.shadowRoot ?? host.attachShadow({ mode: 'open' }))
      }}
    >
      {root && createPortal(children, root)}
    </div>
  )
}

function InFrame({ children }: { children: ReactNode }) {
  const [body, setBody] = useState<HTMLElement | null>(null)
  const take = (frame: HTMLIFrameElement | null) => {
    if (frame?.contentDocument) setBody(frame.contentDocument.body)
  }
  return (
    <iframe title="Frame" sandbox="allow-same-origin" ref={take}>
      {body && createPortal(children, body)}
    </iframe>
  )
}
