import { act } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'

import { changeRow, createBatchTabs, deleteRow, onceEach, rows, setUpBatchTabs } from './createBatchTabs.tsx'
import { pass } from './harness.tsx'

const { close } = setUpBatchTabs()

const refusal = () => Response.json({ title: 'Still in use' }, { status: 409 })

describe('after a reload', () => {
  it.each([0, 1_000, 3_500, 4_100, 9_000])(
    'a batch resumes where it was after %i ms: nothing is done twice, nothing is forgotten',
    async (ms) => {
      const { open, server, done } = createBatchTabs()
      server.slowMs = 300
      server.answer = (id) => (id === '11' ? refusal() : undefined)
      const before = open(changeRow)
      await before.start(rows(12))
      await pass(ms)
      close(before)
      const after = open(changeRow, {}, { session: before.session })
      await pass(100_000)
      expect(after.batch()).toMatchObject({
        status: 'done',
        progress: { total: 12, completed: 11, refused: 1, unknown: 0 },
      })
      expect(after.batch().inputs[11]).toMatchObject({ label: 'Row 11', problem: { title: 'Still in use' } })
      expect(done()).toEqual(onceEach(rows(12).filter(({ id }) => id !== '11')))
      expect(server.most).toBeLessThanOrEqual(4)
      expect(after.batch().list.unconfirmed).toEqual([])
    },
  )

  it('deletions are paused until the user resumes it', async () => {
    const { open, server, done, requests } = createBatchTabs()
    server.slowMs = 300
    const before = open(deleteRow)
    await before.start(rows(12))
    await pass(3_600)
    close(before)
    const sent = requests.length
    const after = open(deleteRow, {}, { session: before.session })
    await pass(10_000)
    expect(after.batch()).toMatchObject({ status: 'paused', pausedBy: 'reload' })
    expect(requests).toHaveLength(sent)
    act(() => after.batch().resume())
    await pass(60_000)
    expect(after.batch()).toMatchObject({ status: 'done', progress: { total: 12, completed: 12 } })
    expect(done()).toEqual(onceEach(rows(12)))
    expect(server.most).toBeLessThanOrEqual(4)
    expect(new Set(requests.map(({ key }) => key)).size).toBe(12)
  })

  it('one that the user has stopped stays stopped', async () => {
    const { open, requests } = createBatchTabs()
    const before = open(changeRow)
    await before.start(rows(8))
    act(() => before.batch().stop())
    await pass(100)
    close(before)
    const after = open(changeRow, {}, { session: before.session })
    await pass(60_000)
    expect(after.batch()).toMatchObject({
      status: 'paused',
      pausedBy: 'user',
      progress: { completed: 4, waiting: 4 },
    })
    expect(requests).toHaveLength(4)
  })

  it.each([
    ['without a scope', { scope: undefined }, 0],
    ['two minutes later', {}, 120_000],
  ])('nothing is sent automatically %s', async (_, props, ms) => {
    const { open, requests } = createBatchTabs()
    const before = open(changeRow, {}, { props })
    await before.start(rows(8))
    await pass(100)
    close(before)
    const sent = requests.length
    vi.setSystemTime(Date.now() + ms)
    const after = open(changeRow, {}, { session: before.session, props })
    await pass(60_000)
    expect(after.batch()).toMatchObject({ status: 'paused', pausedBy: 'reload', progress: { waiting: 4 } })
    expect(requests).toHaveLength(sent)
  })

  it('a day later nothing of it is left', async () => {
    const { open, requests } = createBatchTabs()
    const before = open(changeRow)
    await before.start(rows(8))
    await pass(100)
    close(before)
    vi.setSystemTime(Date.now() + 24 * 3_600_000)
    const after = open(changeRow, {}, { session: before.session })
    await pass(60_000)
    expect(after.batch().status).toBe('idle')
    expect(requests).toHaveLength(4)
    expect([...after.session.keys()].filter((key) => key.includes('batch'))).toEqual([])
  })

  it('the summary is still there', async () => {
    const { open } = createBatchTabs()
    const before = open(changeRow)
    await before.start(rows(3))
    await pass(20_000)
    close(before)
    const after = open(changeRow, {}, { session: before.session })
    await pass(100)
    expect(after.batch()).toMatchObject({ status: 'done', progress: { total: 3, completed: 3 } })
  })

  it('a new batch can be started over the summary of the last', async () => {
    const { open, done } = createBatchTabs()
    const before = open(changeRow)
    await before.start(rows(6))
    await pass(20_000)
    await before.start([{ id: 'a' }, { id: 'b' }])
    await pass(100)
    close(before)
    const after = open(changeRow, {}, { session: before.session })
    await pass(20_000)
    expect(after.batch()).toMatchObject({ status: 'done', progress: { total: 2, completed: 2 } })
    expect(done()).toEqual(onceEach([...rows(6), { id: 'a' }, { id: 'b' }]))
  })
})

it('500 deletions, a 429, three refusals and a reload: the summary is right', async () => {
  const { open, server, done, requests } = createBatchTabs()
  const refused = ['40', '250', '499']
  server.slowMs = 50
  server.answer = (id, attempt) => {
    if (refused.includes(id)) return refusal()
    if (id !== '100' || attempt > 1) return undefined
    return Response.json({}, { status: 429, headers: { 'retry-after': '10' } })
  }
  const before = open(deleteRow)
  await before.start(rows(500))
  await pass(200_000)
  expect(before.batch().progress.waiting).toBeGreaterThan(200)
  close(before)
  const after = open(deleteRow, {}, { session: before.session })
  await pass(5_000)
  expect(after.batch()).toMatchObject({ status: 'paused', pausedBy: 'reload', progress: { refused: 2 } })
  act(() => after.batch().resume())
  await pass(600_000)
  expect(after.batch()).toMatchObject({
    status: 'done',
    progress: { total: 500, completed: 497, refused: 3 },
  })
  const bad = after.batch().inputs.filter(({ state }) => state !== 'completed')
  expect(bad.map(({ label, problem }) => `${label}: ${problem?.title}`)).toEqual(
    refused.map((id) => `Row ${id}: Still in use`),
  )
  expect(done()).toEqual(onceEach(rows(500).filter(({ id }) => !refused.includes(id))))
  expect(new Set(requests.map(({ key }) => key)).size).toBe(500)
  expect(server.most).toBe(4)
}, 60_000)

describe('other tabs', () => {
  it('a duplicated tab leaves the batch to the first', async () => {
    const { open, done, requests, server } = createBatchTabs()
    const first = open(changeRow)
    await first.start(rows(12))
    await pass(100)
    const copy = open(changeRow, {}, { session: new Map(first.session) })
    await pass(60_000)
    expect(copy.batch().status).toBe('idle')
    expect(first.batch()).toMatchObject({ status: 'done', progress: { completed: 12 } })
    expect(done()).toEqual(onceEach(rows(12)))
    expect(requests).toHaveLength(12)
    expect(server.most).toBe(4)
  })

  it('a copy that resumes after the first tab is gone sends the same keys', async () => {
    const { open, done } = createBatchTabs()
    const first = open(changeRow)
    await first.start(rows(12))
    const copied = new Map(first.session)
    await pass(6_000)
    close(first)
    const copy = open(changeRow, {}, { session: copied })
    await pass(60_000)
    expect(copy.batch()).toMatchObject({ status: 'done', progress: { completed: 12 } })
    expect(done()).toEqual(onceEach(rows(12)))
  })
})

describe('a sign-out', () => {
  it.each([0, 1_000, 3_500])('%i ms after the start ends it, and leaves nothing', async (ms) => {
    const { open, requests, local } = createBatchTabs()
    const tab = open(changeRow)
    await tab.start(rows(12))
    await pass(ms)
    await act(async () => {
      void tab.batch().list.clear()
      await vi.advanceTimersByTimeAsync(0)
    })
    const sent = requests.length
    expect(tab.batch()).toMatchObject({ status: 'idle', progress: { total: 0 } })
    await pass(60_000)
    expect(requests).toHaveLength(sent)
    const left = [...tab.session.keys(), ...local.keys()].filter((key) => !key.endsWith('/mark'))
    expect(left).toEqual([])
    await tab.start([{ id: 'next' }])
    await pass(60_000)
    expect(tab.batch()).toMatchObject({ status: 'done', progress: { total: 1, completed: 1 } })
  })

  it('ends a batch that is paused, too', async () => {
    const { open, requests } = createBatchTabs()
    const tab = open(changeRow)
    await tab.start(rows(12))
    act(() => tab.batch().stop())
    await pass(20_000)
    await act(async () => {
      void tab.batch().list.clear()
      await vi.advanceTimersByTimeAsync(0)
    })
    expect(tab.batch()).toMatchObject({ status: 'idle', progress: { total: 0 } })
    act(() => tab.batch().resume())
    await pass(20_000)
    expect(requests).toHaveLength(4)
  })

  it('during a 429 ends the wait too', async () => {
    const { open, server, requests } = createBatchTabs()
    server.answer = (id, attempt) =>
      id === '2' && attempt === 1
        ? Response.json({}, { status: 429, headers: { 'retry-after': '25' } })
        : undefined
    const tab = open(changeRow)
    await tab.start(rows(6))
    await pass(1_000)
    expect(tab.batch().isHeld).toBe(true)
    await act(async () => {
      void tab.batch().list.clear()
      await vi.advanceTimersByTimeAsync(0)
    })
    const sent = requests.length
    await tab.start([{ id: 'next' }])
    await pass(5_000)
    expect(tab.batch()).toMatchObject({ status: 'done', progress: { total: 1, completed: 1 } })
    expect(requests).toHaveLength(sent + 1)
  })

  it('that this tab has missed: another user never sees or sends it', async () => {
    const { open, requests, local } = createBatchTabs()
    const tab = open(changeRow)
    await tab.start(rows(12))
    await pass(100)
    close(tab)
    const sent = requests.length
    // Another tab signed out meanwhile.
    for (const key of local.keys()) local.delete(key)
    local.set(`react-accepted/2/${encodeURIComponent('https://api.test/ | mara')}/mark`, 'another')
    const next = open(changeRow, {}, { session: tab.session })
    await pass(60_000)
    expect(next.batch().status).toBe('idle')
    const other = open(changeRow, {}, { session: tab.session, props: { scope: 'nils' } })
    await pass(60_000)
    expect(other.batch().status).toBe('idle')
    expect(requests).toHaveLength(sent)
  })
})

describe('a full store', () => {
  it('does not stop the batch, says so, and keeps no part of it', async () => {
    const warn = vi.spyOn(console, 'warn').mockReturnValue()
    const { open, server, done } = createBatchTabs()
    server.capacity = 2_000
    const tab = open(changeRow)
    await tab.start(rows(12))
    expect(warn.mock.calls.flat()).toEqual([
      expect.stringContaining('could not save the inputs that are still to be submitted'),
    ])
    expect([...tab.session.keys()].filter((key) => key.includes('batch'))).toEqual([])
    await pass(60_000)
    expect(done()).toEqual(onceEach(rows(12)))
    warn.mockRestore()
  })
})
