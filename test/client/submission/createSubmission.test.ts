import type { AcceptedOperation, OperationsClientOptions, SubmissionState } from 'react-accepted/client'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'

import { NOW } from '../../protocol/samples.ts'
import { EDITED, INPUT, acceptedAs, createHarness, importOnce, importUsers } from '../importUsers.ts'
import type { Step } from '../scriptFetch.ts'
import { OFFLINE, json } from '../scriptFetch.ts'
import { createForm } from './createForm.ts'

beforeEach(() => void vi.useFakeTimers({ now: NOW }))
afterEach(() => void vi.useRealTimers())

function createHarnessForm(
  steps: Step[],
  endpoint = importUsers,
  options: Partial<OperationsClientOptions> = {},
) {
  const harness = createHarness(steps, options)
  const submission = createForm(endpoint)
  async function submit(input: { url: string }): Promise<SubmissionState> {
    const submitting = submission.submit(input, harness.engine)
    await vi.advanceTimersByTimeAsync(60_000)
    return submitting
  }
  /** Lets a minute pass, then polls the operation. */
  async function settle(intent: SubmissionState) {
    if (intent.state !== 'accepted') throw new Error(`It is ${intent.state}`)
    await vi.advanceTimersByTimeAsync(60_000)
    await harness.client.check(intent.accepted)
  }
  return { ...harness, submission, submit, settle }
}

const noAnswer = [OFFLINE, OFFLINE, OFFLINE, OFFLINE, OFFLINE]
const FAILED = json({ status: 'FAILED', error: { title: 'No' } })

test('an intent starts idle and notifies its listeners of each step', async () => {
  const { submission, engine } = createHarnessForm([json({}, 503), acceptedAs('1')])
  const states: string[] = []
  const unsubscribe = submission.subscribe(() => {
    const intent = submission.current()
    states.push(intent.state === 'submitting' ? `attempt ${intent.attempt}` : intent.state)
  })
  expect(submission.current()).toEqual({ state: 'idle' })
  const submitting = submission.submit(INPUT, engine)
  await vi.advanceTimersByTimeAsync(2_000)
  expect(await submitting).toBe(submission.current())
  expect([...new Set(states)]).toEqual(['attempt 1', 'attempt 2', 'accepted'])
  unsubscribe()
  submission.reset()
  expect([...new Set(states)]).toHaveLength(3)
})

describe('a second submit', () => {
  test('joins the request in flight, whatever its body', async () => {
    const { submission, engine, sent } = createHarnessForm([acceptedAs('1')])
    const submits = [INPUT, INPUT, EDITED].map((input) => submission.submit(input, engine))
    await vi.advanceTimersByTimeAsync(0)
    const [first, second, third] = await Promise.all(submits)
    expect(second).toBe(first)
    expect(third).toBe(first)
    expect(first).toMatchObject({ state: 'accepted', isEdited: true })
    expect(sent).toHaveLength(1)
  })

  test('with the same body as the request in flight is not an edit', async () => {
    const { submission, engine } = createHarnessForm([acceptedAs('1')])
    const submits = [INPUT, { ...INPUT }].map((input) => submission.submit(input, engine))
    await vi.advanceTimersByTimeAsync(0)
    expect(await submits[1]).toMatchObject({ state: 'accepted', isEdited: false })
  })

  test('joins one of the last ten running operations, but no earlier one, because their bodies are not kept', async () => {
    const { submit, sent } = createHarnessForm(
      Array.from({ length: 12 }, (_, index) => acceptedAs(`${index + 1}`)),
    )
    const toInput = (index: number) => ({ url: `https://files.example/${index}.csv` })
    const intents: SubmissionState[] = []
    // oxlint-disable-next-line no-await-in-loop -- One after the other is the point.
    for (let index = 0; index < 11; index += 1) intents.push(await submit(toInput(index)))
    expect(await submit(toInput(1))).toBe(intents[1])
    expect(sent).toHaveLength(11)
    expect(await submit(toInput(0))).not.toBe(intents[0])
    expect(sent).toHaveLength(12)
  })

  test('with the same body after the 202 joins the running operation', async () => {
    const { submit, sent } = createHarnessForm([acceptedAs('1')])
    const first = await submit(INPUT)
    expect(await submit({ ...INPUT })).toBe(first)
    expect(sent).toHaveLength(1)
  })

  test('with another body after the 202 is a new intent with a new key', async () => {
    const { submit, keys, bodies } = createHarnessForm([acceptedAs('1'), acceptedAs('2')])
    await submit(INPUT)
    expect(await submit(EDITED)).toMatchObject({ state: 'accepted', accepted: { operationId: '2' } })
    expect(bodies()).toEqual([INPUT, EDITED])
    expect(keys()[1]).not.toBe(keys()[0])
  })

  test('after FAILED has a new key, because the old one would replay the failure', async () => {
    const { submit, settle, keys } = createHarnessForm([acceptedAs('1'), FAILED, acceptedAs('2')])
    await settle(await submit(INPUT))
    expect(await submit(INPUT)).toMatchObject({ state: 'accepted', accepted: { operationId: '2' } })
    expect(keys()[0]).toMatch(/^[0-9a-f-]{36}$/)
    expect(keys()[2]).toMatch(/^[0-9a-f-]{36}$/)
    expect(keys()[2]).not.toBe(keys()[0])
  })

  test('after a definite refusal has a new key', async () => {
    const { submit, keys } = createHarnessForm([json({}, 409), acceptedAs('1')])
    expect(await submit(INPUT)).toMatchObject({ state: 'refused', error: { outcome: 'refused' } })
    expect(await submit(INPUT)).toMatchObject({ state: 'accepted', isEdited: false })
    expect(keys()[1]).not.toBe(keys()[0])
  })
})

describe('an unconfirmed intent', () => {
  test('is sent again with the same key if the body is the same', async () => {
    const { submit, keys, bodies } = createHarnessForm([...noAnswer, acceptedAs('1')])
    expect(await submit(INPUT)).toMatchObject({ state: 'unconfirmed', error: { outcome: 'unclear' } })
    expect(await submit(INPUT)).toMatchObject({ state: 'accepted', isEdited: false })
    expect(new Set(keys()).size).toBe(1)
    for (const body of bodies()) expect(body).toEqual(INPUT)
  })

  test('is sent before an edited body, with its own key, and the result says so', async () => {
    const { submit, keys, bodies } = createHarnessForm([...noAnswer, acceptedAs('1'), acceptedAs('2')])
    await submit(INPUT)
    expect(await submit(EDITED)).toMatchObject({
      state: 'accepted',
      accepted: { operationId: '1' },
      isEdited: true,
    })
    expect(new Set(keys()).size).toBe(1)
    for (const body of bodies()) expect(body).toEqual(INPUT)
    expect(await submit(EDITED)).toMatchObject({
      state: 'accepted',
      accepted: { operationId: '2' },
      isEdited: false,
    })
    expect(bodies().at(-1)).toEqual(EDITED)
    expect(keys().at(-1)).not.toBe(keys()[0])
  })

  test('is joined by a submit of its own body once it is accepted', async () => {
    const { submit, sent } = createHarnessForm([...noAnswer, acceptedAs('1'), acceptedAs('2')])
    await submit(INPUT)
    await submit(EDITED)
    expect(await submit(INPUT)).toMatchObject({ accepted: { operationId: '1' } })
    expect(sent).toHaveLength(6)
  })

  test.each([401, 403, 408, 425, 429])('stays unconfirmed after a %i, and keeps its key', async (status) => {
    const answers = status > 403 ? Array<Step>(5).fill(json({}, status)) : [json({}, status)]
    const { submit, keys, bodies } = createHarnessForm([...noAnswer, ...answers, acceptedAs('1')])
    await submit(INPUT)
    expect(await submit(INPUT)).toMatchObject({ state: 'unconfirmed' })
    expect(await submit(EDITED)).toMatchObject({ state: 'accepted', isEdited: true })
    expect(new Set(keys()).size).toBe(1)
    for (const body of bodies()) expect(body).toEqual(INPUT)
  })

  test.each([400, 404, 405, 409, 410, 413, 422, 423, 451])(
    'stays unconfirmed after a %i and keeps its key: trying again, edited or not, creates nothing twice',
    async (status) => {
      const no = Array<Step>(5).fill(json({}, status))
      const { submit, keys, bodies } = createHarnessForm([...noAnswer, ...no, ...no, acceptedAs('1')])
      await submit(INPUT)
      expect(await submit(INPUT)).toMatchObject({ state: 'unconfirmed', canSendAgain: true })
      expect(await submit(EDITED)).toMatchObject({ state: 'unconfirmed', canSendAgain: true })
      expect(await submit(EDITED)).toMatchObject({ state: 'accepted', isEdited: true })
      expect(new Set(keys()).size).toBe(1)
      for (const body of bodies()) expect(body).toEqual(INPUT)
    },
  )

  test('is not sent again after 23 h: its key has expired, so the API would take it for a new one', async () => {
    const { submit, sent, keys } = createHarnessForm([...noAnswer, ...noAnswer, acceptedAs('1')])
    await submit(INPUT)
    await vi.advanceTimersByTimeAsync(22 * 3_600_000)
    const unconfirmed = await submit(INPUT)
    expect(new Set(keys()).size).toBe(1)
    expect(sent).toHaveLength(10)
    await vi.advanceTimersByTimeAsync(3_600_000)
    const dead = { ...unconfirmed, canSendAgain: false }
    expect(await submit(INPUT)).toEqual(dead)
    expect(await submit(EDITED)).toEqual(dead)
    expect(sent).toHaveLength(10)
  })

  test('is not sent again if it has no key', async () => {
    const { submit, submission, sent } = createHarnessForm([OFFLINE, acceptedAs('1')], importOnce)
    const unconfirmed = await submit(INPUT)
    expect(unconfirmed).toMatchObject({ state: 'unconfirmed', error: { idempotencyKey: undefined } })
    expect(await submit(INPUT)).toBe(unconfirmed)
    expect(await submit(EDITED)).toBe(unconfirmed)
    expect(sent).toHaveLength(1)
    submission.reset()
    expect(await submit(EDITED)).toMatchObject({ state: 'accepted' })
  })
})

describe('a blocked intent', () => {
  test.each([401, 403, 429])('is sent again after %i, even if the endpoint takes no key', async (status) => {
    const { submit, sent } = createHarnessForm([json({}, status), acceptedAs('1')], importOnce)
    expect(await submit(INPUT)).toMatchObject({ state: 'blocked' })
    expect(await submit(INPUT)).toMatchObject({ state: 'accepted' })
    expect(sent).toHaveLength(2)
  })

  test.each([401, 403])(
    'keeps its key after a %i if the body is the same, even with another client',
    async (status) => {
      const { submit, submission, keys } = createHarnessForm([json({}, status)])
      expect(await submit(INPUT)).toMatchObject({ state: 'blocked' })
      const signedIn = createHarness([acceptedAs('1')])
      expect(await submission.submit(INPUT, signedIn.engine)).toMatchObject({ state: 'accepted' })
      expect(signedIn.keys()).toEqual(keys())
    },
  )

  test('is replaced by a new intent if the body is edited: a key is never sent with another body', async () => {
    const { submit, keys, bodies } = createHarnessForm([json({}, 401), acceptedAs('1')])
    await submit(INPUT)
    expect(await submit(EDITED)).toMatchObject({ state: 'accepted', isEdited: false })
    expect(bodies()).toEqual([INPUT, EDITED])
    expect(keys()[1]).not.toBe(keys()[0])
  })
})

describe('reset', () => {
  test('starts over with a new key', async () => {
    const { submit, submission, keys } = createHarnessForm([...noAnswer, acceptedAs('1')])
    await submit(INPUT)
    submission.reset()
    expect(submission.current()).toEqual({ state: 'idle' })
    await submit(INPUT)
    expect(keys().at(-1)).not.toBe(keys()[0])
  })

  test('does nothing while a request is in flight', async () => {
    const { submission, engine, sent } = createHarnessForm([acceptedAs('1')])
    const submitting = submission.submit(INPUT, engine)
    submission.reset()
    expect(submission.current()).toMatchObject({ state: 'submitting' })
    void submission.submit(INPUT, engine)
    await vi.advanceTimersByTimeAsync(0)
    expect(await submitting).toMatchObject({ state: 'accepted' })
    expect(sent).toHaveLength(1)
  })
})

describe('the application', () => {
  test('gets one onAccepted call for a 202', async () => {
    const { submission, engine } = createHarnessForm([acceptedAs('1')])
    const onAccepted = vi.fn<(accepted: AcceptedOperation) => void>()
    const submitting = submission.submit(INPUT, engine, onAccepted)
    void submission.submit(INPUT, engine, onAccepted)
    await vi.advanceTimersByTimeAsync(0)
    await submitting
    expect(onAccepted).toHaveBeenCalledOnce()
    expect(onAccepted).toHaveBeenCalledWith(expect.objectContaining({ operationId: '1' }))
  })

  test('cannot make an accepted operation unconfirmed by throwing in its callback', async () => {
    const { submission, engine } = createHarnessForm([acceptedAs('1')])
    const submitting = submission.submit(INPUT, engine, () => {
      throw new Error('of the application')
    })
    await submitting.catch(() => undefined)
    expect(submission.current()).toMatchObject({ state: 'accepted' })
  })

  test('gets an intent, never an exception, whatever happens', async () => {
    for (const step of [OFFLINE, json({}, 400), json({}, 401), new Response('x', { status: 202 })]) {
      const { submit } = createHarnessForm([step])
      expect((await submit(INPUT)).state).toMatch(/refused|blocked|unconfirmed/)
    }
  })
})
