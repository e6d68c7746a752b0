import type { ReactNode } from 'react'
import { useState } from 'react'
import { DeleteConfigurationButton, OperationAnnouncer, useOperations } from 'react-accepted'
import { createPortal } from 'react-dom'
import { expect, it } from 'vitest'
import { page } from 'vitest/browser'

import { liveTexts, recordNews } from './kit/news.ts'
import { createPageKit } from './kit/pageKit.tsx'

const DONE = 'Harbor Support: completed.'
const SOON = { timeout: 20_000 }

/** A modal as libraries make it. */
const MODAL = { role: 'dialog', 'aria-modal': true, 'aria-label': 'Host' } as const

function openModal(dialog: HTMLDialogElement | null) {
  if (dialog && !dialog.open) dialog.showModal()
}

/** An operation that runs, and a page that has been there before it. */
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

/** A row with its button, which a host takes away at a moment of its own. */
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

/** Follows what is deleted, as a tray or a table would. */
function Watching() {
  return <p>{useOperations().operations.length} operations</p>
}

it.each(['accepted', 'completed'] as const)(
  'a deletion is told of to its end where its row goes when it is %s',
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
])('news is heard in %s, once', async (_, host) => {
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

it('news is heard where the modal that it was told in goes at that moment', async () => {
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

it('news waits until it can be heard', async () => {
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

it('news is told in the iframe that a person is in, and takes no room there without a sheet', async () => {
  const { show, accepted } = await begin()
  show(
    <InFrame>
      <button type="button">In it</button>
      <OperationAnnouncer operation={accepted} />
    </InFrame>,
  )
  await page.frameLocator(page.getByTitle('Frame')).getByRole('button', { name: 'In it' }).click()
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
