import { isDeepStrictEqual } from 'node:util'

import * as fc from 'fast-check'
import type { RequestFailureKind, OperationStatus, OperationSnapshot } from 'react-accepted/client'
import { describe, expect, test } from 'vitest'

import type { PollAnswer } from '../../src/protocol/advance.ts'
import { advance } from '../../src/protocol/advance.ts'
import { applyTime, toSnapshot } from '../../src/protocol/snapshot.ts'
import { readStoredAcceptance, readStoredSnapshot } from '../../src/protocol/storedSnapshot.ts'
import { NOW, PACE, accepted, bare, operation, overJson, snapshot } from './samples.ts'

const KINDS: RequestFailureKind[] = [
  'network',
  'timeout',
  'body',
  'contract',
  'unauthorized',
  'rateLimited',
  'server',
  'notFound',
  'gone',
  'refused',
  'untrusted',
]
const STATUSES: OperationStatus[] = ['PENDING', 'COMPLETED', 'FAILED', 'CANCELLED']

const text = fc.string({ minLength: 1, maxLength: 40 })
const texts = fc.dictionary(text, text, { maxKeys: 3 })
const optional = { requiredKeys: [] }
const problem = fc.record(
  {
    detail: text,
    code: fc.nat(),
    link: fc.constantFrom('https://www.twilio.com/docs/errors/20001', 'http://a.test'),
    title: text,
    fields: fc.array(fc.record({ field: fc.string({ maxLength: 10 }), message: text }), { maxLength: 2 }),
  },
  { requiredKeys: ['title', 'fields'] },
)
const polled: fc.Arbitrary<PollAnswer> = fc
  .record({
    status: fc.constantFrom(...STATUSES),
    retryAfterMs: fc.option(fc.nat(100_000), { nil: undefined }),
    more: fc.record(
      { createdAt: text, completedAt: text, related: texts, resultId: text, resultUrl: text, error: problem },
      optional,
    ),
  })
  .map(({ status, retryAfterMs, more }) => ({
    operation: operation({ status, rawStatus: status, ...more }),
    retryAfterMs,
  }))
const candidate = fc.record({ id: text, label: text, createdAt: text }, { requiredKeys: ['id'] })
const looked: fc.Arbitrary<PollAnswer> = fc
  .oneof(
    fc.record({ state: fc.constant('found' as const), id: text, type: text }),
    fc.record({ state: fc.constantFrom('searching' as const, 'notFound' as const, 'none' as const) }),
    fc.record({
      state: fc.constant('ambiguous' as const),
      candidates: fc.array(candidate, { maxLength: 3 }),
    }),
  )
  .map((resource) => ({ resource }))
const failed: fc.Arbitrary<PollAnswer> = fc
  .record(
    {
      kind: fc.constantFrom(...KINDS),
      message: text,
      httpStatus: fc.nat(599),
      field: text,
      retryAfterMs: fc.nat(),
      requestId: text,
      problem,
    },
    { requiredKeys: ['kind', 'message'] },
  )
  .map((error) => ({ error }))

/** A snapshot that the engine made from a few responses, each some time after the one before. */
const real: fc.Arbitrary<OperationSnapshot> = fc
  .record({
    start: fc.constantFrom(
      snapshot(),
      bare(),
      toSnapshot(accepted({ hint: { a: 'b' }, label: 'Desk', kind: 'k' })),
    ),
    answers: fc.array(fc.tuple(fc.oneof(polled, looked, failed), fc.nat(400_000)), { maxLength: 6 }),
    isSearching: fc.boolean(),
  })
  .map(({ start, answers, isSearching }) => {
    let now = NOW
    let known = start
    const readResource = isSearching ? () => ({ state: 'searching' as const }) : undefined
    for (const [answer, waitMs] of answers) {
      now += waitMs
      // The resource is not searched for before the operation has completed.
      if ('resource' in answer && !known.resource) continue
      known = advance(applyTime(known, now, PACE), answer, { now, random: 0, pace: PACE, readResource })
    }
    return known
  })

describe('a snapshot that the engine made', () => {
  test('survives a round trip through JSON', () => {
    fc.assert(
      fc.property(real, (made) => {
        expect(readStoredSnapshot(overJson(made))).toEqual(overJson(made))
      }),
      { numRuns: 2_000 },
    )
  })

  test.each(STATUSES.slice(1))('is still settled if it is %s', (status) => {
    const answer = { operation: operation({ status, rawStatus: status }), retryAfterMs: undefined }
    const made = advance(snapshot(), answer, { now: NOW, random: 0, pace: PACE })
    expect(made.wake).toBe('never')
    expect(readStoredSnapshot(overJson(made))).toEqual(overJson(made))
  })

  test('keeps everything that its 202 says', () => {
    const given = accepted({
      related: { configurationId: 'c' },
      resourceId: 'r',
      kind: 'k',
      label: 'l',
      hint: { a: 'b' },
      cancelPath: '/jobs/1/cancel',
      resultPath: '/results/1',
    })
    expect(readStoredAcceptance(overJson(given))).toEqual(given)
  })
})

/** True for a final status whose resource is no longer searched for. */
function isReallyOver({ operation: read, resource }: OperationSnapshot): boolean {
  if (read?.status === 'COMPLETED') return resource !== undefined && resource.state !== 'searching'
  return read?.status === 'FAILED' || read?.status === 'CANCELLED'
}

/** A copy of a value with one part replaced or removed. */
function mutate(value: unknown, path: readonly number[], replacement: unknown): unknown {
  if (typeof value !== 'object' || value === null || path.length === 0) return replacement
  const names = Object.keys(value)
  const name = names[(path[0] ?? 0) % Math.max(names.length, 1)]
  if (name === undefined) return replacement
  const parts: Record<string, unknown> = Object.fromEntries(Object.entries(value))
  const part = mutate(parts[name], path.slice(1), replacement)
  const { [name]: _, ...rest } = parts
  return part === undefined ? rest : { ...rest, [name]: part }
}

describe('anything else', () => {
  /** What is wrong with the snapshot that is read from any value. */
  function faultsOf(value: unknown): string[] {
    const read = readStoredSnapshot(value)
    if (!read) return []
    const links = [read.operation?.error?.link, read.pollError?.problem?.link]
    return [
      ...(read.wake === 'never' && !isReallyOver(read) ? ['claims to be over'] : []),
      ...(links.every((link) => link === undefined || /^https?:\/\//i.test(link)) ? [] : ['shows a link']),
      // An accepted snapshot stays the same when it is read again.
      ...(isDeepStrictEqual(readStoredSnapshot(overJson(read)), overJson(read)) ? [] : ['reads otherwise']),
    ]
  }

  test('neither throws nor claims to be settled', () => {
    fc.assert(
      fc.property(fc.anything({ withNullPrototype: true, withBigInt: true }), (value) => {
        expect(faultsOf(value)).toEqual([])
      }),
      { numRuns: 2_000 },
    )
  })

  test('neither throws nor claims to be settled if parts of a snapshot are replaced', () => {
    const parts = fc.oneof(
      fc.jsonValue(),
      fc.constantFrom(
        undefined,
        'never',
        'COMPLETED',
        'searching',
        -1,
        NaN,
        Infinity,
        '',
        'javascript:alert(1)',
      ),
    )
    const hit = fc.tuple(fc.array(fc.nat(20), { minLength: 1, maxLength: 4 }), parts)
    fc.assert(
      fc.property(real, fc.array(hit, { minLength: 1, maxLength: 3 }), (made, hits) => {
        let value = overJson(made)
        for (const [path, replacement] of hits) value = mutate(value, path, replacement)
        expect(faultsOf(value)).toEqual([])
      }),
      { numRuns: 3_000 },
    )
  })

  const over = advance(
    snapshot(),
    {
      operation: operation({ status: 'FAILED', rawStatus: 'FAILED', error: { title: 'No', fields: [] } }),
      retryAfterMs: undefined,
    },
    { now: NOW, random: 0, pace: PACE },
  )

  test.each<[string, object]>([
    ['no operation', { operation: undefined }],
    ['a running operation', { operation: operation() }],
    ['an unknown status', { operation: { ...operation(), status: 'DONE' } }],
    [
      'COMPLETED, but its resource is still searched for',
      {
        operation: operation({ status: 'COMPLETED', rawStatus: 'COMPLETED' }),
        resource: { state: 'searching' },
      },
    ],
    [
      'COMPLETED without a resource',
      { operation: operation({ status: 'COMPLETED', rawStatus: 'COMPLETED' }) },
    ],
  ])('does not count as settled with %s', (_, fields) => {
    expect(readStoredSnapshot(overJson(over))).toBeDefined()
    expect(readStoredSnapshot(overJson({ ...over, ...fields }))).toBeUndefined()
  })

  test.each(['api', 'operationId', 'wake', 'nextPollAt', 'waitMs'])('is rejected without its %s', (name) => {
    const { [name]: _, ...rest } = Object.fromEntries(Object.entries(snapshot()))
    expect(readStoredSnapshot(rest)).toBeUndefined()
    expect(readStoredSnapshot({ ...rest, [name]: null })).toBeUndefined()
    expect(readStoredSnapshot(Object.setPrototypeOf(rest, { ...snapshot() }))).toBeUndefined()
  })

  test('of a version that counted lookups and responses in one field restarts both counts', () => {
    const { answersWithoutRetryAfter: _, ...old } = snapshot()
    expect(readStoredSnapshot(overJson({ ...old, unguided: 4 }))).toEqual(snapshot())
  })

  test.each([
    'javascript:alert(1)',
    'JavaScript:alert(1)',
    ' javascript:alert(1)',
    '\njavascript:alert(1)//https://a.test',
    'data:text/html,<script>alert(1)</script>',
    'vbscript:x',
    '//evil.test',
    'https:evil.test',
  ])('shows no link that is not http(s): %j', (link) => {
    const error = { title: 'No', link, fields: [] }
    const failure = { kind: 'refused', message: 'No', problem: error }
    const stored = { ...over, operation: { ...over.operation, error }, pollError: failure }
    const read = readStoredSnapshot(overJson(stored))
    expect(read?.operation?.error?.title).toBe('No')
    expect(read?.operation?.error).not.toHaveProperty('link')
    expect(read?.pollError?.problem).not.toHaveProperty('link')
  })

  test('is truncated if a text is too long', () => {
    const error = { title: 'x'.repeat(100_000), fields: [] }
    const read = readStoredSnapshot(overJson({ ...over, operation: { ...over.operation, error } }))
    expect(read?.operation?.error?.title).toHaveLength(2_048)
  })
})

test('no name or URL is truncated, whatever its length', () => {
  const long = `/jobs/7?sig=${'s'.repeat(8_000)}`
  const whole = {
    ...snapshot({
      statusPath: long,
      accepted: accepted({
        operationId: `${long}#key`,
        statusPath: long,
        idempotencyKey: 'key',
        resourceId: long,
      }),
      operation: operation({
        operationId: long,
        status: 'COMPLETED',
        resultId: long,
        resultUrl: long,
      }),
      resource: { state: 'found', id: long, type: 'job' },
      wake: 'never',
    }),
    operationId: `${long}#key`,
  }
  expect(readStoredSnapshot(overJson(whole))).toEqual(whole)
})
