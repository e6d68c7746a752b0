import type { RequestFailureKind, ResourceRule, OperationSnapshot } from 'react-accepted/client'
import { describe, expect, test } from 'vitest'

import { toAsyncOperation } from '../../src/hooks/asyncOperation.ts'
import type { AdvanceContext, PollAnswer } from '../../src/protocol/advance.ts'
import { advance } from '../../src/protocol/advance.ts'
import { readRuledResource } from '../../src/protocol/resource.ts'
import { readStoredSnapshot } from '../../src/protocol/storedSnapshot.ts'
import { NOW, PACE, accepted, bare, operation, overJson, snapshot } from './samples.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const LATER = NOW + 2_000
const AT: AdvanceContext = { now: LATER, random: 0, pace: PACE }
const RULE: ResourceRule = {
  type: 'configuration',
  relatedKey: 'configurationId',
  find: () => Promise.resolve([]),
}
const readResource: AdvanceContext['readResource'] = (read, from) => readRuledResource(read, from, RULE)
const FOUND = { state: 'found', id: 'conv_configuration_1', type: 'configuration' } as const

const pending = (retryAfterMs?: number): PollAnswer => ({ operation: operation(), retryAfterMs })
const ended = (status: 'COMPLETED' | 'FAILED' | 'CANCELLED'): PollAnswer => ({
  operation: operation({ status, rawStatus: status }),
  retryAfterMs: undefined,
})
const failed = (kind: RequestFailureKind, more: object = {}): PollAnswer => ({
  error: { kind, message: kind, ...more },
})

describe('the end', () => {
  const ENDS = ['COMPLETED', 'FAILED', 'CANCELLED'] as const

  test.each(ENDS)('%s gets the time at which a watching client saw it, and keeps it', (status) => {
    const seen = advance(snapshot(), ended(status), AT)
    expect(seen.endSeenAt).toBe(LATER)
    expect(readStoredSnapshot(overJson(seen))?.endSeenAt).toBe(LATER)
    const searching: OperationSnapshot = { ...seen, wake: 'timer', resource: { state: 'searching' } }
    const found = advance(searching, { resource: { state: 'notFound' } }, { ...AT, now: LATER + 9_000 })
    expect(found.endSeenAt).toBe(LATER)
  })

  test.each<[string, OperationSnapshot, number]>([
    ['knew the operation only by its ID', bare(), NOW],
    ['came back an hour later', snapshot(), NOW + 3_600_000],
    ['got no response for a while', snapshot({ failures: 3 }), LATER],
  ])('gets no time if the client %s', (_, before, now) => {
    for (const status of ENDS)
      expect(advance(before, ended(status), { ...AT, now }).endSeenAt).toBeUndefined()
  })
})

describe('PENDING', () => {
  test('is polled again exactly when the server said, and keeps that pace', () => {
    const first = advance(snapshot(), pending(7_000), AT)
    expect(first).toMatchObject({ nextPollAt: LATER + 7_000, waitMs: 7_000, wake: 'timer' })
    const second = advance(first, pending(), AT)
    expect(second).toMatchObject({ nextPollAt: LATER + 7_000, serverRetryAfterMs: 7_000 })
  })

  test('keeps the pace of the 202 if the polls name none', () => {
    expect(advance(snapshot(), pending(), AT).waitMs).toBe(2_000)
  })

  test('is polled after 1 s, then at growing intervals, if the server names no time', () => {
    let known: OperationSnapshot = bare()
    const waits: number[] = []
    for (let answers = 0; answers < 15; answers += 1) {
      known = advance(known, pending(), AT)
      waits.push(known.waitMs)
    }
    expect(waits[0]).toBe(1_000)
    expect(waits).toEqual(waits.toSorted((one, other) => one - other))
    expect(waits.at(-1)).toBe(30_000)
  })

  test('restarts the growth after the server has named a time', () => {
    const grown = bare({ answersWithoutRetryAfter: 9 })
    expect(advance(grown, pending(0), AT).answersWithoutRetryAfter).toBe(0)
  })

  test('keeps the server’s own status word', () => {
    const answer: PollAnswer = { operation: operation({ rawStatus: 'RUNNING' }), retryAfterMs: undefined }
    expect(advance(snapshot(), answer, AT).operation).toMatchObject({
      status: 'PENDING',
      rawStatus: 'RUNNING',
    })
  })

  test('forgets earlier failures', () => {
    const troubled = advance(snapshot(), failed('server'), AT)
    const well = advance(troubled, pending(), AT)
    expect(well.failures).toBe(0)
    expect(well.pollError).toBeUndefined()
  })

  test.each(['focus', 'manual'] as const)('restarts automatic polling after it had stopped (%s)', (wake) => {
    const revived = advance(snapshot({ wake, failures: 3 }), pending(), AT)
    expect(revived).toMatchObject({ wake: 'timer', failures: 0 })
  })

  test('is polled at most twice a minute once it is stuck', () => {
    expect(advance(snapshot({ isStuck: true }), pending(2_000), AT)).toMatchObject({
      waitMs: 30_000,
      isStuck: true,
    })
    expect(advance(snapshot({ isStuck: true }), pending(45_000), AT).waitMs).toBe(45_000)
  })
})

describe('the end', () => {
  test.each(['FAILED', 'CANCELLED'] as const)('%s is settled at once', (status) => {
    const after = advance(snapshot({ isStuck: true }), ended(status), AT)
    expect(after).toMatchObject({ wake: 'never', isStuck: false, operation: { status } })
    expect(after.resource).toBeUndefined()
  })

  test('COMPLETED with an ID is settled at once', () => {
    const known = snapshot({ accepted: accepted({ related: { configurationId: FOUND.id } }) })
    expect(advance(known, ended('COMPLETED'), { ...AT, readResource })).toMatchObject({
      wake: 'never',
      resource: FOUND,
    })
  })

  test('COMPLETED without an ID starts a search for it', () => {
    const known = snapshot({ accepted: accepted({ hint: { displayName: 'Desk' } }) })
    const searching = advance(known, ended('COMPLETED'), { ...AT, readResource })
    expect(searching).toMatchObject({
      wake: 'timer',
      operation: { status: 'COMPLETED' },
      resource: { state: 'searching' },
    })
    for (const resource of [FOUND, { state: 'notFound' }, { state: 'ambiguous', candidates: [] }] as const) {
      expect(advance(searching, { resource }, AT)).toMatchObject({ wake: 'never', resource })
    }
  })

  test('lookups are counted separately from responses that named no time', () => {
    const context = { ...AT, readResource }
    const known = snapshot({ accepted: accepted({ hint: {} }), answersWithoutRetryAfter: 5 })
    const searching = advance(known, ended('COMPLETED'), context)
    const looked = advance(searching, { resource: { state: 'searching' } }, context)
    expect(looked).toMatchObject({ looks: 1, answersWithoutRetryAfter: 5 })
    expect(looked.waitMs).toBeLessThan(1_500)
  })

  test('COMPLETED of an endpoint that creates nothing has no resource', () => {
    const context: AdvanceContext = {
      ...AT,
      readResource: () => readRuledResource(operation(), undefined, undefined),
    }
    const known = snapshot({ accepted: accepted({ related: { configurationId: FOUND.id } }) })
    expect(advance(known, ended('COMPLETED'), context)).toMatchObject({
      wake: 'never',
      resource: { state: 'none' },
    })
  })
})

describe('a final status never changes, whatever arrives late', () => {
  const answers: PollAnswer[] = [
    pending(),
    ended('COMPLETED'),
    ended('FAILED'),
    ended('CANCELLED'),
    failed('server'),
    failed('gone'),
    failed('unauthorized'),
    { resource: { state: 'notFound' } },
  ]

  test.each(['FAILED', 'CANCELLED'] as const)('%s is the same object after every response', (status) => {
    const settled = advance(snapshot(), ended(status), AT)
    for (const answer of answers) expect(advance(settled, answer, AT)).toBe(settled)
  })

  test('COMPLETED is the same object after every response', () => {
    const settled = advance(snapshot(), ended('COMPLETED'), AT)
    for (const answer of answers) expect(advance(settled, answer, AT)).toBe(settled)
  })

  test('COMPLETED stays while its resource is searched for', () => {
    const known = snapshot({ accepted: accepted({ hint: {} }) })
    const searching = advance(known, ended('COMPLETED'), { ...AT, readResource })
    for (const answer of answers) {
      expect(advance(searching, answer, { ...AT, readResource }).operation?.status).toBe('COMPLETED')
    }
  })
})

describe('a failed poll', () => {
  test.each<RequestFailureKind>(['network', 'timeout', 'body', 'rateLimited', 'server'])(
    '%s continues with growing waits and keeps the operation',
    (kind) => {
      const read = advance(snapshot(), pending(1_000), AT)
      const first = advance(read, failed(kind), AT)
      expect(first).toMatchObject({ wake: 'timer', failures: 1, waitMs: 1_000, pollError: { kind } })
      expect(first.operation).toBe(read.operation)
      const second = advance(first, failed(kind), AT)
      expect(second).toMatchObject({ wake: 'timer', failures: 2, waitMs: 2_000 })
    },
  )

  test('a broken contract continues more slowly and names the field', () => {
    expect(advance(snapshot(), failed('contract', { field: 'status' }), AT)).toMatchObject({
      wake: 'timer',
      waitMs: 30_000,
      pollError: { kind: 'contract', field: 'status' },
    })
  })

  test('401 and 403 wait until the user returns', () => {
    expect(advance(snapshot(), failed('unauthorized'), AT)).toMatchObject({
      wake: 'focus',
      pollError: { kind: 'unauthorized' },
    })
  })

  test('obeys the Retry-After of the failure', () => {
    expect(advance(snapshot(), failed('server', { retryAfterMs: 20_000 }), AT).nextPollAt).toBe(
      LATER + 20_000,
    )
    expect(advance(snapshot(), failed('rateLimited', { retryAfterMs: 9_000_000 }), AT).waitMs).toBe(600_000)
    expect(advance(snapshot(), failed('unauthorized', { retryAfterMs: 20_000 }), AT).waitMs).toBe(20_000)
  })

  test.each([
    ['the acceptance', snapshot()],
    ['its first read', bare({ operation: operation({ createdAt: '2020-01-05T09:00:00Z' }) })],
    ['the moment we first knew of it', bare()],
  ])('404 means "not yet" only for a minute of watching after %s', (_, known) => {
    const after = (watchedMs: number) => {
      const watched = { ...known, watchedMs, nextPollAt: AT.now, waitMs: 0 }
      return advance(watched, failed('notFound'), AT).wake
    }
    expect(after(59_999)).toBe('timer')
    expect(after(60_000)).toBe('manual')
  })

  test.each([DAY, 10 * 365 * DAY, -DAY])(
    '404 still means "not yet" even if the clock jumped by %i ms',
    (ms) => {
      expect(advance(snapshot(), failed('notFound'), { ...AT, now: AT.now + ms }).wake).toBe('timer')
    },
  )

  test.each<RequestFailureKind>(['gone', 'refused', 'untrusted'])('%s stops automatic polling', (kind) => {
    const after = advance(snapshot(), failed(kind), AT)
    expect(after).toMatchObject({ wake: 'manual', pollError: { kind } })
    expect(after).not.toHaveProperty('operation')
  })

  test('a later response still counts', () => {
    const gone = advance(snapshot(), failed('gone'), AT)
    expect(advance(gone, ended('COMPLETED'), AT)).toMatchObject({
      wake: 'never',
      operation: { status: 'COMPLETED' },
    })
  })

  test('never changes the status', () => {
    const kinds: RequestFailureKind[] = [
      'network',
      'body',
      'contract',
      'unauthorized',
      'notFound',
      'gone',
      'refused',
    ]
    for (const kind of kinds) {
      expect(advance(snapshot(), failed(kind), AT).operation).toBeUndefined()
      const read = snapshot({ operation: operation() })
      expect(advance(read, failed(kind), AT).operation).toBe(read.operation)
    }
  })
})

describe('after a day of watching', () => {
  const watched = snapshot({ watchedMs: DAY, nextPollAt: AT.now, waitMs: 0 })
  const read = { ...watched, operation: operation() }

  test('automatic polling stops, and the last status that was read stays', () => {
    const almost = { ...watched, watchedMs: DAY - 1 }
    expect(advance(almost, pending(7_000), AT).wake).toBe('timer')
    const after = advance(watched, pending(7_000), AT)
    expect(after).toMatchObject({ wake: 'manual', operation: { status: 'PENDING' } })
    expect(toAsyncOperation(after)).toMatchObject({ status: 'PENDING', connection: 'paused' })
    const unread = advance(read, failed('server'), AT)
    expect(toAsyncOperation(unread)).toMatchObject({ status: 'PENDING', connection: 'paused' })
  })

  test('an operation that could never be read is UNAVAILABLE, and says why', () => {
    const after = advance(watched, failed('server'), AT)
    expect(toAsyncOperation(after)).toMatchObject({ status: 'UNAVAILABLE', pollError: { kind: 'server' } })
  })

  test('a final status still counts', () => {
    expect(advance(watched, ended('FAILED'), AT)).toMatchObject({ wake: 'never' })
  })

  test('an operation that waits for a sign-in keeps its reason', () => {
    const after = advance(watched, failed('unauthorized'), AT)
    expect(after).toMatchObject({ wake: 'focus', pollError: { kind: 'unauthorized' } })
  })

  test('the watched time adds up over many polls', () => {
    let now = NOW
    let known = snapshot()
    while (known.wake === 'timer') {
      now = known.nextPollAt + 200
      known = advance(known, pending(600_000), { ...AT, now })
    }
    expect(now - NOW).toBeGreaterThanOrEqual(DAY)
    expect(now - NOW).toBeLessThan(DAY + 700_000)
  })

  test.each([
    ['a clock that jumps ahead by 25 hours', 25 * HOUR],
    ['a clock that jumps ahead by ten years', 10 * 365 * DAY],
    ['a clock that jumps back by 25 hours', -25 * HOUR],
    ['a computer that sleeps for three days', 3 * DAY],
  ])('%s does not count as watching', (_, ms) => {
    const jumped = advance(snapshot(), pending(7_000), { ...AT, now: AT.now + ms })
    expect(jumped).toMatchObject({ wake: 'timer', isStuck: false, nextPollAt: AT.now + ms + 7_000 })
    const after = advance(jumped, pending(7_000), { ...AT, now: AT.now + ms + 7_000 })
    expect(after).toMatchObject({ wake: 'timer', isStuck: false })
  })
})

describe('the age that the server reports', () => {
  const aged = (ageMs: number): PollAnswer => ({ operation: operation(), retryAfterMs: 2_000, ageMs })

  test('makes an operation stuck and polled less often, but does not end polling', () => {
    expect(advance(bare(), aged(299_999), AT)).toMatchObject({ isStuck: false, waitMs: 2_000 })
    expect(advance(bare(), aged(3 * DAY), AT)).toMatchObject({
      wake: 'timer',
      isStuck: true,
      waitMs: 30_000,
    })
  })

  test.each([NaN, -DAY])('means nothing if it is %d', (ageMs) => {
    expect(advance(bare(), aged(ageMs), AT)).toMatchObject({ wake: 'timer', isStuck: false })
  })
})

test('every snapshot is plain JSON', () => {
  const answers = [pending(7_000), pending(), ended('FAILED'), ended('COMPLETED'), failed('server')]
  for (const answer of answers) {
    const after = advance(snapshot(), answer, AT)
    expect(overJson(after)).toEqual(after)
  }
})

test('the given snapshot is never mutated', () => {
  const known = Object.freeze(snapshot())
  const before = overJson(known)
  advance(known, pending(), AT)
  advance(known, failed('server'), AT)
  advance(known, ended('COMPLETED'), AT)
  expect(known).toEqual(before)
})
