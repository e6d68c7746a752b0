import { describe, expect, test } from 'vitest'

import type { AdvanceContext, PollAnswer } from '../../src/protocol/advance.ts'
import { advance } from '../../src/protocol/advance.ts'
import type { FailureKind } from '../../src/protocol/failure.ts'
import { readRuledResource } from '../../src/protocol/readRuledResource.ts'
import { readStoredSnapshot } from '../../src/protocol/readStoredSnapshot.ts'
import type { ResourceRule } from '../../src/protocol/resource.ts'
import type { OperationSnapshot } from '../../src/protocol/snapshot.ts'
import { accepted, bare, NOW, operation, overJson, PACE, snapshot } from './protocolKit.ts'

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
const failed = (kind: FailureKind, more: object = {}): PollAnswer => ({
  error: { kind, message: kind, ...more },
})

describe('the end', () => {
  const ENDS = ['COMPLETED', 'FAILED', 'CANCELLED'] as const

  test.each(ENDS)('%s is seen at its moment by who was looking, and keeps it', (status) => {
    const seen = advance(snapshot(), ended(status), AT)
    expect(seen.endSeenAt).toBe(LATER)
    expect(readStoredSnapshot(overJson(seen))?.endSeenAt).toBe(LATER)
    const searching: OperationSnapshot = { ...seen, wake: 'timer', resource: { state: 'searching' } }
    const found = advance(searching, { resource: { state: 'notFound' } }, { ...AT, now: LATER + 9_000 })
    expect(found.endSeenAt).toBe(LATER)
  })

  test.each<[string, OperationSnapshot, number]>([
    ['knew it by its ID only', bare(), NOW],
    ['came back an hour later', snapshot(), NOW + 3_600_000],
    ['got no answer for a while', snapshot({ failures: 3 }), LATER],
  ])('is not seen by who %s', (_, before, now) => {
    for (const status of ENDS)
      expect(advance(before, ended(status), { ...AT, now }).endSeenAt).toBeUndefined()
  })
})

describe('PENDING', () => {
  test('is asked again exactly when the server said, and keeps that pace', () => {
    const first = advance(snapshot(), pending(7_000), AT)
    expect(first).toMatchObject({ nextPollAt: LATER + 7_000, waitMs: 7_000, wake: 'timer' })
    const second = advance(first, pending(), AT)
    expect(second).toMatchObject({ nextPollAt: LATER + 7_000, serverRetryAfterMs: 7_000 })
  })

  test('keeps the pace of the 202 where the polls name none', () => {
    expect(advance(snapshot(), pending(), AT).waitMs).toBe(2_000)
  })

  test('is asked after 1 s, then ever later, where nobody names a time', () => {
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

  test('begins the growth anew after the server named a time once', () => {
    const grown = bare({ answersWithoutRetryAfter: 9 })
    expect(advance(grown, pending(0), AT).answersWithoutRetryAfter).toBe(0)
  })

  test('keeps the server’s own word', () => {
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

  test.each(['focus', 'manual'] as const)('revives what was no longer asked by itself (%s)', (wake) => {
    const revived = advance(snapshot({ wake, failures: 3 }), pending(), AT)
    expect(revived).toMatchObject({ wake: 'timer', failures: 0 })
  })

  test('is asked at most twice a minute once it is stuck', () => {
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
    expect(after).not.toHaveProperty('resource')
  })

  test('COMPLETED with an ID is settled at once', () => {
    const known = snapshot({ accepted: accepted({ related: { configurationId: FOUND.id } }) })
    expect(advance(known, ended('COMPLETED'), { ...AT, readResource })).toMatchObject({
      wake: 'never',
      resource: FOUND,
    })
  })

  test('COMPLETED without an ID goes on to look for it', () => {
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

  test('looks are counted apart from answers that named no time', () => {
    const context = { ...AT, readResource }
    const known = snapshot({ accepted: accepted({ hint: {} }), answersWithoutRetryAfter: 5 })
    const searching = advance(known, ended('COMPLETED'), context)
    const looked = advance(searching, { resource: { state: 'searching' } }, context)
    expect(looked).toMatchObject({ looks: 1, answersWithoutRetryAfter: 5 })
    expect(looked.waitMs).toBeLessThan(1_500)
  })

  test('COMPLETED of a recipe that makes nothing has no resource', () => {
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

describe('what is final stays, whatever arrives late', () => {
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

  test.each(['FAILED', 'CANCELLED'] as const)('%s is the same object after every answer', (status) => {
    const settled = advance(snapshot(), ended(status), AT)
    for (const answer of answers) expect(advance(settled, answer, AT)).toBe(settled)
  })

  test('COMPLETED is the same object after every answer', () => {
    const settled = advance(snapshot(), ended('COMPLETED'), AT)
    for (const answer of answers) expect(advance(settled, answer, AT)).toBe(settled)
  })

  test('COMPLETED stays while its resource is looked for', () => {
    const known = snapshot({ accepted: accepted({ hint: {} }) })
    const searching = advance(known, ended('COMPLETED'), { ...AT, readResource })
    for (const answer of answers) {
      expect(advance(searching, answer, { ...AT, readResource }).operation?.status).toBe('COMPLETED')
    }
  })
})

describe('not being able to read a status', () => {
  test.each<FailureKind>(['network', 'timeout', 'body', 'rateLimited', 'server'])(
    '%s goes on with growing waits and keeps the operation',
    (kind) => {
      const read = advance(snapshot(), pending(1_000), AT)
      const first = advance(read, failed(kind), AT)
      expect(first).toMatchObject({ wake: 'timer', failures: 1, waitMs: 1_000, pollError: { kind } })
      expect(first.operation).toBe(read.operation)
      const second = advance(first, failed(kind), AT)
      expect(second).toMatchObject({ wake: 'timer', failures: 2, waitMs: 2_000 })
    },
  )

  test('a broken contract goes on slower and names the field', () => {
    expect(advance(snapshot(), failed('contract', { field: 'status' }), AT)).toMatchObject({
      wake: 'timer',
      waitMs: 30_000,
      pollError: { kind: 'contract', field: 'status' },
    })
  })

  test('401 and 403 wait for the person’s return', () => {
    expect(advance(snapshot(), failed('unauthorized'), AT)).toMatchObject({
      wake: 'focus',
      pollError: { kind: 'unauthorized' },
    })
  })

  test('keeps to the Retry-After of the failure', () => {
    expect(advance(snapshot(), failed('server', { retryAfterMs: 20_000 }), AT).nextPollAt).toBe(
      LATER + 20_000,
    )
    expect(advance(snapshot(), failed('rateLimited', { retryAfterMs: 9_000_000 }), AT).waitMs).toBe(600_000)
    expect(advance(snapshot(), failed('unauthorized', { retryAfterMs: 20_000 }), AT).waitMs).toBe(20_000)
  })

  test.each([
    ['the acceptance', snapshot()],
    ['the server’s own word', bare({ operation: operation({ createdAt: '2026-01-05T09:00:00Z' }) })],
    ['the moment we first heard of it', bare()],
  ])('404 only means "not yet" for a minute after %s', (_, known) => {
    const at = (now: number) => advance(known, failed('notFound'), { ...AT, now }).wake
    expect(at(NOW + 59_999)).toBe('timer')
    expect(at(NOW + 60_000)).toBe('manual')
  })

  test.each<FailureKind>(['gone', 'refused', 'untrusted'])('%s is not asked again by itself', (kind) => {
    const after = advance(snapshot(), failed(kind), AT)
    expect(after).toMatchObject({ wake: 'manual', pollError: { kind } })
    expect(after).not.toHaveProperty('operation')
  })

  test('a later answer revives it', () => {
    const gone = advance(snapshot(), failed('gone'), AT)
    expect(advance(gone, ended('COMPLETED'), AT)).toMatchObject({
      wake: 'never',
      operation: { status: 'COMPLETED' },
    })
  })

  test('never changes the status', () => {
    const kinds: FailureKind[] = [
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

describe('after a day', () => {
  const context = { ...AT, now: NOW + PACE.maxWatchMs }

  test('it is asked once more, then no longer by itself, and says why', () => {
    const almost = { ...context, now: context.now - 1 }
    expect(advance(snapshot(), pending(7_000), almost).wake).toBe('timer')
    const pollError = { kind: 'expired' }
    expect(advance(snapshot(), pending(7_000), context)).toMatchObject({ wake: 'manual', pollError })
    expect(advance(snapshot(), failed('server'), context)).toMatchObject({ wake: 'manual', pollError })
  })

  test('an end is still an end', () => {
    expect(advance(snapshot(), ended('FAILED'), context)).toMatchObject({ wake: 'never' })
  })

  test('what waits for a sign-in keeps its reason', () => {
    const after = advance(snapshot(), failed('unauthorized'), context)
    expect(after).toMatchObject({ wake: 'focus', pollError: { kind: 'unauthorized' } })
  })
})

test('every state is plain JSON', () => {
  const answers = [pending(7_000), pending(), ended('FAILED'), ended('COMPLETED'), failed('server')]
  for (const answer of answers) {
    const after = advance(snapshot(), answer, AT)
    expect(overJson(after)).toEqual(after)
  }
})

test('the state that was given is never changed', () => {
  const known = Object.freeze(snapshot())
  const before = overJson(known)
  advance(known, pending(), AT)
  advance(known, failed('server'), AT)
  advance(known, ended('COMPLETED'), AT)
  expect(known).toEqual(before)
})
