import { defineOperation } from 'react-accepted/client'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'

import { toDefinedEndpoint } from '../../../src/client/request/endpoint.ts'
import { prepareRequest } from '../../../src/client/request/prepareRequest.ts'
import type { IntentLedger } from '../../../src/client/storage/intentLedger.ts'
import { createSubmissions } from '../../../src/client/submission/submissions.ts'
import { NOW } from '../../protocol/samples.ts'
import { EDITED, INPUT, acceptedAs, createHarness, importOnce, importUsers } from '../importUsers.ts'
import { OFFLINE } from '../scriptFetch.ts'
import { REQUEST, intentRecord } from '../storage/journalRecords.ts'

beforeEach(() => void vi.useFakeTimers({ now: NOW }))
afterEach(() => void vi.useRealTimers())

const record = (key: string, fields: Parameters<typeof intentRecord>[1] = {}) =>
  intentRecord(key, { kind: 'import.create', api: 'default', ...fields })
const request = { ...REQUEST, api: 'default', path: '/imports', kind: 'import.create' }

const changeUsers = defineOperation({ ...importUsers, kind: 'import.change', resourceId: () => '7' })

function open(...steps: Parameters<typeof createHarness>[0]) {
  const harness = createHarness(steps, { endpoints: [importUsers] })
  const end = vi.fn<IntentLedger['end']>(() => Promise.resolve())
  const ledger: IntentLedger = {
    begin: () => Promise.resolve(true),
    submitCallbacks: { mayGoOn: () => Promise.resolve(true), findAccepted: () => undefined },
    update: () => Promise.resolve(),
    accept: () => Promise.resolve(),
    end,
    claim: () => Promise.resolve(true),
    holds: () => false,
    release: () => undefined,
    releaseAll: () => undefined,
    reacquire: () => undefined,
  }
  const submissions = createSubmissions(() => ledger)
  const heard = vi.fn<() => void>()
  submissions.subscribe(heard)
  const keys = () => submissions.unconfirmed().map((one) => one.record()?.idempotencyKey)
  const prepare = () => prepareRequest(importUsers, INPUT)
  return { ...harness, sentKeys: harness.keys, submissions, keys, heard, end, prepare }
}

test('an intent of an earlier page goes to an idle form of its kind', () => {
  const { submissions, engine } = open(OFFLINE)
  const form = submissions.find(toDefinedEndpoint(importUsers))
  submissions.mount(form)
  expect(submissions.adopt(record('key-1'), request, engine)).toBe(form)
  expect(form.current()).toMatchObject({ state: 'unconfirmed', canSendAgain: true })
})

test.each<[string, Parameters<typeof intentRecord>[1], string | undefined]>([
  ['another kind', { kind: 'import.delete' }, undefined],
  ['another resource', { resourceId: 'a' }, 'b'],
  ['a resource and the form has none', { resourceId: 'a' }, undefined],
  ['no resource and the form has one', {}, 'b'],
])('an intent of an earlier page does not go to a form if it has %s', (_, fields, resourceId) => {
  const { submissions, engine, keys } = open(OFFLINE)
  const form = submissions.find(toDefinedEndpoint(importUsers), resourceId)
  submissions.mount(form, resourceId)
  const adopted = submissions.adopt(record('key-1', fields), request, engine)
  expect(adopted).not.toBe(form)
  expect(form.current().state).toBe('idle')
  expect(keys()).toEqual(['key-1'])
})

test('an intent of an earlier page does not go to a form that has been used, or is not shown', () => {
  const { submissions, engine } = open(OFFLINE)
  const form = submissions.find(toDefinedEndpoint(importUsers))
  expect(submissions.adopt(record('key-1'), request, engine)).not.toBe(form)
  submissions.mount(form)
  submissions.adopt(record('key-2'), request, engine)
  const third = submissions.adopt(record('key-3'), request, engine)
  expect(third).not.toBe(form)
  expect(form.record()?.idempotencyKey).toBe('key-2')
})

test('a form that opens later takes over an intent that no form shows', () => {
  const { submissions, engine } = open(OFFLINE)
  const left = submissions.adopt(record('key-1', { resourceId: 'a' }), request, engine)
  expect(submissions.find(toDefinedEndpoint(importUsers))).not.toBe(left)
  expect(submissions.find(toDefinedEndpoint(importUsers), 'b')).not.toBe(left)
  expect(submissions.find(toDefinedEndpoint({ ...importUsers, kind: 'import.delete' }), 'a')).not.toBe(left)
  const form = submissions.find(toDefinedEndpoint(importUsers), 'a')
  expect(form).toBe(left)
  submissions.mount(form, 'a')
  // No other form takes an intent that a form shows.
  expect(submissions.find(toDefinedEndpoint(importUsers), 'a')).not.toBe(left)
})

test('unconfirmed intents are listed newest first, in the same array until something changes', () => {
  const { submissions, engine, keys, heard } = open(OFFLINE)
  submissions.adopt(record('key-1'), request, engine)
  submissions.adopt(record('key-2'), request, engine)
  expect(keys()).toEqual(['key-2', 'key-1'])
  expect(heard).toHaveBeenCalledTimes(2)
  const before = submissions.unconfirmed()
  submissions.mount(submissions.find(toDefinedEndpoint(importUsers), 'x'), 'x')
  expect(submissions.unconfirmed()).toBe(before)
  expect(heard).toHaveBeenCalledTimes(2)
})

test('an intent that an unmounted form leaves unconfirmed is listed, and is sent again with its key', async () => {
  const { submissions, engine, keys, prepare, sentKeys } = open(
    OFFLINE,
    OFFLINE,
    OFFLINE,
    OFFLINE,
    OFFLINE,
    acceptedAs('1'),
  )
  const form = submissions.find(toDefinedEndpoint(importUsers))
  const leave = submissions.mount(form)
  void form.submit(prepare, engine)
  await vi.advanceTimersByTimeAsync(100)
  leave()
  await vi.advanceTimersByTimeAsync(200_000)
  expect(keys()).toEqual([form.record()?.idempotencyKey])
  const onAccepted = vi.fn<() => void>()
  await submissions.unconfirmed()[0]?.sendAgain(engine, onAccepted)
  expect(onAccepted).toHaveBeenCalledOnce()
  expect(submissions.unconfirmed()).toEqual([])
  expect(new Set(sentKeys()).size).toBe(1)
  // No form shows it, and it is done: the next form starts over.
  expect(submissions.find(toDefinedEndpoint(importUsers))).not.toBe(form)
})

test('a new form starts idle: a request that another form left in flight continues without it', async () => {
  const { submissions, engine, prepare, bodies } = open(OFFLINE, acceptedAs('1'), acceptedAs('2'))
  const first = submissions.find(toDefinedEndpoint(importUsers))
  const leave = submissions.mount(first)
  const submitting = first.submit(prepare, engine)
  await vi.advanceTimersByTimeAsync(100)
  leave()
  const second = submissions.find(toDefinedEndpoint(importUsers))
  submissions.mount(second)
  expect(second).not.toBe(first)
  expect(second.current()).toEqual({ state: 'idle' })
  const edited = second.submit(() => prepareRequest(importUsers, EDITED), engine)
  await vi.advanceTimersByTimeAsync(60_000)
  expect(await submitting).toMatchObject({ state: 'accepted', isEdited: false })
  expect(await edited).toMatchObject({ state: 'accepted', isEdited: false })
  expect(bodies().at(-1)).toEqual(INPUT)
  expect(bodies()).toContainEqual(EDITED)
})

test('a new form starts idle even if another form left an unconfirmed intent', async () => {
  const { submissions, engine, prepare, keys } = open(
    ...Array<typeof OFFLINE>(5).fill(OFFLINE),
    acceptedAs('2'),
  )
  const first = submissions.find(toDefinedEndpoint(importUsers))
  const leave = submissions.mount(first)
  void first.submit(prepare, engine)
  await vi.advanceTimersByTimeAsync(60_000)
  leave()
  const second = submissions.find(toDefinedEndpoint(importUsers))
  submissions.mount(second)
  expect(second.current()).toEqual({ state: 'idle' })
  expect(await second.submit(() => prepareRequest(importUsers, EDITED), engine)).toMatchObject({
    state: 'accepted',
  })
  expect(keys()).toEqual([first.record()?.idempotencyKey])
})

describe('a new form that submits the same content as an intent that another one left', () => {
  test('in flight, joins it', async () => {
    const { submissions, engine, prepare, sentKeys, keys } = open(OFFLINE, acceptedAs('1'))
    const first = submissions.find(toDefinedEndpoint(importUsers))
    const leave = submissions.mount(first)
    void first.submit(prepare, engine)
    await vi.advanceTimersByTimeAsync(100)
    leave()
    const second = submissions.find(toDefinedEndpoint(importUsers))
    submissions.mount(second)
    const joining = second.submit(prepare, engine)
    await vi.advanceTimersByTimeAsync(60_000)
    expect(await joining).toMatchObject({ state: 'accepted', accepted: { operationId: '1' } })
    expect(await second.submit(prepare, engine)).toMatchObject({ accepted: { operationId: '1' } })
    expect(sentKeys()).toHaveLength(2)
    expect(new Set(sentKeys()).size).toBe(1)
    expect(keys()).toEqual([])
  })

  test('unconfirmed, sends it again with its key', async () => {
    const { submissions, engine, prepare, sentKeys, keys } = open(
      ...Array<typeof OFFLINE>(5).fill(OFFLINE),
      acceptedAs('1'),
    )
    const first = submissions.find(toDefinedEndpoint(importUsers))
    const leave = submissions.mount(first)
    void first.submit(prepare, engine)
    await vi.advanceTimersByTimeAsync(60_000)
    leave()
    const second = submissions.find(toDefinedEndpoint(importUsers))
    submissions.mount(second)
    expect(await second.submit(prepare, engine)).toMatchObject({ state: 'accepted' })
    expect(new Set(sentKeys()).size).toBe(1)
    expect(keys()).toEqual([])
  })

  test('unconfirmed and without a key, sends nothing', async () => {
    const { submissions, engine, sentKeys, keys } = open(OFFLINE, acceptedAs('1'))
    const prepare = () => prepareRequest(importOnce, INPUT)
    const first = submissions.find(toDefinedEndpoint(importOnce))
    const leave = submissions.mount(first)
    await first.submit(prepare, engine)
    leave()
    const second = submissions.find(toDefinedEndpoint(importOnce))
    submissions.mount(second)
    expect(await second.submit(prepare, engine)).toMatchObject({ state: 'unconfirmed', canSendAgain: false })
    expect(second.current().state).toBe('unconfirmed')
    expect(sentKeys()).toHaveLength(1)
    expect(keys()).toHaveLength(1)
  })
})

test('a form for the same resource continues the intent that another form left', async () => {
  const { submissions, engine } = open(OFFLINE)
  const first = submissions.find(toDefinedEndpoint(changeUsers), '7')
  const leave = submissions.mount(first, '7')
  void first.submit(() => prepareRequest(changeUsers, INPUT), engine)
  await vi.advanceTimersByTimeAsync(100)
  leave()
  expect(submissions.find(toDefinedEndpoint(changeUsers), '8')).not.toBe(first)
  expect(submissions.find(toDefinedEndpoint(changeUsers), '7')).toBe(first)
})

test('an intent that an earlier page left goes to the first form that opens, and to no later one', () => {
  const { submissions, engine } = open(OFFLINE)
  const left = submissions.adopt(record('key-1'), request, engine)
  const form = submissions.find(toDefinedEndpoint(importUsers))
  expect(form).toBe(left)
  submissions.mount(form)()
  expect(submissions.find(toDefinedEndpoint(importUsers))).not.toBe(left)
})

test('a form that unmounts while it is idle leaves nothing', () => {
  const { submissions } = open(OFFLINE)
  const form = submissions.find(toDefinedEndpoint(importUsers))
  submissions.mount(form)()
  expect(submissions.find(toDefinedEndpoint(importUsers))).not.toBe(form)
})

test('a form that StrictMode mounts, unmounts and mounts again keeps its intent', () => {
  const { submissions, engine } = open(OFFLINE)
  const form = submissions.find(toDefinedEndpoint(importUsers))
  submissions.mount(form)()
  submissions.mount(form)
  expect(submissions.adopt(record('key-1'), request, engine)).toBe(form)
  expect(submissions.unconfirmed()).toEqual([form])
})

test('an intent of a kind that the engine does not know is listed too', () => {
  const { submissions, engine, keys } = open(OFFLINE)
  submissions.adopt(record('key-1', { kind: 'from.an.older.page' }), request, engine)
  expect(keys()).toEqual(['key-1'])
})

test('clear discards every open intent', () => {
  const { submissions, engine, end, keys } = open(OFFLINE)
  const form = submissions.find(toDefinedEndpoint(importUsers))
  submissions.mount(form)
  submissions.adopt(record('key-1'), request, engine)
  submissions.adopt(record('key-2'), request, engine)
  submissions.clear()
  expect(keys()).toEqual([])
  expect(form.current()).toEqual({ state: 'idle' })
  expect(new Set(end.mock.calls.flat())).toEqual(new Set(['key-1', 'key-2']))
})

test('a listener is not called after it unsubscribes', () => {
  const { submissions, engine } = open(OFFLINE)
  const heard = vi.fn<() => void>()
  submissions.subscribe(heard)()
  submissions.adopt(record('key-1'), request, engine)
  expect(heard).not.toHaveBeenCalled()
})
