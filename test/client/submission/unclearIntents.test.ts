import type { ResourceRule } from 'react-accepted/client'
import { defineOperation } from 'react-accepted/client'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'

import type { IntentLedger } from '../../../src/client/storage/intentLedger.ts'
import { NOW } from '../../protocol/samples.ts'
import { EDITED, INPUT, acceptedAs, createHarness, importOnce, importUsers } from '../importUsers.ts'
import type { Sent, Step } from '../scriptFetch.ts'
import { OFFLINE, json, silence } from '../scriptFetch.ts'
import { REQUEST, intentRecord } from '../storage/journalRecords.ts'
import { createForm } from './createForm.ts'

beforeEach(() => void vi.useFakeTimers({ now: NOW }))
afterEach(() => void vi.useRealTimers())

const HOUR = 3_600_000
const RECORD = intentRecord('019a7835-2350-7c1e-9a44-5b1f0c6d2e71', { kind: 'import.create', api: 'default' })
const STORED = { ...REQUEST, api: 'default', path: '/imports', kind: 'import.create' }

function open(steps: Step[], endpoint = importUsers, ledger?: Partial<IntentLedger>) {
  const harness = createHarness(steps)
  const written: string[] = []
  const resolved = Promise.resolve()
  const whole: IntentLedger = {
    begin: ({ state }) => (written.push(`begin ${state}`), Promise.resolve(true)),
    submitCallbacks: { mayGoOn: () => Promise.resolve(true), findAccepted: () => undefined },
    update: ({ state }) => (written.push(`update ${state}`), resolved),
    accept: () => (written.push('accept'), resolved),
    end: () => (written.push('end'), resolved),
    claim: () => Promise.resolve(true),
    holds: () => true,
    release: () => undefined,
    releaseAll: () => undefined,
    reacquire: () => undefined,
    ...ledger,
  }
  const form = createForm(endpoint, { findLedger: () => whole })
  async function submit(input: { url: string }) {
    const submitting = form.submit(input, harness.engine)
    await vi.advanceTimersByTimeAsync(60_000)
    return submitting
  }
  async function sendAgain() {
    const sending = form.sendAgain(harness.engine)
    await vi.advanceTimersByTimeAsync(60_000)
    return sending
  }
  return { ...harness, form, submit, sendAgain, written }
}

const times = (count: number, step: Step) => Array<Step>(count).fill(step)

describe('the record of an intent', () => {
  test('says that the request may arrive from the moment it is sent, even if it was blocked before', async () => {
    const { submit, written } = open([json({}, 401), acceptedAs('1')])
    await submit(INPUT)
    await submit(INPUT)
    expect(written).toEqual(['begin sending', 'update blocked', 'begin sending', 'accept'])
  })

  test('stays unclear over every later attempt', async () => {
    const { submit, written } = open([...times(5, OFFLINE), json({}, 401), ...times(5, json({}, 404))])
    for (let click = 0; click < 3; click += 1) await submit(INPUT)
    expect(new Set(written.slice(1))).toEqual(new Set(['update unclear', 'begin unclear']))
    expect(written).not.toContain('end')
  })
})

describe('the age of a key', () => {
  test('is measured by the page’s monotonic clock too: correcting a clock that was ahead makes no key young', async () => {
    const { submit, sent, form, engine } = open([OFFLINE])
    vi.setSystemTime(NOW + 25 * HOUR)
    await submit(INPUT)
    vi.setSystemTime(NOW)
    await vi.advanceTimersByTimeAsync(24 * HOUR)
    // By the wall clock, it began an hour from now.
    expect(await submit(INPUT)).toMatchObject({ state: 'unconfirmed', canSendAgain: false })
    await form.sendAgain(engine)
    expect(sent).toHaveLength(5)
  })

  test('is not affected by a clock that was ahead only for a moment: the key is still young', async () => {
    const { submit } = open([...times(5, OFFLINE), acceptedAs('1')])
    vi.setSystemTime(NOW + 25 * HOUR)
    await submit(INPUT)
    vi.setSystemTime(NOW)
    expect(await submit(INPUT)).toMatchObject({ state: 'accepted' })
  })

  test.each([
    ['an hour from now', HOUR, false],
    ['a day from now', 24 * HOUR, false],
    ['half a minute from now, as after a clock correction', 30_000, true],
    ['an hour ago', -HOUR, true],
    ['23 hours ago', -23 * HOUR, false],
  ])('decides whether an intent of an earlier page is sent again: begun %s', async (_, ms, isSendable) => {
    const { form, engine, sendAgain, sent } = open([acceptedAs('1')])
    form.adopt({ ...RECORD, createdAt: NOW + ms }, STORED, engine)
    expect(form.current()).toMatchObject({ state: 'unconfirmed', canSendAgain: isSendable })
    await vi.advanceTimersByTimeAsync(1_000)
    await sendAgain()
    expect(sent).toHaveLength(isSendable ? 1 : 0)
  })

  test('stays unknown if it was unknown, even when the clock catches up', async () => {
    const { form, engine, sendAgain, sent } = open([acceptedAs('1')])
    form.adopt({ ...RECORD, createdAt: NOW + 24 * HOUR }, STORED, engine)
    await vi.advanceTimersByTimeAsync(25 * HOUR)
    await sendAgain()
    expect(sent).toEqual([])
  })
})

describe('an intent of an earlier page', () => {
  test.each([400, 404, 409, 422])(
    'is not definitely refused by a %i, because the outcome of its earlier attempts is unknown',
    async (status) => {
      for (const state of ['sending', 'unclear', 'blocked'] as const) {
        const { form, engine, sendAgain, submit, keys, written } = open([
          ...times(5, json({}, status)),
          acceptedAs('1'),
        ])
        form.adopt({ ...RECORD, state }, STORED, engine)
        expect(await sendAgain()).toMatchObject({ state: 'unconfirmed', canSendAgain: true })
        expect(written).not.toContain('end')
        expect(await submit(EDITED)).toMatchObject({ state: 'accepted', isEdited: true })
        expect(new Set(keys())).toEqual(new Set([RECORD.idempotencyKey]))
      }
    },
  )

  test('is only shown if the stored request does not match its record', () => {
    for (const stored of [
      { ...STORED, api: 'other' },
      { ...STORED, takesIdempotencyKey: false },
    ]) {
      const { form, engine } = open([])
      form.adopt(RECORD, stored, engine)
      expect(form.hasRequest()).toBe(false)
      expect(form.current()).toMatchObject({ canSendAgain: false })
    }
  })

  test('for an API that this client does not have is kept, not refused', async () => {
    const { form, engine, sendAgain, written } = open([acceptedAs('1')])
    form.adopt({ ...RECORD, api: 'gone' }, { ...STORED, api: 'gone' }, engine)
    expect(await sendAgain()).toMatchObject({ state: 'unconfirmed' })
    expect(written).not.toContain('end')
  })
})

describe('a resource that is looked up by name', () => {
  const find: NonNullable<ResourceRule['find']> = async (hint, read) => {
    const list: unknown = await read(`/imports?url=${encodeURIComponent(hint['url'] ?? '')}`)
    return Array.isArray(list) ? list : []
  }
  const named = defineOperation({
    ...importUsers,
    hint: ({ url }) => ({ url }),
    resource: { type: 'import', find },
  })
  /** Answers POSTs by a script, and GETs with the list. */
  function openNamed(posts: Step[], list: () => unknown[]) {
    let post = 0
    const answer = (request: Sent, signal: AbortSignal | undefined) => {
      if (request.method === 'GET') return json(list())
      const step = posts[Math.min(post, posts.length - 1)]
      post += 1
      if (step instanceof Response) return step.clone()
      if (typeof step === 'function') return step(request, signal)
      throw OFFLINE
    }
    return open([answer], named)
  }
  const no = json({ title: 'No', detail: 'The name is taken' }, 422)

  test('is shown if it exists, and the key stays', async () => {
    const { submit, keys } = openNamed([OFFLINE, no], () => [
      { id: '7', createdAt: new Date(NOW).toISOString() },
    ])
    expect(await submit(INPUT)).toMatchObject({
      state: 'unconfirmed',
      canSendAgain: true,
      found: { state: 'found', id: '7' },
      error: { problem: { detail: 'The name is taken' } },
    })
    expect(new Set(keys().filter(Boolean)).size).toBe(1)
  })

  test('proves nothing if it does not exist yet: the operation may still run, and the list may lag', async () => {
    const { submit } = openNamed([OFFLINE, no], () => [])
    expect(await submit(INPUT)).toMatchObject({ state: 'unconfirmed', found: { state: 'notFound' } })
    await vi.advanceTimersByTimeAsync(8 * 60_000)
    expect(await submit(INPUT)).toMatchObject({ state: 'unconfirmed', found: { state: 'notFound' } })
  })

  test('means a refusal, with the reason, if it is missing after ten minutes, and the key is retired', async () => {
    const { submit, keys, bodies } = openNamed([OFFLINE, ...times(9, no), acceptedAs('1')], () => [])
    await submit(INPUT)
    await vi.advanceTimersByTimeAsync(10 * 60_000)
    expect(await submit(EDITED)).toMatchObject({
      state: 'refused',
      error: { outcome: 'refused', problem: { detail: 'The name is taken' } },
    })
    expect(await submit(EDITED)).toMatchObject({ state: 'accepted', isEdited: false })
    expect(bodies().at(-1)).toEqual(EDITED)
    expect(new Set(keys().filter(Boolean)).size).toBe(2)
  })

  test('has ten minutes from the last unclear attempt', async () => {
    const { submit } = openNamed([OFFLINE, ...times(4, no), OFFLINE, no], () => [])
    await submit(INPUT)
    await vi.advanceTimersByTimeAsync(10 * 60_000)
    expect(await submit(INPUT)).toMatchObject({ state: 'unconfirmed' })
  })

  test('leaves the intent unconfirmed if the list cannot be read, however late', async () => {
    const { submit } = openNamed([OFFLINE, no], () => {
      throw OFFLINE
    })
    await submit(INPUT)
    await vi.advanceTimersByTimeAsync(HOUR)
    expect(await submit(INPUT)).toMatchObject({ state: 'unconfirmed', canSendAgain: true })
  })
})

describe('without a key, nothing is silently created twice', () => {
  const KEYLESS = { ...RECORD, takesIdempotencyKey: false, kind: 'import.once' }
  const stored = { ...STORED, takesIdempotencyKey: false, kind: 'import.once', path: '/once' }

  test.each<[string, Step]>([
    ['no response', OFFLINE],
    ['408', json({}, 408)],
    ['502', json({}, 502)],
    ['a 202 that names nothing', json({}, 202)],
    ['a 200', json({})],
    ['a 303', new Response(null, { status: 303 })],
  ])('%s, then an edit: nothing more is sent', async (_, step) => {
    const { submit, sent, form } = open([step, acceptedAs('1')], importOnce)
    expect(await submit(INPUT)).toMatchObject({ state: 'unconfirmed', canSendAgain: false })
    expect(await submit(EDITED)).toMatchObject({ state: 'unconfirmed' })
    expect(await submit(INPUT)).toMatchObject({ state: 'unconfirmed' })
    expect(sent).toHaveLength(1)
    expect(form.record()).toBeDefined()
  })

  test.each([401, 403, 425, 429])(
    '%i, then an edit: one request each, because the first was not accepted',
    async (status) => {
      const { submit, bodies } = open([json({}, status), acceptedAs('1')], importOnce)
      await submit(INPUT)
      expect(await submit(EDITED)).toMatchObject({ state: 'accepted' })
      expect(bodies()).toEqual([INPUT, EDITED])
    },
  )

  test.each(['sending', 'unclear', 'blocked'] as const)(
    '%s, then a reload, then an edit: nothing is sent',
    async (state) => {
      const { form, engine, submit, sendAgain, sent } = open([acceptedAs('1')], importOnce)
      form.adopt({ ...KEYLESS, state }, stored, engine)
      await submit(EDITED)
      await sendAgain()
      expect(await submit(INPUT)).toMatchObject({ state: 'unconfirmed', canSendAgain: false })
      expect(sent).toEqual([])
    },
  )
})

describe('a sign-out', () => {
  test.each(['while the input is checked', 'while it is written down', 'while it is on its way'])(
    '%s leaves nothing to be sent or shown afterwards',
    async (moment) => {
      const gate = new EventTarget()
      const opened = new Promise((resolve) => gate.addEventListener('open', resolve))
      const validate = async (value: unknown) => {
        if (moment === 'while the input is checked') await opened
        return { value: value as typeof INPUT }
      }
      const endpoint = defineOperation({
        ...importUsers,
        schema: { '~standard': { version: 1, vendor: 'test', validate } },
      })
      const begin = () =>
        moment === 'while it is written down' ? opened.then(() => true) : Promise.resolve(true)
      const { form, engine, sent } = open([silence, acceptedAs('1')], endpoint, { begin })
      const onAccepted = vi.fn<() => void>()
      const submitting = form.submit(INPUT, engine, onAccepted)
      await vi.advanceTimersByTimeAsync(0)
      const before = sent.length
      form.forget()
      gate.dispatchEvent(new Event('open'))
      await vi.advanceTimersByTimeAsync(300_000)
      await submitting
      expect(sent).toHaveLength(before)
      expect(form.current()).toEqual({ state: 'idle' })
      expect(form.record()).toBeUndefined()
      expect(onAccepted).not.toHaveBeenCalled()
    },
  )
})
