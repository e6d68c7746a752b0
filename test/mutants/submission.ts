// What is sent, under which key, and how often.

import type { Mutant } from './mutant.ts'

export const submission: readonly Mutant[] = [
  {
    name: 'earlier-attempt-forgotten',
    rule: 'An attempt of an earlier call or page may have been accepted: here it is forgotten.',
    test: 'test/client/unclearIntents.test.ts',
    changes: [
      {
        in: 'createSubmission.send',
        from: "const isUnclear = old.record.state === 'unclear'",
        to: 'const isUnclear = false',
      },
    ],
  },
  {
    name: 'edit-while-sending-untold',
    rule: 'Who edits while another version is on its way is told that this was not sent: here nobody is.',
    test: 'test/client/createSubmission.test.ts',
    changes: [
      {
        in: 'createSubmission.send',
        from: 'isEdited: isEdited || others.some((one) => one !== toContent(old.request)),',
        to: 'isEdited,',
      },
    ],
  },
  {
    name: 'edited-body-under-blocked-key',
    rule: 'A key never travels with another body: here an edited one goes under a key that was not let through.',
    test: 'test/client/throughGateways.test.ts',
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
    rule: 'A key never travels with another body: here an edited one goes under the old key.',
    test: 'test/client/unclearIntents.test.ts',
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
    rule: 'After FAILED a new attempt has a new key: here the old one replays the failure.',
    test: 'test/client/createSubmission.test.ts',
    changes: [
      {
        in: 'createSubmission.submitNow',
        from: "if (sent && (before.state === 'unconfirmed' || (before.state === 'blocked' && isSame)))",
        to: "if (sent && (before.state === 'unconfirmed' || ((before.state === 'blocked' || before.state === 'accepted') && isSame)))",
      },
      { in: 'createSubmission.send', from: 'sent = undefined', to: 'sent = { ...old, record }' },
    ],
  },
  {
    name: 'look-too-soon',
    rule: 'Not to be in the list soon after says nothing: here it retires the key at once.',
    test: 'test/client/unclearIntents.test.ts',
    changes: [
      {
        in: 'createSubmission.lookUp',
        from: 'const isSure = isClearNo(error) && isLookSure(performance.now() - unclearAt, client.context)',
        to: 'const isSure = isClearNo(error)',
      },
    ],
  },
  {
    name: 'second-click-sends',
    rule: 'A second click joins the submission under way: here it sends again.',
    test: 'test/client/createSubmission.test.ts',
    changes: [{ in: 'createSubmission.join', from: 'if (underWay) return underWay', to: '' }],
  },
  {
    name: 'unclear-then-new-key',
    rule: 'While an attempt is unclear, it is sent again under its own key: here a new key takes its place.',
    test: 'test/client/unclearIntents.test.ts',
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
    rule: 'An intent is written down before it leaves: here it is not waited for.',
    test: 'test/client/unclearIntents.test.ts',
    changes: [
      {
        in: 'createSubmission.send',
        from: 'const mayLeave = await keeper?.begin(record, old.request, signal)',
        to: 'const mayLeave = await Promise.resolve(void setTimeout(() => void keeper?.begin(record, old.request, signal), 5))',
      },
    ],
  },
  {
    name: 'home-missing-in-intent-lock',
    rule: "Two homes never wait for each other's intents: here their locks have one name.",
    test: 'test/client/intentKeeper.test.ts',
    changes: [
      {
        in: 'createIntentKeeper',
        from: 'const toLock = (idempotencyKey: string) => `react-accepted intent ${home} ${idempotencyKey}`',
        to: 'const toLock = (idempotencyKey: string) => `react-accepted intent ${home && idempotencyKey}`',
      },
    ],
  },
  {
    name: 'intent-written-after-sign-out',
    rule: 'A submission that waited for its lock while a person signed out is not written down: here it is, for a moment.',
    test: 'test/hooks/signOutLate.test.tsx',
    changes: [
      {
        in: 'createIntentKeeper.begin',
        from: "return signal.aborted || (await journal.writeIntent(record, request)) !== 'superseded'",
        to: "return (await journal.writeIntent(record, request)) !== 'superseded'",
      },
    ],
  },
  {
    name: 'stored-taken-for-new',
    rule: 'A second submission at the status URL of an operation that only the journal knows is another: here it is taken for the one before.',
    test: 'test/hooks/oneUrl.test.tsx',
    changes: [
      {
        in: 'createIntentKeeper',
        from: 'checks: { mayGoOn: journal.isCurrent, findAccepted: journal.findAccepted },',
        to: 'checks: { mayGoOn: journal.isCurrent, findAccepted: () => undefined },',
      },
    ],
  },
  {
    name: 'missing-part-kept',
    rule: 'A part that could not be loaded is tried again: here its failure is kept.',
    test: 'test/client/late.test.ts',
    changes: [{ in: 'late.start', from: 'loading = undefined', to: '' }],
  },
  {
    name: 'missing-part-unclear',
    rule: 'A request that could not be made, since a part of the page is missing, is refused: here it is some other error.',
    test: 'test/twilio/components/lateParts.test.tsx',
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
    rule: 'A stored request that leaves the API is not sent: here it is.',
    test: 'test/client/preparedRequest.test.ts',
    changes: [
      {
        in: 'readPreparedRequest',
        from: "if (!method || !kind || typeof path !== 'string' || !isSound({ path, headers })) return undefined",
        to: "if (!method || !kind || typeof path !== 'string') return undefined",
      },
    ],
  },
  {
    name: 'redirect-followed',
    rule: 'No redirect is followed, for it may lead elsewhere with our headers: here each is.',
    test: 'test/client/sendRequest.test.ts',
    changes: [
      {
        in: 'send',
        from: "return fetch(url, { ...init, headers, signal, redirect: 'manual', cache: 'no-store' })",
        to: "return fetch(url, { ...init, headers, signal, redirect: 'follow', cache: 'no-store' })",
      },
    ],
  },
  {
    name: 'retry-after-of-429-ignored',
    rule: 'A 429 says when to ask again: here its own Retry-After is ignored.',
    test: 'test/client/submitRequest.test.ts',
    changes: [
      {
        in: 'sendRequest',
        from: 'retryAfterMs,',
        to: 'retryAfterMs: httpStatus === 429 ? undefined : retryAfterMs,',
      },
    ],
  },
  {
    name: 'timer-leaked',
    rule: 'No timer is left behind: here the time limit of a request goes on after its answer.',
    test: 'test/client/createOperationsClient.test.ts',
    changes: [{ in: 'sendRequest', from: 'if (timer) clearTimeout(timer)', to: 'void timer' }],
  },
  {
    name: 'clock-ahead-is-young',
    rule: 'A record from a clock that was ahead is of no known age: here it counts as young.',
    test: 'test/client/unclearIntents.test.ts',
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
    rule: 'A key is dead after 23 hours: here it is still sent.',
    test: 'test/client/unclearIntents.test.ts',
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
    rule: 'A new form is no other form’s: here it takes what another one has left.',
    test: 'test/client/submissions.test.ts',
    changes: [
      { in: 'createSubmissions.find', from: '(resourceId !== undefined || earlier.has(one)),', to: 'true,' },
    ],
  },
  {
    name: 'clear-no-after-unclear',
    rule: 'A 4xx after an unclear attempt is no clear no: here it retires the key.',
    test: 'test/client/submitRequest.test.ts',
    changes: [
      {
        in: 'submitRequest',
        from: "isUnclear ||= outcome === 'unclear'",
        to: "isUnclear = outcome !== 'refused' && (isUnclear || outcome === 'unclear')",
      },
    ],
  },
  {
    name: 'deletion-done-refused',
    rule: 'A deletion that meets 404 after an unclear attempt has done its work: here it is not taken for done.',
    test: 'test/client/submitRequest.test.ts',
    changes: [
      {
        in: 'submitRequest',
        from: "if (key !== undefined && isUnclear && request.method === 'DELETE' && isGone(failure))",
        to: "if (key !== undefined && isUnclear && request.method === 'DELETE' && !failure)",
      },
    ],
  },
  {
    name: 'key-changes-on-retry',
    rule: 'One key over every attempt of an intent: here each retry has a new one.',
    test: 'test/client/submitRequest.test.ts',
    changes: [
      {
        in: 'submitRequest',
        from: 'const answer = await attemptOnce(request, { api, key, context, gate, signal, findAccepted })',
        to: 'const answer = await attemptOnce(request, { api, key: attempt > 1 && key ? createIdempotencyKey() : key, context, gate, signal, findAccepted })',
      },
    ],
  },
  {
    name: 'long-retry-after-slept-through',
    rule: 'A long Retry-After is for the person to decide: here it is slept through.',
    test: 'test/client/submitRequest.test.ts',
    changes: [
      {
        in: 'submitRequest',
        from: 'const isPatient = (failure.retryAfterMs ?? 0) <= MAX_RETRY_WAIT_MS',
        to: 'const isPatient = (failure.retryAfterMs ?? 0) <= MAX_RETRY_WAIT_MS * Infinity',
      },
    ],
  },
  {
    name: 'retried-without-end',
    rule: 'An intent is tried five times at most by itself: here six times.',
    test: 'test/client/submitRequest.test.ts',
    changes: [
      {
        in: 'submitRequest',
        from: 'const mayRetry = key !== undefined && attempt <= MAX_RETRIES && mayMend && !isFinal',
        to: 'const mayRetry = key !== undefined && attempt <= MAX_RETRIES + 1 && mayMend && !isFinal',
      },
    ],
  },
  {
    name: 'retry-after-refusal',
    rule: 'A clear no is not asked again: here it is retried.',
    test: 'test/client/submitRequest.test.ts',
    changes: [
      {
        in: 'submitRequest',
        from: 'const mayRetry = key !== undefined && attempt <= MAX_RETRIES && mayMend && !isFinal',
        to: 'const mayRetry = key !== undefined && attempt <= MAX_RETRIES && !isFinal',
      },
    ],
  },
  {
    name: 'retry-after-sign-out',
    rule: 'No retry leaves once another tab has cleared the journal: here nobody asks before it.',
    test: 'test/hooks/signOutUnheard.test.tsx',
    changes: [
      { in: 'submitRequest', from: 'if (isOver || (mayGoOn && !(await mayGoOn()))) {', to: 'if (isOver) {' },
    ],
  },
  {
    name: 'retry-without-key',
    rule: 'Without a key nothing is sent twice: here it is retried.',
    test: 'test/client/submitRequest.test.ts',
    changes: [
      {
        in: 'submitRequest',
        from: 'const mayRetry = key !== undefined && attempt <= MAX_RETRIES && mayMend && !isFinal',
        to: 'const mayRetry = attempt <= MAX_RETRIES && mayMend && !isFinal',
      },
    ],
  },
  {
    name: 'sent-after-2xx',
    rule: 'After a 2xx that is no 202 nothing is sent again: here it is.',
    test: 'test/client/submitRequest.test.ts',
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
    rule: 'A refused sign-in does not answer for an earlier attempt that is unclear: here it does.',
    test: 'test/client/submitRequest.test.ts',
    changes: [
      {
        in: 'submitRequest',
        from: "throw new SubmissionError(isUnclear ? 'unclear' : outcome, failure, attempt, key)",
        to: 'throw new SubmissionError(outcome, failure, attempt, key)',
      },
    ],
  },
]
