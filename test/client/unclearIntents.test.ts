import type { ResourceRule } from 'react-accepted/client'
import { defineOperation } from 'react-accepted/client'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'

import type { IntentKeeper } from '../../src/client/intentKeeper.ts'
import { NOW } from '../protocol/protocolKit.ts'
import { createForm } from './createForm.ts'
import { acceptedAs, createHarness, EDITED, importOnce, importUsers, INPUT } from './importUsers.ts'
import { intentRecord, REQUEST } from './journalKit.ts'
import type { Sent, Step } from './scriptedFetch.ts'
import { json, OFFLINE, silence } from './scriptedFetch.ts'

beforeEach(() => void vi.useFakeTimers({ now: NOW }))
afterEach(() => void vi.useRealTimers())

const HOUR = 3_600_000
const RECORD = intentRecord('019a7835-2350-7c1e-9a44-5b1f0c6d2e71', { kind: 'import.create', api: 'default' })
const STORED = { ...REQUEST, api: 'default', path: '/imports', kind: 'import.create' }

function open(steps: Step[], recipe = importUsers, keeper?: Partial<IntentKeeper>) {
  const harness = createHarness(steps)
  const written: string[] = []
  const resolved = Promise.resolve()
  const whole: IntentKeeper = {
    begin: ({ state }) => (written.push(`begin ${state}`), Promise.resolve(true)),
    checks: { mayGoOn: () => Promise.resolve(true), findAccepted: () => undefined },
    update: ({ state }) => (written.push(`update ${state}`), resolved),
    accept: () => (written.push('accept'), resolved),
    end: () => (written.push('end'), resolved),
    claim: () => Promise.resolve(true),
    holds: () => true,
    letGo: () => undefined,
    letAllGo: () => undefined,
    holdAgain: () => undefined,
    ...keeper,
  }
  const form = createForm(recipe, { findKeeper: () => whole })
  async function submit(input: { url: string }) {
    const submitting = form.submit(input, harness.client)
    await vi.advanceTimersByTimeAsync(60_000)
    return submitting
  }
  async function sendAgain() {
    const sending = form.sendAgain(harness.client)
    await vi.advanceTimersByTimeAsync(60_000)
    return sending
  }
  return { ...harness, form, submit, sendAgain, written }
}

const times = (count: number, step: Step) => Array<Step>(count).fill(step)

describe('what is written down', () => {
  test('says that it may arrive from the moment it leaves, also where it was not let through before', async () => {
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
  test('is counted by the page’s own clock too: a clock that was ahead and is set right makes nothing young', async () => {
    const { submit, sent, form, client } = open([OFFLINE])
    vi.setSystemTime(NOW + 25 * HOUR)
    await submit(INPUT)
    vi.setSystemTime(NOW)
    await vi.advanceTimersByTimeAsync(24 * HOUR)
    // By the wall clock it was begun a minute from now.
    expect(await submit(INPUT)).toMatchObject({ state: 'unconfirmed', canSendAgain: false })
    await form.sendAgain(client)
    expect(sent).toHaveLength(5)
  })

  test('goes on where the clock was ahead for a moment only: its key is young', async () => {
    const { submit } = open([...times(5, OFFLINE), acceptedAs('1')])
    vi.setSystemTime(NOW + 25 * HOUR)
    await submit(INPUT)
    vi.setSystemTime(NOW)
    expect(await submit(INPUT)).toMatchObject({ state: 'accepted' })
  })

  test.each([
    ['an hour from now', HOUR, false],
    ['a day from now', 24 * HOUR, false],
    ['half a minute from now, as clocks are set right', 30_000, true],
    ['an hour ago', -HOUR, true],
    ['23 hours ago', -23 * HOUR, false],
  ])('of an earlier page that was begun %s', async (_, ms, isSendable) => {
    const { form, client, sendAgain, sent } = open([acceptedAs('1')])
    form.adopt({ ...RECORD, createdAt: NOW + ms }, STORED, client)
    expect(form.intent()).toMatchObject({ state: 'unconfirmed', canSendAgain: isSendable })
    await vi.advanceTimersByTimeAsync(1_000)
    await sendAgain()
    expect(sent).toHaveLength(isSendable ? 1 : 0)
  })

  test('that was never known stays unknown when the clock comes to it', async () => {
    const { form, client, sendAgain, sent } = open([acceptedAs('1')])
    form.adopt({ ...RECORD, createdAt: NOW + 24 * HOUR }, STORED, client)
    await vi.advanceTimersByTimeAsync(25 * HOUR)
    await sendAgain()
    expect(sent).toEqual([])
  })
})

describe('an intent of an earlier page', () => {
  test.each([400, 404, 409, 422])(
    'answered %i now is no clear no: nobody knows of the attempts before',
    async (status) => {
      for (const state of ['sending', 'unclear', 'blocked'] as const) {
        const { form, client, sendAgain, submit, keys, written } = open([
          ...times(5, json({}, status)),
          acceptedAs('1'),
        ])
        form.adopt({ ...RECORD, state }, STORED, client)
        expect(await sendAgain()).toMatchObject({ state: 'unconfirmed', canSendAgain: true })
        expect(written).not.toContain('end')
        expect(await submit(EDITED)).toMatchObject({ state: 'accepted', isEdited: true })
        expect(new Set(keys())).toEqual(new Set([RECORD.idempotencyKey]))
      }
    },
  )

  test('whose request is not the one that its record is about is only shown', () => {
    for (const stored of [
      { ...STORED, api: 'other' },
      { ...STORED, takesIdempotencyKey: false },
    ]) {
      const { form, client } = open([])
      form.adopt(RECORD, stored, client)
      expect(form.hasRequest()).toBe(false)
      expect(form.intent()).toMatchObject({ canSendAgain: false })
    }
  })

  test('for an API that this client does not have is kept, not refused', async () => {
    const { form, client, sendAgain, written } = open([acceptedAs('1')])
    form.adopt({ ...RECORD, api: 'gone' }, { ...STORED, api: 'gone' }, client)
    expect(await sendAgain()).toMatchObject({ state: 'unconfirmed' })
    expect(written).not.toContain('end')
  })
})

describe('a thing that is looked for by its name', () => {
  const find: NonNullable<ResourceRule['find']> = async (hint, read) => {
    const list: unknown = await read(`/imports?url=${encodeURIComponent(hint['url'] ?? '')}`)
    return Array.isArray(list) ? list : []
  }
  const named = defineOperation({
    ...importUsers,
    hint: ({ url }) => ({ url }),
    resource: { type: 'import', find },
  })
  /** Answers POSTs by a script, and the list with what is there. */
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

  test('and is there is shown, and its key stays', async () => {
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

  test('and is not there yet says nothing: the operation may still run, and the list may lag', async () => {
    const { submit } = openNamed([OFFLINE, no], () => [])
    expect(await submit(INPUT)).toMatchObject({ state: 'unconfirmed', found: { state: 'notFound' } })
    await vi.advanceTimersByTimeAsync(8 * 60_000)
    expect(await submit(INPUT)).toMatchObject({ state: 'unconfirmed', found: { state: 'notFound' } })
  })

  test('and is not there after ten minutes is refused, with the reason, and its key retires', async () => {
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

  test('counts the ten minutes from the last unclear attempt', async () => {
    const { submit } = openNamed([OFFLINE, ...times(4, no), OFFLINE, no], () => [])
    await submit(INPUT)
    await vi.advanceTimersByTimeAsync(10 * 60_000)
    expect(await submit(INPUT)).toMatchObject({ state: 'unconfirmed' })
  })

  test('where the list cannot be read stays not confirmed, however late', async () => {
    const { submit } = openNamed([OFFLINE, no], () => {
      throw OFFLINE
    })
    await submit(INPUT)
    await vi.advanceTimersByTimeAsync(HOUR)
    expect(await submit(INPUT)).toMatchObject({ state: 'unconfirmed', canSendAgain: true })
  })
})

describe('without a key, nothing is made twice in silence', () => {
  const KEYLESS = { ...RECORD, takesIdempotencyKey: false, kind: 'import.once' }
  const stored = { ...STORED, takesIdempotencyKey: false, kind: 'import.once', path: '/once' }

  test.each<[string, Step]>([
    ['no answer', OFFLINE],
    ['408', json({}, 408)],
    ['502', json({}, 502)],
    ['a 202 that names nothing', json({}, 202)],
    ['a 200', json({})],
    ['a 303', new Response(null, { status: 303 })],
  ])('%s, then edited: only looked for', async (_, step) => {
    const { submit, sent, form } = open([step, acceptedAs('1')], importOnce)
    expect(await submit(INPUT)).toMatchObject({ state: 'unconfirmed', canSendAgain: false })
    expect(await submit(EDITED)).toMatchObject({ state: 'unconfirmed' })
    expect(await submit(INPUT)).toMatchObject({ state: 'unconfirmed' })
    expect(sent).toHaveLength(1)
    expect(form.record()).toBeDefined()
  })

  test.each([401, 403, 425, 429])(
    '%i, then edited: one request each, since the first was not let in',
    async (status) => {
      const { submit, bodies } = open([json({}, status), acceptedAs('1')], importOnce)
      await submit(INPUT)
      expect(await submit(EDITED)).toMatchObject({ state: 'accepted' })
      expect(bodies()).toEqual([INPUT, EDITED])
    },
  )

  test.each(['sending', 'unclear', 'blocked'] as const)(
    '%s, then a reload, then edited: only looked for',
    async (state) => {
      const { form, client, submit, sendAgain, sent } = open([acceptedAs('1')], importOnce)
      form.adopt({ ...KEYLESS, state }, stored, client)
      await submit(EDITED)
      await sendAgain()
      expect(await submit(INPUT)).toMatchObject({ state: 'unconfirmed', canSendAgain: false })
      expect(sent).toEqual([])
    },
  )
})

describe('whoever signs out', () => {
  test.each(['while the input is checked', 'while it is written down', 'while it is on its way'])(
    '%s has nothing sent or shown afterwards',
    async (moment) => {
      const gate = new EventTarget()
      const opened = new Promise((resolve) => gate.addEventListener('open', resolve))
      const validate = async (value: unknown) => {
        if (moment === 'while the input is checked') await opened
        return { value: value as typeof INPUT }
      }
      const recipe = defineOperation({
        ...importUsers,
        schema: { '~standard': { version: 1, vendor: 'test', validate } },
      })
      const begin = () =>
        moment === 'while it is written down' ? opened.then(() => true) : Promise.resolve(true)
      const { form, client, sent } = open([silence, acceptedAs('1')], recipe, { begin })
      const onAccepted = vi.fn<() => void>()
      const submitting = form.submit(INPUT, client, onAccepted)
      await vi.advanceTimersByTimeAsync(0)
      const before = sent.length
      form.forget()
      gate.dispatchEvent(new Event('open'))
      await vi.advanceTimersByTimeAsync(300_000)
      await submitting
      expect(sent).toHaveLength(before)
      expect(form.intent()).toEqual({ state: 'idle' })
      expect(form.record()).toBeUndefined()
      expect(onAccepted).not.toHaveBeenCalled()
    },
  )
})
