// What is sent, under which key, and how often.

import type { Mutant } from './mutant.ts'

export const submission: readonly Mutant[] = [
  {
    name: 'earlier-attempt-forgotten',
    rule: 'An attempt of an earlier call or page may have been accepted; here it is forgotten.',
    test: 'test/client/submission/unclearIntents.test.ts',
    changes: [
      {
        in: 'createSubmission.send',
        from: "const isUnclear = intent.record.state === 'unclear'",
        to: 'const isUnclear = false',
      },
    ],
  },
  {
    name: 'edit-while-sending-untold',
    rule: 'A user who submits an edit while another version is in flight is told that the edit was not sent; here not.',
    test: 'test/client/submission/createSubmission.test.ts',
    changes: [
      {
        in: 'createSubmission.send',
        from: 'isEdited: isEdited || others.some((one) => one !== toContent(intent.request)),',
        to: 'isEdited,',
      },
    ],
  },
  {
    name: 'edited-body-under-blocked-key',
    rule: 'A key is never sent with another body; here an edited body is sent with the key of a blocked intent.',
    test: 'test/client/submission/throughGateways.test.ts',
    changes: [
      {
        in: 'createSubmission.submitNow',
        from: `if (sent && (before.state === 'unconfirmed' || (before.state === 'blocked' && isSame)))
return sendOld(sent, !isSame, task)`,
        to: `if (sent && (before.state === 'unconfirmed' || before.state === 'blocked'))
return sendOld(before.state === 'unconfirmed' || 'error' in fresh ? sent : { ...sent, request: fresh }, !isSame, task)`,
      },
    ],
  },
  {
    name: 'edited-body-under-old-key',
    rule: 'A key is never sent with another body; here an edited body is sent with the old key.',
    test: 'test/client/submission/unclearIntents.test.ts',
    changes: [
      {
        in: 'createSubmission.submitNow',
        from: 'return sendOld(sent, !isSame, task)',
        to: "return sendOld('error' in fresh ? sent : { ...sent, request: fresh }, false, task)",
      },
    ],
  },
  {
    name: 'failed-key-reused',
    rule: 'A new attempt after FAILED has a new key; here the old key replays the failure.',
    test: 'test/client/submission/createSubmission.test.ts',
    changes: [
      {
        in: 'createSubmission.submitNow',
        from: "if (sent && (before.state === 'unconfirmed' || (before.state === 'blocked' && isSame)))",
        to: "if (sent && (before.state === 'unconfirmed' || ((before.state === 'blocked' || before.state === 'accepted') && isSame)))",
      },
      { in: 'createSubmission.send', from: 'sent = undefined', to: 'sent = { ...intent, record }' },
    ],
  },
  {
    name: 'look-too-soon',
    rule: 'A resource that is soon after still missing from the list proves nothing; here that retires the key at once.',
    test: 'test/client/submission/unclearIntents.test.ts',
    changes: [
      {
        in: 'createSubmission.lookUp',
        from: 'const isSure = wasRejected(error) && isLookupConclusive(performance.now() - unclearAt, engine.context)',
        to: 'const isSure = wasRejected(error)',
      },
    ],
  },
  {
    name: 'second-click-sends',
    rule: 'A second click joins the submission in flight; here it sends again.',
    test: 'test/client/submission/createSubmission.test.ts',
    changes: [{ in: 'createSubmission.join', from: 'if (underWay) return underWay', to: '' }],
  },
  {
    name: 'unclear-then-new-key',
    rule: 'An unclear attempt is sent again with its own key; here a new key replaces it.',
    test: 'test/client/submission/unclearIntents.test.ts',
    changes: [
      {
        in: 'createSubmission.submitNow',
        from: "if (sent && (before.state === 'unconfirmed' || (before.state === 'blocked' && isSame)))",
        to: "if (sent && before.state === 'blocked' && isSame)",
      },
    ],
  },
  {
    name: 'written-late',
    rule: 'An intent is recorded before it is sent; here the write is not awaited.',
    test: 'test/client/submission/unclearIntents.test.ts',
    changes: [
      {
        in: 'createSubmission.send',
        from: 'const maySend = await ledger?.begin(record, intent.request, signal)',
        to: 'const maySend = await Promise.resolve(void setTimeout(() => void ledger?.begin(record, intent.request, signal), 5))',
      },
    ],
  },
  {
    name: 'home-missing-in-intent-lock',
    rule: "Two homes never wait for each other's intents; here their locks have the same name.",
    test: 'test/client/storage/intentLedger.test.ts',
    changes: [
      {
        in: 'createIntentLedger',
        from: 'const toLock = (idempotencyKey: string) => `react-accepted intent ${home} ${idempotencyKey}`',
        to: 'const toLock = (idempotencyKey: string) => `react-accepted intent ${home && idempotencyKey}`',
      },
    ],
  },
  {
    name: 'intent-written-after-sign-out',
    rule: 'A submission that waited for its lock during a sign-out is not recorded; here it is, for a moment.',
    test: 'test/hooks/signOutLate.test.tsx',
    changes: [
      {
        in: 'createIntentLedger.begin',
        from: "return signal.aborted || (await journal.writeIntent(record, request)) !== 'superseded'",
        to: "return (await journal.writeIntent(record, request)) !== 'superseded'",
      },
    ],
  },
  {
    name: 'stored-taken-for-new',
    rule: 'A second submission with the status URL of an operation that only the journal knows is another operation; here it is taken for that one.',
    test: 'test/hooks/oneUrl.test.tsx',
    changes: [
      {
        in: 'createIntentLedger',
        from: 'submitCallbacks: { mayGoOn: journal.isCurrent, findAccepted: journal.findAccepted },',
        to: 'submitCallbacks: { mayGoOn: journal.isCurrent, findAccepted: () => undefined },',
      },
    ],
  },
  {
    name: 'missing-part-kept',
    rule: 'A module that could not be loaded is loaded again on the next call; here its failure is cached.',
    test: 'test/client/http/lazy.test.ts',
    changes: [{ in: 'lazy.start', from: 'loading = undefined', to: '' }],
  },
  {
    name: 'missing-part-unclear',
    rule: 'A request that could not be made because a module is missing is refused; here it fails with some other error.',
    test: 'test/twilio/components/form/lazyChunks.test.tsx',
    changes: [
      {
        in: 'toUnsentError',
        from: 'return error instanceof RequestError',
        to: "return error instanceof RequestError && error.failure.kind === 'contract'",
      },
    ],
  },
  {
    name: 'poisoned-path-sent',
    rule: 'A stored request that leaves the API is not sent; here it is.',
    test: 'test/client/request/preparedRequest.test.ts',
    changes: [
      {
        in: 'readPreparedRequest',
        from: "if (!method || !kind || typeof path !== 'string' || !isSendable({ path, headers })) return undefined",
        to: "if (!method || !kind || typeof path !== 'string') return undefined",
      },
    ],
  },
  {
    name: 'redirect-followed',
    rule: 'No redirect is followed, because it could take our headers elsewhere; here every redirect is.',
    test: 'test/client/http/sendRequest.test.ts',
    changes: [
      {
        in: 'sendRequest.respond',
        from: "redirect: 'manual'",
        to: "redirect: 'follow'",
      },
    ],
  },
  {
    name: 'retry-after-of-429-ignored',
    rule: 'The Retry-After of a 429 sets the time of the next attempt; here it is ignored.',
    test: 'test/client/request/submitRequest.test.ts',
    changes: [
      {
        in: 'sendRequest',
        from: 'retryAfterMs,',
        to: 'retryAfterMs: httpStatus === 429 ? undefined : retryAfterMs,',
      },
    ],
  },
  {
    name: 'deaf-fetch-waited-for',
    rule: 'A request ends at its timeout, even if fetch ignores its signal; here it waits for fetch.',
    test: 'test/client/http/sendRequest.test.ts',
    changes: [{ in: 'sendRequest', from: 'await Promise.race([respond(), aborted])', to: 'await respond()' }],
  },
  {
    name: 'endless-body-waited-for',
    rule: 'A request ends at its timeout, even if only the body does not end; here it waits for the body.',
    test: 'test/client/http/sendRequest.test.ts',
    changes: [
      {
        in: 'sendRequest',
        from: 'await Promise.race([readBody(response, maxBytes), aborted])',
        to: 'await readBody(response, maxBytes)',
      },
    ],
  },
  {
    name: 'timer-leaked',
    rule: 'No timer is left behind; here the timeout of a request keeps running after its response.',
    test: 'test/client/createOperationsClient.test.ts',
    changes: [{ in: 'sendRequest', from: 'if (timer) clearTimeout(timer)', to: 'void timer' }],
  },
  {
    name: 'clock-ahead-is-young',
    rule: 'A record from a clock that was ahead has no known age; here it counts as young.',
    test: 'test/client/submission/unclearIntents.test.ts',
    changes: [
      {
        in: 'toEarlierIntent',
        from: 'bornAt: ageMs < -CLOCK_CORRECTION_MS ? -Infinity : performance.now() - ageMs,',
        to: 'bornAt: performance.now() - ageMs,',
      },
    ],
  },
  {
    name: 'dead-key-sent',
    rule: 'A key expires after 23 hours; here it is still sent.',
    test: 'test/client/submission/unclearIntents.test.ts',
    changes: [
      {
        in: 'canSendAgain',
        from: 'return record.takesIdempotencyKey && request !== undefined && ageMs < KEY_LIFE_MS',
        to: 'return record.takesIdempotencyKey && request !== undefined && ageMs < KEY_LIFE_MS * 2',
      },
    ],
  },
  {
    name: 'form-takes-anothers',
    rule: 'A new form does not continue the intent of another form; here it does.',
    test: 'test/client/submission/submissions.test.ts',
    changes: [
      { in: 'createSubmissions.find', from: '(resourceId !== undefined || earlier.has(one)),', to: 'true,' },
    ],
  },
  {
    name: 'clear-no-after-unclear',
    rule: 'A 4xx after an unclear attempt is not a definite refusal; here it retires the key.',
    test: 'test/client/request/submitRequest.test.ts',
    changes: [
      {
        in: 'sendUntilAccepted',
        from: "isUnclear ||= outcome === 'unclear'",
        to: "isUnclear = outcome !== 'refused' && (isUnclear || outcome === 'unclear')",
      },
    ],
  },
  {
    name: 'deletion-done-refused',
    rule: 'A deletion that gets a 404 after an unclear attempt is completed; here it is not.',
    test: 'test/client/request/submitRequest.test.ts',
    changes: [
      {
        in: 'sendUntilAccepted',
        from: "if (key !== undefined && isUnclear && request.method === 'DELETE' && isGone(failure))",
        to: "if (key !== undefined && isUnclear && request.method === 'DELETE' && !failure)",
      },
    ],
  },
  {
    name: 'key-changes-on-retry',
    rule: 'All attempts of an intent have one key; here each retry has a new one.',
    test: 'test/client/request/submitRequest.test.ts',
    changes: [
      {
        in: 'sendUntilAccepted',
        from: 'const answer = await attemptRequest(request, { ...client, api, key, signal, findAccepted })',
        to: 'const answer = await attemptRequest(request, { ...client, api, key: attempt > 1 && key ? createUuid() : key, signal, findAccepted })',
      },
    ],
  },
  {
    name: 'keys-out-of-order',
    rule: 'Keys of one tab are in order; here two of the same millisecond, or after the clock was set back, are not.',
    test: 'test/client/request/idempotencyKey.test.ts',
    changes: [{ in: 'createUuid', from: 'Math.max(lastTime + 1, Date.now())', to: 'Date.now()' }],
  },
  {
    name: 'long-retry-after-slept-through',
    rule: 'After a long Retry-After, the user decides about a retry; here the client waits and retries.',
    test: 'test/client/request/submitRequest.test.ts',
    changes: [
      {
        in: 'sendUntilAccepted',
        from: 'const isShortWait = (failure.retryAfterMs ?? 0) <= MAX_RETRY_WAIT_MS',
        to: 'const isShortWait = (failure.retryAfterMs ?? 0) <= MAX_RETRY_WAIT_MS * Infinity',
      },
    ],
  },
  {
    name: 'retried-without-end',
    rule: 'An intent is sent automatically at most five times; here six times.',
    test: 'test/client/request/submitRequest.test.ts',
    changes: [
      {
        in: 'sendUntilAccepted',
        from: 'const mayRetry = key !== undefined && attempt <= MAX_RETRIES && isWorthRetrying && !isFinal',
        to: 'const mayRetry = key !== undefined && attempt <= MAX_RETRIES + 1 && isWorthRetrying && !isFinal',
      },
    ],
  },
  {
    name: 'retry-after-refusal',
    rule: 'A definite refusal is not retried; here it is.',
    test: 'test/client/request/submitRequest.test.ts',
    changes: [
      {
        in: 'sendUntilAccepted',
        from: 'const mayRetry = key !== undefined && attempt <= MAX_RETRIES && isWorthRetrying && !isFinal',
        to: 'const mayRetry = key !== undefined && attempt <= MAX_RETRIES && !isFinal',
      },
    ],
  },
  {
    name: 'retry-after-sign-out',
    rule: 'No retry is sent once another tab has cleared the journal; here that is not checked.',
    test: 'test/hooks/signOutUnheard.test.tsx',
    changes: [
      {
        in: 'sendUntilAccepted',
        from: 'if (isOver || (mayGoOn && !(await mayGoOn()))) {',
        to: 'if (isOver) {',
      },
    ],
  },
  {
    name: 'retry-without-key',
    rule: 'Nothing is sent twice without a key; here it is retried.',
    test: 'test/client/request/submitRequest.test.ts',
    changes: [
      {
        in: 'sendUntilAccepted',
        from: 'const mayRetry = key !== undefined && attempt <= MAX_RETRIES && isWorthRetrying && !isFinal',
        to: 'const mayRetry = attempt <= MAX_RETRIES && isWorthRetrying && !isFinal',
      },
    ],
  },
  {
    name: 'sent-after-2xx',
    rule: 'Nothing is sent again after a 2xx other than 202; here it is.',
    test: 'test/client/request/submitRequest.test.ts',
    changes: [
      {
        in: 'readRejection',
        from: 'return { failure: defined({ ...broken, httpStatus, requestId: failure?.requestId }), isFinal: true }',
        to: 'return { failure: defined({ ...broken, httpStatus, requestId: failure?.requestId }), isFinal: false }',
      },
    ],
  },
  {
    name: 'unclear-forgotten',
    rule: 'A 401 or 403 says nothing about an earlier, unclear attempt; here it does.',
    test: 'test/client/request/submitRequest.test.ts',
    changes: [
      {
        in: 'sendUntilAccepted',
        from: "throw new SubmissionError(isUnclear ? 'unclear' : outcome, failure, attempt, key)",
        to: 'throw new SubmissionError(outcome, failure, attempt, key)',
      },
    ],
  },
  {
    name: 'result-read-after-sign-out',
    rule: 'A sign-out also ends what takes more than one request; here the next request is sent.',
    test: 'test/hooks/signOutChains.test.tsx',
    changes: [
      {
        in: 'lookUpResult',
        from: 'sendRequest(context, api, { url: statusUrl, signal })',
        to: 'sendRequest(context, api, { url: statusUrl })',
      },
      { in: 'lookUpResult', from: 'readFrom({ url, signal }', to: 'readFrom({ url }' },
    ],
  },
  {
    name: 'request-sent-with-late-headers',
    rule: 'A request whose headers arrive after a sign-out is not sent; here it is.',
    test: 'test/hooks/signOutChains.test.tsx',
    changes: [{ in: 'sendRequest', from: 'signal.throwIfAborted()', to: 'void signal' }],
  },
  {
    name: 'foreign-result-fetched',
    rule: 'A result on another host is a link and is never fetched; here it is.',
    test: 'test/client/request/lookUpResult.test.ts',
    changes: [
      {
        in: 'lookUpResult',
        from: 'const url = path && toNamedUrl(path, api)',
        to: 'const url = (path && toNamedUrl(path, api)) || link',
      },
    ],
  },
]
