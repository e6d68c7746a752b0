// What the wire says, and what follows from it.

import type { Mutant } from './mutant.ts'

export const protocol: readonly Mutant[] = [
  {
    name: 'ended-taken-for-new',
    rule: 'A second operation at the status URL of one that has ended, and that nobody here has submitted, is another: here it is taken for the one before.',
    test: 'test/protocol/acceptance.test.ts',
    changes: [
      { in: 'tellApart', from: ': known?.operation && isFinal(known.operation.status)', to: ': undefined' },
    ],
  },
  {
    name: 'open-taken-for-new',
    rule: 'A second submission at the status URL of one that is open is another: here it is taken for the one before.',
    test: 'test/protocol/acceptance.test.ts',
    changes: [
      {
        in: 'tellApart',
        from: '? accepted.idempotencyKey !== mark',
        to: '? accepted.idempotencyKey !== mark && known?.operation && isFinal(known.operation.status)',
      },
    ],
  },
  {
    name: 'replay-taken-for-new',
    rule: 'The same key again is the same operation, also if only a journal knows of it: here it is another.',
    test: 'test/protocol/acceptance.test.ts',
    changes: [
      {
        in: 'tellApart',
        from: '? accepted.idempotencyKey !== mark',
        to: '? accepted.idempotencyKey !== mark || !known',
      },
    ],
  },
  {
    name: 'status-url-passed-over',
    rule: 'The first source that names the operation decides: here Location comes before statusUrl.',
    test: 'test/protocol/acceptance.test.ts',
    changes: [
      {
        in: 'readIdentity',
        from: "const url = (typeof statusUrl === 'string' && statusUrl) || headers.get('location')",
        to: "const url = headers.get('location') || (typeof statusUrl === 'string' && statusUrl)",
      },
    ],
  },
  {
    name: 'contract-not-slowed',
    rule: 'An answer that breaks the contract is asked for less often: here as often as any failure.',
    test: 'test/protocol/advance.test.ts',
    changes: [
      {
        in: 'afterError',
        from: "const slow = snapshot.isStuck || kind === 'contract'",
        to: 'const slow = snapshot.isStuck',
      },
    ],
  },
  {
    name: 'end-overwritten',
    rule: 'What is final stays, whatever arrives late: here an answer that comes after the end overwrites it.',
    test: 'test/client/pollGate.test.ts',
    changes: [
      {
        in: 'advance',
        from: 'if (isSettled(snapshot)) return snapshot',
        to: 'if (isSettled(snapshot) && !snapshot.operation) return snapshot',
      },
    ],
  },
  {
    name: 'never-given-up',
    rule: 'After maxWatchMs nothing is asked any more by itself: here for ever.',
    test: 'test/client/pollGate.test.ts',
    changes: [
      {
        in: 'waitFor',
        from: "return wake === 'timer' && watchedMs >= pace.maxWatchMs",
        to: "return wake === 'timer' && watchedMs >= pace.maxWatchMs * Infinity",
      },
    ],
  },
  {
    name: 'not-found-at-once',
    rule: 'A 404 soon after the acceptance means "not yet": here it ends the watch at once.',
    test: 'test/protocol/advance.test.ts',
    changes: [
      {
        in: 'afterError',
        from: "const isTooEarly = kind === 'notFound' && toWatchedMs(snapshot, context.now) < NOT_FOUND_GRACE_MS",
        to: "const isTooEarly = kind === 'notFound' && toWatchedMs(snapshot, context.now) < 0 * NOT_FOUND_GRACE_MS",
      },
    ],
  },
  {
    name: 'pace-of-server-forgotten',
    rule: 'An answer without a Retry-After keeps the pace the server last asked for: here it is forgotten.',
    test: 'test/client/createOperationsClient.test.ts',
    changes: [
      {
        in: 'advance',
        from: 'serverRetryAfterMs: retryAfterMs ?? read.serverRetryAfterMs,',
        to: 'serverRetryAfterMs: retryAfterMs,',
      },
    ],
  },
  {
    name: 'sign-in-polled-on',
    rule: 'A refused sign-in waits for the person to come back: here it is asked on and on.',
    test: 'test/protocol/advance.test.ts',
    changes: [
      {
        in: 'afterError',
        from: "const wake = kind === 'unauthorized' ? 'focus' : CLEAR_NO.includes(kind) && !isTooEarly ? 'manual' : 'timer'",
        to: "const wake = kind === 'unauthorized' ? 'timer' : CLEAR_NO.includes(kind) && !isTooEarly ? 'manual' : 'timer'",
      },
    ],
  },
  {
    name: 'sign-in-unavailable',
    rule: 'A refused sign-in waits for the person to come back: here it is shown as UNAVAILABLE.',
    test: 'test/protocol/advance.test.ts',
    changes: [
      {
        in: 'afterError',
        from: "const wake = kind === 'unauthorized' ? 'focus' : CLEAR_NO.includes(kind) && !isTooEarly ? 'manual' : 'timer'",
        to: "const wake = kind === 'unauthorized' ? 'manual' : CLEAR_NO.includes(kind) && !isTooEarly ? 'manual' : 'timer'",
      },
    ],
  },
  {
    name: 'stuck-not-slowed',
    rule: 'A stuck operation is asked about less often: here as often as before.',
    test: 'test/protocol/advance.test.ts',
    changes: [
      {
        in: 'advance',
        from: 'return waitFor(toWaitMs({ ...next, retryAfterMs, slow: next.isStuck }, context), next, context)',
        to: 'return waitFor(toWaitMs({ ...next, retryAfterMs, slow: false }, context), next, context)',
      },
    ],
  },
  {
    name: 'clock-back-blinds',
    rule: 'A clock that goes back costs one wait: here nothing is asked until it has caught up.',
    test: 'test/client/pollGate.test.ts',
    changes: [
      {
        in: 'anchored',
        from: '? { ...deadline, nextPollAt: now + deadline.waitMs }',
        to: '? { ...deadline, nextPollAt: deadline.nextPollAt }',
      },
    ],
  },
  {
    name: 'stuck-never-told',
    rule: 'PENDING for longer than stuckAfterMs is stuck: here nobody is told.',
    test: 'test/client/pollGate.test.ts',
    changes: [
      {
        in: 'atTime',
        from: 'const isStuck = !next.resource && toWatchedMs(next, now) >= pace.stuckAfterMs',
        to: 'const isStuck = !next.resource && toWatchedMs(next, now) >= pace.stuckAfterMs * Infinity',
      },
    ],
  },
  {
    name: 'end-becomes-another',
    rule: 'What is final stays, wherever the news comes from: here COMPLETED may become FAILED.',
    test: 'test/client/pollGate.test.ts',
    changes: [
      {
        in: 'neverBack',
        from: 'const isOtherEnd = rankBefore > 1 && before.operation?.status !== after.operation?.status',
        to: 'const isOtherEnd = rankBefore > 3 && before.operation?.status !== after.operation?.status',
      },
    ],
  },
  {
    name: 'end-taken-back',
    rule: 'What is final stays, wherever the news comes from: here another tab takes it back.',
    test: 'test/client/pollGate.test.ts',
    changes: [
      {
        in: 'neverBack',
        from: 'const kept = rank(after) < rankBefore || isOtherEnd ? before : after',
        to: 'const kept = rankBefore > 3 || isOtherEnd ? before : after',
      },
    ],
  },
  {
    name: 'junk-retry-after-is-zero',
    rule: 'A Retry-After that is junk is as if absent: here it asks for no wait at all.',
    test: 'test/protocol/acceptance.test.ts',
    changes: [
      {
        in: 'readRetryAfter',
        from: 'return retryAt > sentAt ? retryAt - sentAt : undefined',
        to: 'return retryAt > sentAt ? retryAt - sentAt : 0',
      },
    ],
  },
  {
    name: 'server-clock-ignored',
    rule: 'A date in Retry-After is measured by the Date of the same answer: here by the clock of the page.',
    test: 'test/client/submitRequest.test.ts',
    changes: [
      {
        in: 'readRetryAfter',
        from: 'const sentAt = readSentAt(headers, now) ?? now',
        to: 'const sentAt = now',
      },
    ],
  },
  {
    name: 'jitter-early',
    rule: 'Chance only ever lengthens a wait: here it shortens it.',
    test: 'test/client/submitRequest.test.ts',
    changes: [
      {
        in: 'toWaitMs',
        from: 'const spread = told ? base : Math.ceil(base * (1 + JITTER * random))',
        to: 'const spread = told ? base : Math.ceil(base * (1 - JITTER * random))',
      },
    ],
  },
  {
    name: 'longest-wait-unbounded',
    rule: 'No wait is longer than maxRetryAfterMs: here the server may ask for any.',
    test: 'test/client/pollGate.test.ts',
    changes: [
      {
        in: 'toWaitMs',
        from: 'return Math.min(Math.max(spread, pace.minPollMs), pace.maxRetryAfterMs)',
        to: 'return Math.max(spread, pace.minPollMs)',
      },
    ],
  },
  {
    name: 'shortest-wait-unbounded',
    rule: 'No wait is shorter than minPollMs: here the server may ask for none.',
    test: 'test/protocol/schedule.test.ts',
    changes: [
      {
        in: 'toWaitMs',
        from: 'return Math.min(Math.max(spread, pace.minPollMs), pace.maxRetryAfterMs)',
        to: 'return Math.min(spread, pace.maxRetryAfterMs)',
      },
    ],
  },
  {
    name: 'stuck-told-late',
    rule: 'Stuck is told at the moment it becomes so: here only at the next poll.',
    test: 'test/protocol/schedule.test.ts',
    changes: [
      {
        in: 'toWakeMs',
        from: 'const wakeMs = Math.min(snapshot.nextPollAt - now, snapshot.waitMs, untilStuck, MAX_TIMER_MS)',
        to: 'const wakeMs = Math.min(snapshot.nextPollAt - now, snapshot.waitMs, isPending ? untilStuck * Infinity : untilStuck, MAX_TIMER_MS)',
      },
    ],
  },
  {
    name: 'timer-blind-after-clock-back',
    rule: 'A timer is never longer than its own wait: here a clock that went back makes it so.',
    test: 'test/protocol/schedule.test.ts',
    changes: [
      {
        in: 'toWakeMs',
        from: 'const wakeMs = Math.min(snapshot.nextPollAt - now, snapshot.waitMs, untilStuck, MAX_TIMER_MS)',
        to: 'const wakeMs = Math.min(snapshot.nextPollAt - now, untilStuck, MAX_TIMER_MS)',
      },
    ],
  },
  {
    name: 'unknown-word-ends',
    rule: 'A status word that nobody knows is PENDING: here it is a failure.',
    test: 'test/client/oneUrl.test.ts',
    changes: [
      {
        in: 'readStatus',
        from: "return isFinal(word) ? word : 'PENDING'",
        to: "return isFinal(word) ? word : word === 'PENDING' || word === 'RUNNING' ? 'PENDING' : 'FAILED'",
      },
    ],
  },
  {
    name: 'foreign-url-followed',
    rule: 'A status URL on a host that is not trusted is refused: here it is taken.',
    test: 'test/protocol/statusUrl.test.ts',
    changes: [
      {
        in: 'readPath',
        from: 'const isAbsolute = /^https?:/i.test(reference)',
        to: 'const isAbsolute = reference === from.href',
      },
    ],
  },
  {
    name: 'status-query-lost',
    rule: 'Where a template makes the path, what else the status URL had is sent too: here its query is lost.',
    test: 'test/protocol/statusUrl.test.ts',
    changes: [
      {
        in: 'toOperationUrl',
        from: 'const path = (operationPath && statusPath) || toPath(id, operationPath)',
        to: 'const path = toPath(id, operationPath)',
      },
    ],
  },
]
