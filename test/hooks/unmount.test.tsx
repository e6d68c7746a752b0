import { act, fireEvent, render } from '@testing-library/react'
import { OperationsTray } from 'react-accepted'
import { ConfigurationsTable, CreateConfigurationForm, CreateMemoryStoreForm } from 'react-accepted/twilio'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'

import { SCOPE, createBrowser, listLeft, settle, submit, useListAndForm } from './createBrowser.tsx'
import { installFakeLocks } from './fakeLocks.ts'
import { accept, createHarness, pass } from './harness.tsx'

let locks: ReturnType<typeof installFakeLocks>

beforeEach(() => {
  locks = installFakeLocks()
})
afterEach(() => {
  locks.uninstall()
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

/** React adds it once per document, and never removes it. */
const REACT = 'document selectionchange'

/** Lists the listeners of the window and the document, and the open channels with theirs, by type. */
function countListeners() {
  const listeners = new Set<string>()
  const ids = new WeakMap<object, number>()
  let last = 0
  const toKey = (name: string, type: string, listener: object) => {
    const id = ids.get(listener) ?? (last += 1)
    ids.set(listener, id)
    return `${name} ${type} ${id}`
  }
  function watch(target: EventTarget, name: string) {
    const add = target.addEventListener.bind(target)
    const remove = target.removeEventListener.bind(target)
    vi.spyOn(target, 'addEventListener').mockImplementation((type, listener, options) => {
      if (listener) listeners.add(toKey(name, type, listener))
      add(type, listener, options)
    })
    vi.spyOn(target, 'removeEventListener').mockImplementation((type, listener, options) => {
      if (listener) listeners.delete(toKey(name, type, listener))
      remove(type, listener, options)
    })
  }
  watch(window, 'window')
  watch(document, 'document')
  let channels = 0
  class Channel extends BroadcastChannel {
    override readonly name: string
    constructor(name: string) {
      super(name)
      channels += 1
      this.name = `channel ${channels}`
      // Node and jsdom deliver every message to each of them, and do not exit before they are closed.
      listeners.add(`${this.name} open 0`)
      watch(this, this.name)
    }
    override close() {
      for (const one of listeners) if (one.startsWith(`${this.name} `)) listeners.delete(one)
      super.close()
    }
  }
  vi.stubGlobal('BroadcastChannel', Channel)
  const isOurs = (one: string) => one !== REACT
  return () =>
    [...listeners]
      .map((one) => one.replace(/ \d+$/, ''))
      .filter(isOurs)
      .toSorted()
}

it('a provider that is gone leaves no listener behind', async () => {
  const browser = createBrowser({}, () => locks.letGo())
  const list = countListeners()
  const before = list()
  const seen: string[][] = []
  for (let time = 0; time < 3; time += 1) {
    const page = browser.open(useListAndForm, { session: new Map(), isStrict: true })
    // oxlint-disable-next-line no-await-in-loop -- One provider after the other.
    await settle()
    // oxlint-disable-next-line no-await-in-loop -- As above.
    await submit(page, { displayName: `Number ${time}` })
    seen.push(list())
    page.unmount()
    // oxlint-disable-next-line no-await-in-loop -- As above.
    await pass(100)
    expect(list()).toEqual(before)
  }
  expect(seen[0]?.map((one) => one.replace(/channel \d+/, 'channel'))).toEqual(
    expect.arrayContaining(['channel message', 'document visibilitychange', 'window storage']),
  )
})

it('forms, tables and the tray leave no listener behind, and send nothing more', async () => {
  const { simulator, Wrapper, client } = createHarness({}, {}, { scope: SCOPE })
  await accept(client)
  const list = countListeners()
  const before = list()
  const page = (
    <>
      <CreateConfigurationForm />
      <CreateMemoryStoreForm />
      <ConfigurationsTable />
      <OperationsTray />
    </>
  )
  for (let time = 0; time < 3; time += 1) {
    const view = render(page, { wrapper: Wrapper })
    // oxlint-disable-next-line no-await-in-loop -- One page after the other.
    await settle()
    const input = view.getAllByRole('textbox')[0]
    if (!input) throw new Error('The form has no field.')
    fireEvent.focus(input)
    fireEvent.change(input, { target: { value: 'Half written' } })
    // oxlint-disable-next-line no-await-in-loop -- As above.
    await settle()
    // oxlint-disable-next-line no-await-in-loop -- As above.
    await pass(2_000)
    expect(list().length).toBeGreaterThan(before.length)
    view.unmount()
    // oxlint-disable-next-line no-await-in-loop -- As above.
    await pass(1_000)
    expect(list()).toEqual(before)
  }
  const sent = simulator.log().length
  await pass(600_000)
  expect(simulator.log()).toHaveLength(sent)
})

it('a provider that comes back has missed nothing: what was made elsewhere, and a sign-out', async () => {
  const browser = createBrowser({}, () => locks.letGo())
  const session = new Map<string, string>()
  const other = browser.open(useListAndForm, { session: new Map() })
  await settle()
  let page = browser.open(useListAndForm, { session })
  await settle()
  page.unmount()
  await submit(other, { displayName: 'Made meanwhile' })
  await pass(100)
  page = browser.open(useListAndForm, { session })
  await settle()
  expect(page.result.current.operations).toHaveLength(1)
  page.unmount()
  await act(() => other.result.current.clear())
  await pass(100)
  page = browser.open(useListAndForm, { session })
  await settle()
  expect(page.result.current.operations).toEqual([])
  expect(listLeft(browser, session)).toEqual([])
})
