import * as fc from 'fast-check'
import type { SubmissionState } from 'react-accepted/client'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import { NOW } from '../../protocol/samples.ts'
import { acceptedAs, createHarness, importUsers } from '../importUsers.ts'
import type { Sent } from '../scriptFetch.ts'
import { OFFLINE, json } from '../scriptFetch.ts'
import { createForm } from './createForm.ts'

beforeEach(() => void vi.useFakeTimers({ now: NOW }))
afterEach(() => void vi.useRealTimers())

/** What may happen to a request or to its response. */
const FAULTS = [
  'none',
  'dropBefore',
  'dropAfter',
  '503',
  '503 after',
  'cut after',
  '429',
  '401',
  '400',
  '404 of a gateway',
  '409 in flight',
] as const
type Fault = (typeof FAULTS)[number]

/** A server that obeys the rules of Idempotency-Key, behind an unreliable network. */
function createServer(nextFault: () => Fault) {
  const operations = new Map<string, { id: string; body: string; status: string }>()
  const sent: { key: string; body: string }[] = []
  const unclear = new Set<string>()
  const violations: string[] = []
  let isUnedited = false

  function note(key: string, body: string) {
    if (sent.some((other) => other.key === key && other.body !== body)) violations.push('one key, two bodies')
    if ([...unclear].some((other) => other !== key)) violations.push('a new key while another is unclear')
    if (sent.at(-1)?.body !== body) isUnedited = false
    sent.push({ key, body })
  }

  function accept(key: string, body: string): string {
    const known = operations.get(key)
    if (known) return known.id
    const last = [...operations.values()].at(-1)
    if (last?.status === 'PENDING' && isUnedited) violations.push('accepted twice')
    isUnedited = true
    const id = `${operations.size + 1}`
    operations.set(key, { id, body, status: 'PENDING' })
    return id
  }

  /** Updates what the client can know after this response. */
  function learn(key: string, isUnclear: boolean) {
    if (isUnclear) unclear.add(key)
    else unclear.delete(key)
  }

  function answer({ method, url, headers, body = '' }: Sent): Response {
    if (method === 'GET') {
      const id = url.split('/').at(-1)
      return json({ status: [...operations.values()].find((one) => one.id === id)?.status })
    }
    const key = headers.get('idempotency-key') ?? 'none'
    note(key, body)
    const fault = nextFault()
    if (fault === '429' || fault === '401') return json({}, Number(fault))
    // A refusal is definite only if no earlier attempt was unclear; otherwise it changes nothing.
    if (fault === '404 of a gateway') return json({}, 404)
    if (fault === '409 in flight' && operations.has(key)) return json({}, 409)
    if (fault === '400' && !operations.has(key)) return json({}, 400)
    const isBefore = fault === 'dropBefore' || fault === '503'
    const id = isBefore ? '' : accept(key, body)
    learn(key, !/^(?:none|400|409 in flight)$/.test(fault))
    if (fault === 'dropBefore' || fault === 'dropAfter') throw OFFLINE
    if (fault === '503' || fault === '503 after') return json({}, 503)
    if (fault === 'cut after') return new Response('{"statu', { status: 202 })
    return acceptedAs(id)
  }

  return {
    answer,
    violations,
    end(status: string) {
      for (const operation of operations.values()) operation.status = status
    },
  }
}

const step = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('submit' as const),
      url: fc.constantFrom('a', 'b'),
      clicks: fc.nat(2),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('end' as const), status: fc.constantFrom('COMPLETED', 'FAILED') }),
  },
)

test('whatever the network does, an intent has one key, a key has one body, nothing is accepted twice, and an unclear intent goes first', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { maxLength: 12 }),
      fc.infiniteStream(fc.constantFrom(...FAULTS)),
      async (steps, faults) => {
        const server = createServer(() => faults.next().value)
        const { client, engine } = createHarness([(request) => server.answer(request)])
        const submission = createForm(importUsers)
        for (const action of steps) {
          if (action.do === 'end') {
            server.end(action.status)
            const intent = submission.current()
            await vi.advanceTimersByTimeAsync(60_000)
            if (intent.state === 'accepted') await client.check(intent.accepted)
            continue
          }
          const submits: Promise<SubmissionState>[] = []
          for (let click = 0; click <= action.clicks; click += 1) {
            submits.push(submission.submit({ url: action.url }, engine))
          }
          await vi.advanceTimersByTimeAsync(60_000)
          const intents = await Promise.all(submits)
          expect(new Set(intents).size).toBe(1)
        }
        expect(server.violations).toEqual([])
      },
    ),
    { numRuns: 500 },
  )
})
