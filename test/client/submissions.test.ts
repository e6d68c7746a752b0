import { defineOperation } from 'react-accepted/client'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'

import type { IntentKeeper } from '../../src/client/intentKeeper.ts'
import { createSubmissions } from '../../src/client/submissions.ts'
import { NOW } from '../protocol/protocolKit.ts'
import { acceptedAs, createHarness, EDITED, importOnce, importUsers, INPUT } from './importUsers.ts'
import { intentRecord, REQUEST } from './journalKit.ts'
import { OFFLINE } from './scriptedFetch.ts'

beforeEach(() => void vi.useFakeTimers({ now: NOW }))
afterEach(() => void vi.useRealTimers())

const record = (key: string, fields: Parameters<typeof intentRecord>[1] = {}) =>
  intentRecord(key, { kind: 'import.create', api: 'default', ...fields })
const request = { ...REQUEST, api: 'default', path: '/imports', kind: 'import.create' }

const changeUsers = defineOperation({ ...importUsers, kind: 'import.change', resourceId: () => '7' })

function open(...steps: Parameters<typeof createHarness>[0]) {
  const harness = createHarness(steps, { recipes: [importUsers] })
  const end = vi.fn<IntentKeeper['end']>(() => Promise.resolve())
  const keeper: IntentKeeper = {
    begin: () => Promise.resolve(true),
    checks: { mayGoOn: () => Promise.resolve(true), findAccepted: () => undefined },
    update: () => Promise.resolve(),
    accept: () => Promise.resolve(),
    end,
    claim: () => Promise.resolve(true),
    holds: () => false,
    letGo: () => undefined,
    letAllGo: () => undefined,
    holdAgain: () => undefined,
  }
  const submissions = createSubmissions(() => keeper)
  const heard = vi.fn<() => void>()
  submissions.subscribe(heard)
  const keys = () => submissions.unconfirmed().map((one) => one.record()?.idempotencyKey)
  const prepare = () => importUsers.prepare(INPUT)
  return { ...harness, sentKeys: harness.keys, submissions, keys, heard, end, prepare }
}

test('an intent of an earlier page goes into a form of its kind that waits', () => {
  const { submissions, client } = open(OFFLINE)
  const form = submissions.find(importUsers)
  submissions.mount(form)
  expect(submissions.adopt(record('key-1'), request, client)).toBe(form)
  expect(form.intent()).toMatchObject({ state: 'unconfirmed', canSendAgain: true })
})

test.each<[string, Parameters<typeof intentRecord>[1], string | undefined]>([
  ['another kind', { kind: 'import.delete' }, undefined],
  ['another resource', { resourceId: 'a' }, 'b'],
  ['a resource, where the form has none', { resourceId: 'a' }, undefined],
  ['no resource, where the form has one', {}, 'b'],
])('and not into one of %s', (_, fields, resourceId) => {
  const { submissions, client, keys } = open(OFFLINE)
  const form = submissions.find(importUsers, resourceId)
  submissions.mount(form, resourceId)
  const adopted = submissions.adopt(record('key-1', fields), request, client)
  expect(adopted).not.toBe(form)
  expect(form.intent().state).toBe('idle')
  expect(keys()).toEqual(['key-1'])
})

test('nor into one that has been used, or that nobody shows', () => {
  const { submissions, client } = open(OFFLINE)
  const form = submissions.find(importUsers)
  expect(submissions.adopt(record('key-1'), request, client)).not.toBe(form)
  submissions.mount(form)
  submissions.adopt(record('key-2'), request, client)
  const third = submissions.adopt(record('key-3'), request, client)
  expect(third).not.toBe(form)
  expect(form.record()?.idempotencyKey).toBe('key-2')
})

test('a form that opens later takes over what nobody shows', () => {
  const { submissions, client } = open(OFFLINE)
  const left = submissions.adopt(record('key-1', { resourceId: 'a' }), request, client)
  expect(submissions.find(importUsers)).not.toBe(left)
  expect(submissions.find(importUsers, 'b')).not.toBe(left)
  expect(submissions.find({ ...importUsers, kind: 'import.delete' }, 'a')).not.toBe(left)
  const form = submissions.find(importUsers, 'a')
  expect(form).toBe(left)
  submissions.mount(form, 'a')
  // What one form shows is no other form's.
  expect(submissions.find(importUsers, 'a')).not.toBe(left)
})

test('what is not known is listed, newest first, as the same list until it changes', () => {
  const { submissions, client, keys, heard } = open(OFFLINE)
  submissions.adopt(record('key-1'), request, client)
  submissions.adopt(record('key-2'), request, client)
  expect(keys()).toEqual(['key-2', 'key-1'])
  expect(heard).toHaveBeenCalledTimes(2)
  const before = submissions.unconfirmed()
  submissions.mount(submissions.find(importUsers, 'x'), 'x')
  expect(submissions.unconfirmed()).toBe(before)
  expect(heard).toHaveBeenCalledTimes(2)
})

test('a form that is gone leaves what is not known, and it is sent again under its key', async () => {
  const { submissions, client, keys, prepare, sentKeys } = open(
    OFFLINE,
    OFFLINE,
    OFFLINE,
    OFFLINE,
    OFFLINE,
    acceptedAs('1'),
  )
  const form = submissions.find(importUsers)
  const leave = submissions.mount(form)
  void form.submit(prepare, client)
  await vi.advanceTimersByTimeAsync(100)
  leave()
  await vi.advanceTimersByTimeAsync(200_000)
  expect(keys()).toEqual([form.record()?.idempotencyKey])
  const onAccepted = vi.fn<() => void>()
  await submissions.unconfirmed()[0]?.sendAgain(client, onAccepted)
  expect(onAccepted).toHaveBeenCalledOnce()
  expect(submissions.unconfirmed()).toEqual([])
  expect(new Set(sentKeys()).size).toBe(1)
  // Nobody shows it, and it is done: the next form begins anew.
  expect(submissions.find(importUsers)).not.toBe(form)
})

test('a new form is no other form’s: what one has left on its way goes on without it', async () => {
  const { submissions, client, prepare, bodies } = open(OFFLINE, acceptedAs('1'), acceptedAs('2'))
  const first = submissions.find(importUsers)
  const leave = submissions.mount(first)
  const submitting = first.submit(prepare, client)
  await vi.advanceTimersByTimeAsync(100)
  leave()
  const second = submissions.find(importUsers)
  submissions.mount(second)
  expect(second).not.toBe(first)
  expect(second.intent()).toEqual({ state: 'idle' })
  const edited = second.submit(() => importUsers.prepare(EDITED), client)
  await vi.advanceTimersByTimeAsync(60_000)
  expect(await submitting).toMatchObject({ state: 'accepted', isEdited: false })
  expect(await edited).toMatchObject({ state: 'accepted', isEdited: false })
  expect(bodies().at(-1)).toEqual(INPUT)
  expect(bodies()).toContainEqual(EDITED)
})

test('nor is what one has left not confirmed', async () => {
  const { submissions, client, prepare, keys } = open(
    ...Array<typeof OFFLINE>(5).fill(OFFLINE),
    acceptedAs('2'),
  )
  const first = submissions.find(importUsers)
  const leave = submissions.mount(first)
  void first.submit(prepare, client)
  await vi.advanceTimersByTimeAsync(60_000)
  leave()
  const second = submissions.find(importUsers)
  submissions.mount(second)
  expect(second.intent()).toEqual({ state: 'idle' })
  expect(await second.submit(() => importUsers.prepare(EDITED), client)).toMatchObject({ state: 'accepted' })
  expect(keys()).toEqual([first.record()?.idempotencyKey])
})

describe('a new form that submits what another one has left', () => {
  test('on its way, joins that', async () => {
    const { submissions, client, prepare, sentKeys, keys } = open(OFFLINE, acceptedAs('1'))
    const first = submissions.find(importUsers)
    const leave = submissions.mount(first)
    void first.submit(prepare, client)
    await vi.advanceTimersByTimeAsync(100)
    leave()
    const second = submissions.find(importUsers)
    submissions.mount(second)
    const joining = second.submit(prepare, client)
    await vi.advanceTimersByTimeAsync(60_000)
    expect(await joining).toMatchObject({ state: 'accepted', accepted: { operationId: '1' } })
    expect(await second.submit(prepare, client)).toMatchObject({ accepted: { operationId: '1' } })
    expect(sentKeys()).toHaveLength(2)
    expect(new Set(sentKeys()).size).toBe(1)
    expect(keys()).toEqual([])
  })

  test('not confirmed, asks under its key', async () => {
    const { submissions, client, prepare, sentKeys, keys } = open(
      ...Array<typeof OFFLINE>(5).fill(OFFLINE),
      acceptedAs('1'),
    )
    const first = submissions.find(importUsers)
    const leave = submissions.mount(first)
    void first.submit(prepare, client)
    await vi.advanceTimersByTimeAsync(60_000)
    leave()
    const second = submissions.find(importUsers)
    submissions.mount(second)
    expect(await second.submit(prepare, client)).toMatchObject({ state: 'accepted' })
    expect(new Set(sentKeys()).size).toBe(1)
    expect(keys()).toEqual([])
  })

  test('not confirmed and without a key, sends nothing', async () => {
    const { submissions, client, sentKeys, keys } = open(OFFLINE, acceptedAs('1'))
    const prepare = () => importOnce.prepare(INPUT)
    const first = submissions.find(importOnce)
    const leave = submissions.mount(first)
    await first.submit(prepare, client)
    leave()
    const second = submissions.find(importOnce)
    submissions.mount(second)
    expect(await second.submit(prepare, client)).toMatchObject({ state: 'unconfirmed', canSendAgain: false })
    expect(second.intent().state).toBe('unconfirmed')
    expect(sentKeys()).toHaveLength(1)
    expect(keys()).toHaveLength(1)
  })
})

test('a form of the very thing that is being changed goes on with what another one has left', async () => {
  const { submissions, client } = open(OFFLINE)
  const first = submissions.find(changeUsers, '7')
  const leave = submissions.mount(first, '7')
  void first.submit(() => changeUsers.prepare(INPUT), client)
  await vi.advanceTimersByTimeAsync(100)
  leave()
  expect(submissions.find(changeUsers, '8')).not.toBe(first)
  expect(submissions.find(changeUsers, '7')).toBe(first)
})

test('what an earlier page has left goes into the first form that opens, and into no later one', () => {
  const { submissions, client } = open(OFFLINE)
  const left = submissions.adopt(record('key-1'), request, client)
  const form = submissions.find(importUsers)
  expect(form).toBe(left)
  submissions.mount(form)()
  expect(submissions.find(importUsers)).not.toBe(left)
})

test('a form that is gone while it was idle leaves nothing', () => {
  const { submissions } = open(OFFLINE)
  const form = submissions.find(importUsers)
  submissions.mount(form)()
  expect(submissions.find(importUsers)).not.toBe(form)
})

test('in StrictMode a form that is shown, hidden and shown keeps its intent', () => {
  const { submissions, client } = open(OFFLINE)
  const form = submissions.find(importUsers)
  submissions.mount(form)()
  submissions.mount(form)
  expect(submissions.adopt(record('key-1'), request, client)).toBe(form)
  expect(submissions.unconfirmed()).toEqual([form])
})

test('a kind that the client does not know is listed all the same', () => {
  const { submissions, client, keys } = open(OFFLINE)
  submissions.adopt(record('key-1', { kind: 'from.an.older.page' }), request, client)
  expect(keys()).toEqual(['key-1'])
})

test('to clear is to give up everything that is open', () => {
  const { submissions, client, end, keys } = open(OFFLINE)
  const form = submissions.find(importUsers)
  submissions.mount(form)
  submissions.adopt(record('key-1'), request, client)
  submissions.adopt(record('key-2'), request, client)
  submissions.clear()
  expect(keys()).toEqual([])
  expect(form.intent()).toEqual({ state: 'idle' })
  expect(new Set(end.mock.calls.flat())).toEqual(new Set(['key-1', 'key-2']))
})

test('nobody is told who has stopped listening', () => {
  const { submissions, client } = open(OFFLINE)
  const heard = vi.fn<() => void>()
  submissions.subscribe(heard)()
  submissions.adopt(record('key-1'), request, client)
  expect(heard).not.toHaveBeenCalled()
})
