import { act } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'

import { changeRow, createBatchTabs, deleteRow, onceEach, rows, setUpBatchTabs } from './createBatchTabs.tsx'
import { pass } from './harness.tsx'

setUpBatchTabs()

const refusal = () => Response.json({ title: 'Still in use' }, { status: 409 })
const tooMany = (seconds: number) =>
  Response.json({}, { status: 429, headers: { 'retry-after': String(seconds) } })

describe('a batch', () => {
  it('does each input once, at most four at a time, and says how far it is', async () => {
    const { open, server, done, requests } = createBatchTabs()
    const tab = open(changeRow)
    expect(tab.batch().status).toBe('idle')
    await tab.start(rows(10))
    expect(tab.batch()).toMatchObject({
      status: 'running',
      progress: { total: 10, waiting: 6, running: 4, completed: 0 },
    })
    await pass(60_000)
    expect(tab.batch()).toMatchObject({ status: 'done', progress: { total: 10, completed: 10, running: 0 } })
    expect(server.most).toBe(4)
    expect(done()).toEqual(onceEach(rows(10)))
    expect(new Set(requests.map(({ key }) => key)).size).toBe(10)
    expect(tab.batch().list.operations).toHaveLength(10)
  })

  it('is sent once in StrictMode, and for a double click', async () => {
    const { open, done } = createBatchTabs()
    const tab = open(changeRow, { concurrency: 2 }, { isStrict: true })
    await act(async () => {
      const both = [tab.batch().start(rows(5)), tab.batch().start(rows(5))]
      await pass(0)
      expect(await Promise.all(both)).toEqual([true, false])
    })
    await pass(60_000)
    expect(done()).toEqual(onceEach(rows(5)))
    expect(tab.batch().progress.completed).toBe(5)
  })

  it('sends inputs with the same content once', async () => {
    const { open, done } = createBatchTabs()
    const tab = open(changeRow)
    await tab.start([...rows(2), ...rows(2)])
    await pass(60_000)
    expect(done()).toEqual(onceEach(rows(2)))
    expect(tab.batch().progress.total).toBe(2)
  })

  it('goes on after refusals and failures, and names them with their reasons', async () => {
    const { open, server } = createBatchTabs()
    server.answer = (id) => (id === '1' || id === '3' ? refusal() : undefined)
    server.failing.add('4')
    const tab = open(changeRow)
    await tab.start(rows(8))
    await pass(60_000)
    expect(tab.batch()).toMatchObject({ status: 'done', progress: { completed: 5, refused: 2, failed: 1 } })
    const bad = tab.batch().inputs.filter(({ state }) => state !== 'completed')
    expect(bad.map(({ label, state, problem }) => [label, state, problem?.title])).toEqual([
      ['Row 1', 'refused', 'Still in use'],
      ['Row 3', 'refused', 'Still in use'],
      ['Row 4', 'failed', 'In use'],
    ])
  })

  it('stops after a refusal if that is asked for, and continues when the user says so', async () => {
    const { open, server, done, requests } = createBatchTabs()
    server.answer = (id) => (id === '1' ? refusal() : undefined)
    const tab = open(changeRow, { concurrency: 2, afterFailure: 'stop' })
    await tab.start(rows(6))
    await pass(60_000)
    expect(tab.batch()).toMatchObject({
      status: 'paused',
      pausedBy: 'failure',
      progress: { waiting: 4, completed: 1, refused: 1 },
    })
    expect(requests).toHaveLength(2)
    act(() => tab.batch().resume())
    await pass(60_000)
    expect(tab.batch()).toMatchObject({ status: 'done', progress: { completed: 5, refused: 1 } })
    expect(done()).toEqual(onceEach(rows(6).filter(({ id }) => id !== '1')))
  })

  it('stops when the user says so: what is under way ends', async () => {
    const { open, requests } = createBatchTabs()
    const tab = open(changeRow)
    await tab.start(rows(6))
    act(() => tab.batch().stop())
    await pass(60_000)
    expect(tab.batch()).toMatchObject({
      status: 'paused',
      pausedBy: 'user',
      progress: { completed: 4, waiting: 2 },
    })
    expect(requests).toHaveLength(4)
    act(() => tab.batch().reset())
    expect(tab.batch()).toMatchObject({ status: 'idle', progress: { total: 0 } })
    await pass(0)
    expect([...tab.session.keys()]).toEqual([])
  })

  it.each([20, 90])('lets a 429 of %i s delay every request', async (seconds) => {
    const { open, server, done, requests } = createBatchTabs()
    server.answer = (id, attempt) => (id === '5' && attempt === 1 ? tooMany(seconds) : undefined)
    const tab = open(changeRow)
    await tab.start(rows(12))
    await pass(5_000)
    const at = requests.find(({ id }) => id === '5')?.at ?? 0
    expect(tab.batch().isHeld).toBe(true)
    await pass(seconds * 1_000 - 6_000)
    expect(requests.filter((one) => one.at > at)).toEqual([])
    await pass(120_000)
    expect(tab.batch()).toMatchObject({ status: 'done', isHeld: false, progress: { completed: 12 } })
    expect(done()).toEqual(onceEach(rows(12)))
    expect(new Set(requests.map(({ key }) => key)).size).toBe(12)
    expect(server.most).toBe(4)
  })

  it('pauses if the server requires a sign-in, and sends the same intents after it', async () => {
    const { open, server, done, requests } = createBatchTabs()
    let isSignedIn = false
    server.answer = () => (isSignedIn ? undefined : Response.json({}, { status: 401 }))
    const tab = open(changeRow)
    await tab.start(rows(6))
    await pass(1_000)
    expect(tab.batch()).toMatchObject({ status: 'paused', pausedBy: 'signIn', progress: { waiting: 6 } })
    isSignedIn = true
    act(() => tab.batch().resume())
    await pass(60_000)
    expect(tab.batch()).toMatchObject({ status: 'done', progress: { completed: 6 } })
    expect(done()).toEqual(onceEach(rows(6)))
    expect(new Set(requests.map(({ key }) => key)).size).toBe(6)
  })

  it('refuses what the user may not do, and continues', async () => {
    const { open, server } = createBatchTabs()
    server.answer = (id) => (id === '2' ? Response.json({ title: 'No' }, { status: 403 }) : undefined)
    const tab = open(changeRow)
    await tab.start(rows(6))
    await pass(60_000)
    expect(tab.batch()).toMatchObject({ status: 'done', progress: { completed: 5, refused: 1 } })
    expect(tab.batch().list.unconfirmed).toEqual([])
  })

  it('shows what may have been accepted as unknown, and asks with its key when the user resumes it', async () => {
    const { open, server, done, requests } = createBatchTabs()
    let isDown = true
    server.answer = (id) => (id === '2' && isDown ? 'lost' : undefined)
    const tab = open(deleteRow)
    await tab.start(rows(6))
    await pass(120_000)
    expect(tab.batch()).toMatchObject({ status: 'done', progress: { completed: 5, unknown: 1 } })
    expect(tab.batch().list.unconfirmed).toHaveLength(1)
    isDown = false
    act(() => tab.batch().resume())
    await pass(60_000)
    expect(tab.batch()).toMatchObject({ status: 'done', progress: { completed: 6, unknown: 0 } })
    expect(tab.batch().list.unconfirmed).toEqual([])
    expect(done()).toEqual(onceEach(rows(6)))
    expect(new Set(requests.filter(({ id }) => id === '2').map(({ key }) => key)).size).toBe(1)
  })

  it('continues when the user stops watching one of its operations', async () => {
    const { open } = createBatchTabs()
    const tab = open(changeRow)
    await tab.start(rows(5))
    const [first] = tab.batch().list.operations
    if (!first) throw new Error('nothing was accepted')
    act(() => tab.batch().list.stopWatching(first.accepted))
    await pass(60_000)
    expect(tab.batch()).toMatchObject({ status: 'done', progress: { completed: 4, unknown: 1 } })
  })

  it('refuses nonsense', async () => {
    const { open } = createBatchTabs()
    const tab = open(changeRow)
    await expect(tab.batch().start(rows(1_001))).rejects.toThrow('1001 inputs exceed the 1000')
    // React 18 logs an error of a render, although it throws it too.
    vi.spyOn(console, 'error').mockImplementation(() => undefined)
    expect(() => open(changeRow, { concurrency: 0 })).toThrow('concurrency is 0')
  })
})
