import { act } from '@testing-library/react'
import { defineOperation } from 'react-accepted/client'
import { describe, expect, it, vi } from 'vitest'

import { changeRow, createBatchTabs, createRow, onceEach, rows, setUpBatchTabs } from './createBatchTabs.tsx'
import { pass } from './harness.tsx'

const { close, locks } = setUpBatchTabs()

const batchKeys = (session: ReadonlyMap<string, string>) =>
  [...session.keys()].filter((key) => key.includes('batch'))

describe('a sign-out while the inputs are being stored', () => {
  it.each([{ scope: 'mara' }, { scope: undefined }])(
    'leaves nothing to the next user (%o)',
    async (props) => {
      for (let turns = 0; turns < 60; turns += 1) {
        const { open, requests } = createBatchTabs()
        const tab = open(changeRow, {}, { props })
        await pass(100)
        await act(async () => {
          void tab.batch().start(rows(3))
          for (let turn = 0; turn < turns; turn += 1) await Promise.resolve()
          void tab.batch().list.clear()
          await vi.advanceTimersByTimeAsync(50)
        })
        expect([turns, batchKeys(tab.session)]).toEqual([turns, []])
        close(tab)
        const sent = requests.length
        const next = open(changeRow, {}, { session: tab.session, props })
        await pass(100)
        expect([turns, next.batch().status, requests.length]).toEqual([turns, 'idle', sent])
        close(next)
      }
    },
    60_000,
  )
})

describe('a lock that this page holds', () => {
  it('does not stop a provider that mounts after another: it takes the batch over', async () => {
    const { open, done } = createBatchTabs()
    const gone = open(changeRow)
    await gone.start(rows(12))
    await pass(100)
    gone.unmount()
    await pass(1_000)
    const next = open(changeRow, {}, { session: gone.session })
    await pass(60_000)
    expect(next.batch()).toMatchObject({ status: 'done', progress: { total: 12, completed: 12 } })
    expect(done()).toEqual(onceEach(rows(12)))
  })

  it('keeps a second provider of one home away, and its reset too', async () => {
    const { open, done } = createBatchTabs()
    const first = open(changeRow)
    await first.start(rows(12))
    await pass(100)
    const second = open(changeRow, {}, { session: first.session })
    await pass(2_500)
    expect(second.batch().status).toBe('idle')
    await second.start([{ id: 'other' }])
    act(() => second.batch().reset())
    await pass(100)
    expect(batchKeys(first.session)).toHaveLength(13)
    close(first)
    close(second)
    const after = open(changeRow, {}, { session: first.session })
    await pass(60_000)
    expect(after.batch()).toMatchObject({ status: 'done', progress: { completed: 12 } })
    expect(done()).toEqual(onceEach(rows(12)))
  })

  it('or another tab never makes it delete the inputs: they may be run later', async () => {
    const { open, requests } = createBatchTabs()
    const first = open(changeRow)
    await first.start(rows(12))
    await pass(100)
    const name =
      locks()
        .held()
        .find((one) => one.includes(' batch ')) ?? ''
    close(first)
    void navigator.locks.request(name, {}, () => new Promise(() => undefined))
    const copy = open(changeRow, {}, { session: new Map(first.session) })
    await pass(60_000)
    expect(copy.batch().status).toBe('idle')
    expect(batchKeys(copy.session)).toHaveLength(13)
    expect(requests).toHaveLength(4)
    copy.unmount()
    locks().letGo()
    const later = open(changeRow, {}, { session: copy.session })
    await pass(60_000)
    expect(later.batch()).toMatchObject({ progress: { total: 12 } })
  })
})

describe('a form of the same endpoint', () => {
  it('takes no intent of a batch, and does not end it', async () => {
    const { open, server, done } = createBatchTabs(20_000)
    server.slowMs = 300
    const before = open(createRow)
    await before.start(rows(6))
    await pass(100)
    close(before)
    vi.setSystemTime(Date.now() + 130_000)
    const after = open(createRow, {}, { session: before.session })
    await pass(3_000)
    expect(after.batch().form.intent.state).toBe('idle')
    act(() => after.batch().form.reset())
    expect(after.batch()).toMatchObject({ status: 'paused', progress: { total: 6, unknown: 4 } })
    await act(async () => {
      void after.batch().form.submit({ id: 'mine' })
      await vi.advanceTimersByTimeAsync(1_000)
    })
    await pass(60_000)
    expect(after.batch().progress).toMatchObject({ completed: 0, unknown: 4 })
    act(() => after.batch().resume())
    await pass(120_000)
    expect(after.batch()).toMatchObject({ status: 'done', progress: { completed: 6 } })
    expect(after.batch().inputs.map(({ accepted }) => accepted?.label)).toEqual(
      rows(6).map(({ id }) => `Row ${id}`),
    )
    expect(done()).toEqual(onceEach([...rows(6), { id: 'mine' }]))
  })
})

describe('after a reload', () => {
  it('a click on start while the batch is read neither starts another nor resumes it', async () => {
    const { open, requests } = createBatchTabs()
    const before = open(changeRow)
    await before.start(rows(8))
    await pass(100)
    close(before)
    const after = open(changeRow, {}, { session: before.session })
    let hasStarted: boolean | undefined
    await act(async () => {
      void after
        .batch()
        .start([{ id: 'other' }])
        .then((started) => (hasStarted = started))
      await vi.advanceTimersByTimeAsync(60_000)
    })
    expect(hasStarted).toBe(false)
    expect(after.batch()).toMatchObject({
      status: 'paused',
      pausedBy: 'reload',
      progress: { total: 8, waiting: 4 },
    })
    expect(requests).toHaveLength(4)
  })

  it('nothing is sent in the shape of another version', async () => {
    const { open, requests } = createBatchTabs()
    const before = open(changeRow)
    await before.start(rows(8))
    await pass(100)
    close(before)
    const next = defineOperation({
      kind: 'row.change',
      version: 2,
      path: ({ id }: { readonly id: string }) => `/rows/${id}`,
      takesIdempotencyKey: true,
    })
    const after = open(next, {}, { session: before.session })
    await pass(30_000)
    act(() => after.batch().resume())
    await pass(30_000)
    expect(requests).toHaveLength(4)
    expect(after.batch()).toMatchObject({ status: 'done', progress: { completed: 4, refused: 4 } })
    expect(after.batch().inputs[7]?.problem?.title).toContain('the page has been updated')
  })

  it('without Web Locks it is paused, so that a duplicated tab does not run it too', async () => {
    locks().uninstall()
    const { open, requests } = createBatchTabs()
    const first = open(changeRow)
    await first.start(rows(12))
    await pass(100)
    first.close()
    const copy = open(changeRow, {}, { session: new Map(first.session) })
    await pass(60_000)
    expect(copy.batch()).toMatchObject({ status: 'paused', pausedBy: 'reload' })
    expect(requests).toHaveLength(4)
  })

  it('what was dismissed stays away', async () => {
    const { open } = createBatchTabs(20_000)
    const before = open(changeRow)
    await before.start(rows(2))
    await pass(2_000)
    await act(async () => {
      const { operations, dismiss } = before.batch().list
      for (const { accepted } of operations) dismiss(accepted)
      await vi.advanceTimersByTimeAsync(0)
    })
    expect(before.batch().progress.unknown).toBe(2)
    close(before)
    const after = open(changeRow, {}, { session: before.session })
    await pass(1_000)
    expect(after.batch()).toMatchObject({ status: 'done', progress: { unknown: 2 } })
    expect(after.batch().list.operations).toEqual([])
  })

  it('a paused batch that is older than its keys is not sent', async () => {
    const { open, requests } = createBatchTabs()
    const tab = open(changeRow)
    await tab.start(rows(6))
    act(() => tab.batch().stop())
    await pass(20_000)
    vi.setSystemTime(Date.now() + 23 * 3_600_000)
    act(() => tab.batch().resume())
    await pass(20_000)
    expect(tab.batch()).toMatchObject({ status: 'done', progress: { completed: 4, refused: 2 } })
    expect(requests).toHaveLength(4)
  })
})

describe('a lost connection', () => {
  it.each([changeRow, { ...createRow, takesIdempotencyKey: false }])(
    'pauses the batch instead of using it up (%#)',
    async (endpoint) => {
      const { open, server } = createBatchTabs()
      server.answer = () => 'lost'
      const tab = open(endpoint)
      await tab.start(rows(100))
      await pass(600_000)
      expect(tab.batch()).toMatchObject({
        status: 'paused',
        pausedBy: 'connection',
        progress: { unknown: 4, waiting: 96 },
      })
    },
  )
})

it('is running again when the user sends one again elsewhere', async () => {
  const { open, server } = createBatchTabs(20_000)
  server.answer = (id) => (id === '1' ? 'lost' : undefined)
  const tab = open(changeRow)
  await tab.start(rows(3))
  await pass(200_000)
  expect(tab.batch()).toMatchObject({ status: 'done', progress: { unknown: 1 } })
  server.answer = () => undefined
  await act(async () => {
    void tab.batch().list.unconfirmed[0]?.sendAgain()
    await vi.advanceTimersByTimeAsync(100)
  })
  expect(tab.batch()).toMatchObject({ status: 'running', progress: { running: 1 } })
})

it('gives each input its place in the list that was started', async () => {
  const { open } = createBatchTabs()
  const tab = open({ ...changeRow, version: 1 })
  await tab.start([{ id: '1' }, { id: '1' }, { id: '..' }, { id: '2' }])
  await pass(20_000)
  expect(tab.batch().inputs.map(({ index, state }) => [index, state])).toEqual([
    [0, 'completed'],
    [2, 'refused'],
    [3, 'completed'],
  ])
  close(tab)
  const head = batchKeys(tab.session).find((key) => key.endsWith('/1')) ?? ''
  tab.session.set(head, 'not JSON')
  const after = open(changeRow, {}, { session: tab.session })
  await pass(100)
  expect(after.batch().inputs.map(({ index, state }) => [index, state])).toEqual([
    [0, 'completed'],
    [1, 'unknown'],
    [3, 'completed'],
  ])
})

it('uses a higher concurrency at once', async () => {
  const { open, requests } = createBatchTabs(30_000)
  const tab = open(changeRow, { concurrency: 1 })
  await tab.start(rows(8))
  expect(requests).toHaveLength(1)
  tab.rerender({ concurrency: 4 })
  await pass(1_000)
  expect(requests).toHaveLength(4)
})

it('takes any text as its name', async () => {
  const { open, done } = createBatchTabs()
  const tab = open(changeRow, { name: 'cut \ud83d' })
  await tab.start(rows(2))
  await pass(10_000)
  expect(done()).toEqual(onceEach(rows(2)))
})

it('after a 401 and a reload, what was rejected waits, and a reset discards its intents', async () => {
  const { open, server, local } = createBatchTabs()
  server.answer = () => Response.json({}, { status: 401 })
  const before = open(changeRow)
  await before.start(rows(6))
  await pass(1_000)
  close(before)
  const after = open(changeRow, {}, { session: before.session })
  await pass(1_000)
  expect(after.batch()).toMatchObject({ status: 'paused', pausedBy: 'signIn', progress: { waiting: 6 } })
  act(() => after.batch().reset())
  await pass(1_000)
  expect([...after.session.keys(), ...local.keys()].filter((key) => !key.endsWith('/mark'))).toEqual([])
})
