// What the wire says, and what follows from it.

import type { Mutant } from './mutant.ts'

export const protocol: readonly Mutant[] = [
  {
    name: 'ended-taken-for-new',
    rule: 'A 202 with the status URL of an ended operation that was not submitted here names another operation; here it names the ended one.',
    test: 'test/protocol/acceptance.test.ts',
    changes: [
      {
        in: 'disambiguate',
        from: ': known?.operation && isFinal(known.operation.status)',
        to: ': undefined',
      },
    ],
  },
  {
    name: 'open-taken-for-new',
    rule: 'A second submission with the status URL of an open operation is another operation; here it is taken for the open one.',
    test: 'test/protocol/acceptance.test.ts',
    changes: [
      {
        in: 'disambiguate',
        from: '? accepted.idempotencyKey !== submissionMark',
        to: '? accepted.idempotencyKey !== submissionMark && known?.operation && isFinal(known.operation.status)',
      },
    ],
  },
  {
    name: 'replay-taken-for-new',
    rule: 'The same key means the same operation, even if only a journal knows it; here it means another one.',
    test: 'test/protocol/acceptance.test.ts',
    changes: [
      {
        in: 'disambiguate',
        from: '? accepted.idempotencyKey !== submissionMark',
        to: '? accepted.idempotencyKey !== submissionMark || !known',
      },
    ],
  },
  {
    name: 'status-url-passed-over',
    rule: 'The first source that names the operation decides; here Location comes before statusUrl.',
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
    rule: 'After a response that breaks the contract, polling slows down; here it continues as after any failure.',
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
    rule: 'A final status never changes, whatever arrives late; here a response that comes after the end overwrites it.',
    test: 'test/client/polling/pollGate.test.ts',
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
    rule: 'Automatic polling stops after maxWatchMs; here it never stops.',
    test: 'test/client/polling/pollGate.test.ts',
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
    rule: 'A 404 soon after the acceptance means "not yet"; here it ends polling at once.',
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
    rule: "A response without a Retry-After keeps the server's last pace; here that is forgotten.",
    test: 'test/client/createOperationsClient.test.ts',
    changes: [
      {
        in: 'advance',
        from: 'const serverRetryAfterMs = retryAfterMs ?? snapshot.serverRetryAfterMs',
        to: 'const serverRetryAfterMs = retryAfterMs',
      },
    ],
  },
  {
    name: 'sign-in-polled-on',
    rule: 'After a 401 or 403, polling waits until the user returns; here it continues.',
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
    rule: 'After a 401 or 403, polling waits until the user returns; here the operation is shown as UNAVAILABLE.',
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
    rule: 'A stuck operation is polled less often; here it is polled as often as before.',
    test: 'test/protocol/advance.test.ts',
    changes: [
      {
        in: 'advance',
        from: 'const waitMs = toWaitMs({ answersWithoutRetryAfter, serverRetryAfterMs, retryAfterMs, slow }, context)',
        to: 'const waitMs = toWaitMs({ answersWithoutRetryAfter, serverRetryAfterMs, retryAfterMs }, context)',
      },
    ],
  },
  {
    name: 'clock-back-blinds',
    rule: 'A clock that jumps back costs one wait; here nothing is polled until it has caught up.',
    test: 'test/client/polling/pollGate.test.ts',
    changes: [
      {
        in: 'reanchor',
        from: '? { ...deadline, nextPollAt: now + deadline.waitMs }',
        to: '? { ...deadline, nextPollAt: deadline.nextPollAt }',
      },
    ],
  },
  {
    name: 'stuck-never-told',
    rule: 'An operation that is PENDING for longer than stuckAfterMs is stuck; here it never is.',
    test: 'test/client/polling/pollGate.test.ts',
    changes: [
      {
        in: 'applyTime',
        from: 'return toStuckMs(next, now, pace) <= 0 ? { ...next, isStuck: true } : next',
        to: 'return toStuckMs(next, now, pace) <= -Infinity ? { ...next, isStuck: true } : next',
      },
    ],
  },
  {
    name: 'end-becomes-another',
    rule: 'A final status never changes, whatever the source of the news; here COMPLETED may become FAILED.',
    test: 'test/client/polling/pollGate.test.ts',
    changes: [
      {
        in: 'newerSnapshot',
        from: 'const isOtherEnd = rankBefore > 1 && before.operation?.status !== after.operation?.status',
        to: 'const isOtherEnd = rankBefore > 3 && before.operation?.status !== after.operation?.status',
      },
    ],
  },
  {
    name: 'end-taken-back',
    rule: 'A final status never changes, whatever the source of the news; here another tab undoes it.',
    test: 'test/client/polling/pollGate.test.ts',
    changes: [
      {
        in: 'newerSnapshot',
        from: 'const kept = rank(after) < rankBefore || isOtherEnd ? before : after',
        to: 'const kept = rankBefore > 3 || isOtherEnd ? before : after',
      },
    ],
  },
  {
    name: 'watched-twice',
    rule: 'No time counts as watched twice; here the time between two deadlines does if the older one is kept.',
    test: 'test/protocol/neverBack.test.ts',
    changes: [
      {
        in: 'newerSnapshot',
        from: 'const watchedMs = kept.watchedMs + Math.max(rest.watchedMs - toWatchedMs(kept, toPolledAt(rest)), 0)',
        to: 'const watchedMs = Math.max(kept.watchedMs, rest.watchedMs)',
      },
    ],
  },
  {
    name: 'junk-retry-after-is-zero',
    rule: 'An invalid Retry-After counts as absent; here it asks for no wait at all.',
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
    rule: "A date in Retry-After is measured against the Date of the same response; here against the page's clock.",
    test: 'test/client/request/submitRequest.test.ts',
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
    rule: 'Jitter only lengthens a wait; here it shortens it.',
    test: 'test/client/request/submitRequest.test.ts',
    changes: [
      {
        in: 'toWaitMs',
        from: 'const spread = serverWaitMs ? base : Math.ceil(base * (1 + 0.1 * random))',
        to: 'const spread = serverWaitMs ? base : Math.ceil(base * (1 - 0.1 * random))',
      },
    ],
  },
  {
    name: 'longest-wait-unbounded',
    rule: 'No wait is longer than maxRetryAfterMs; here the server may ask for any wait.',
    test: 'test/client/polling/pollGate.test.ts',
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
    rule: 'No wait is shorter than minPollMs; here the server may ask for none.',
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
    rule: 'An operation is shown as stuck at the moment it becomes stuck; here only at the next poll.',
    test: 'test/protocol/schedule.test.ts',
    changes: [
      {
        in: 'toWakeMs',
        from: 'const wakeMs = Math.min(snapshot.nextPollAt - now, snapshot.waitMs, stuckMs, MAX_TIMER_MS)',
        to: 'const wakeMs = Math.min(snapshot.nextPollAt - now, snapshot.waitMs, stuckMs * Infinity, MAX_TIMER_MS)',
      },
    ],
  },
  {
    name: 'timer-blind-after-clock-back',
    rule: 'A timer is never longer than its own wait; here a clock that jumps back makes it longer.',
    test: 'test/protocol/schedule.test.ts',
    changes: [
      {
        in: 'toWakeMs',
        from: 'const wakeMs = Math.min(snapshot.nextPollAt - now, snapshot.waitMs, stuckMs, MAX_TIMER_MS)',
        to: 'const wakeMs = Math.min(snapshot.nextPollAt - now, stuckMs, MAX_TIMER_MS)',
      },
    ],
  },
  {
    name: 'unknown-word-ends',
    rule: 'An unknown status word counts as PENDING; here it counts as FAILED.',
    test: 'test/client/oneUrl.test.ts',
    changes: [
      {
        in: 'readStatus',
        from: "return isFinal(own) ? own : 'PENDING'",
        to: "return isFinal(own) ? own : own === 'PENDING' || own === 'RUNNING' ? 'PENDING' : 'FAILED'",
      },
    ],
  },
  {
    name: 'foreign-url-followed',
    rule: 'A status URL on an untrusted host is refused; here it is accepted.',
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
    rule: 'If a template builds the path, the rest of the status URL is sent too; here its query is lost.',
    test: 'test/protocol/statusUrl.test.ts',
    changes: [
      {
        in: 'toOperationUrl',
        from: 'const path = statusPath || toPath(id, operationPath)',
        to: 'const path = toPath(id, operationPath)',
      },
    ],
  },
  {
    name: 'dialect-url-unchecked',
    rule: 'A URL that a dialect gives is checked like any other; here one that moves elsewhere is passed over.',
    test: 'test/protocol/dialects/azureDialect.test.ts',
    changes: [
      {
        in: 'defineDialect.readPoll',
        from: 'if (statusUrl && !moved) return { error: untrustedFailure(statusUrl) }',
        to: '',
      },
    ],
  },
  {
    name: 'dialect-move-forgotten',
    rule: 'A status URL that has moved stays there; here the next response without one moves it back.',
    test: 'test/protocol/dialects/azureDialect.test.ts',
    changes: [{ in: 'defineDialect.readPoll', from: ': before?.statusPath', to: ': undefined' }],
  },
  {
    name: 'dialect-progress-back',
    rule: 'Progress never goes back; here it does.',
    test: 'test/protocol/dialects/azureDialect.test.ts',
    changes: [
      {
        in: 'toOperation',
        from: 'Math.max(Math.floor(progress + 1e-6), progressBefore ?? 0)',
        to: 'Math.floor(progress + 1e-6)',
      },
    ],
  },
  {
    name: 'cancel-forgotten-by-late-poll',
    rule: 'An operation stays cancelling until it ends; here the response to an earlier poll undoes it.',
    test: 'test/hooks/useCancelOperation.test.tsx',
    changes: [
      {
        in: 'defineDialect.readPoll',
        from: 'known.operation?.isCancelling || context.cancelling?.has(toOperationKey(known))',
        to: 'known.operation?.isCancelling || (context.cancelling?.has(toOperationKey(known)) && undefined)',
      },
    ],
  },
  {
    name: 'cancel-sent-twice',
    rule: 'Two calls at once send one request to cancel; here they send two.',
    test: 'test/protocol/dialects/cancel.test.ts',
    changes: [
      {
        in: 'cancelOperation',
        from: 'all.get(key) ?? cancel(engine, known)',
        to: 'cancel(engine, known)',
      },
    ],
  },
  {
    name: 'cancel-kept-after-sign-out',
    rule: 'The response to a request to cancel counts for nothing after a sign-out; here it is kept.',
    test: 'test/hooks/useCancelOperation.test.tsx',
    changes: [
      {
        in: 'cancel',
        from: 'signal: gate.session(),',
        to: '',
      },
    ],
  },
  {
    name: 'cancel-lost-by-reload',
    rule: 'A reload shows that an operation is being cancelled; here it does not.',
    test: 'test/hooks/useCancelOperation.test.tsx',
    changes: [
      {
        in: 'createOperationsTracker.applyRecord',
        from: 'if (!settled && record.isCancelling)',
        to: 'if (settled && record.isCancelling)',
      },
    ],
  },
  {
    name: 'cancel-elsewhere',
    rule: 'A request to cancel stays below baseUrl; here a URL of another host is taken as it is.',
    test: 'test/protocol/dialects/cancelRequest.test.ts',
    changes: [
      {
        in: 'readNamedPath',
        from: 'readStatusUrl(named, [plain], pageUrl, url)?.operationId',
        to: '(readStatusUrl(named, [plain], pageUrl, url)?.operationId ?? new URL(named).pathname)',
      },
    ],
  },
  {
    name: 'dialect-reads-sign-in',
    rule: 'A 401, 403 or 429 says nothing about the operation, in any dialect; here the dialect reads it.',
    test: 'test/protocol/dialects/azureDialect.test.ts',
    changes: [{ in: 'ENGINE_STATUSES', from: '[401, 403, 425, 429]', to: '[0]' }],
  },
  {
    name: 'sent-again-after-202',
    rule: 'After a whole 2xx nothing is sent again; here a 202 that names no operation is retried.',
    test: 'test/client/request/submitRequest.test.ts',
    changes: [{ in: 'readAnswer', from: 'isFinal: !cut }', to: 'isFinal: false }' }],
  },
  {
    name: 'result-stored',
    rule: 'Results are neither stored nor sent to other tabs; here they are.',
    test: 'test/hooks/operationResult.test.tsx',
    changes: [
      {
        in: 'toStoredSnapshot',
        from: "result.state !== 'none' && { result: UNREAD }",
        to: '{ result }',
      },
    ],
  },
  {
    name: 'signed-link-stored',
    rule: 'A link to a result that may be signed is not stored; here it is.',
    test: 'test/hooks/operationResult.test.tsx',
    changes: [
      {
        in: 'withoutSignedLinks',
        from: "resultUrl?.includes('?') === false && { resultUrl }",
        to: 'resultUrl !== undefined && { resultUrl }',
      },
    ],
  },
  {
    name: 'invalid-result-shown',
    rule: 'A result that the schema rejects is invalid; here it is given to the application.',
    test: 'test/client/request/lookUpResult.test.ts',
    changes: [{ in: 'validateResult', from: 'if (!schema)', to: 'if (!schema || value !== undefined)' }],
  },
]
