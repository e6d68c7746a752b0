// What React and TanStack Query are given.

import type { Mutant } from './mutant.ts'

export const hooks: readonly Mutant[] = [
  {
    name: 'deadline-in-view',
    rule: 'A poll without news renders nothing; here the view contains the next deadline.',
    test: 'test/hooks/useAsyncOperation.test.tsx',
    changes: [
      {
        in: 'toAsyncOperation',
        from: 'const base = { accepted, operation, endSeenAt, isStuck, pollError, connection: toConnection(snapshot) }',
        to: `const { nextPollAt } = snapshot
const base = { accepted, operation, endSeenAt, isStuck, pollError, connection: toConnection(snapshot), nextPollAt }`,
      },
    ],
  },
  {
    name: 'server-fault-is-failure',
    rule: 'A failed poll says nothing about the operation; here a server error is shown as FAILED.',
    test: 'test/protocol/advance.test.ts',
    changes: [
      {
        in: 'toAsyncOperation',
        from: "if (status === 'CANCELLED') return { ...base, status }",
        to: `if (status === 'CANCELLED') return { ...base, status }
if (pollError?.kind === 'server')
return { ...base, status: 'FAILED', error: { title: pollError.message, fields: [] } }`,
      },
    ],
  },
  {
    name: 'clock-ahead-slept-through',
    rule: 'A deadline from a clock that was ahead is detected on mount; here it is waited for.',
    test: 'test/hooks/reopenedPage.test.tsx',
    changes: [
      {
        in: 'operationOptions.refetchOnMount',
        from: 'reanchor(held() ?? data, now())',
        to: '(held() ?? data)',
      },
    ],
  },
  {
    name: 'known-state-frozen',
    rule: 'A query that the cache has dropped starts with what the client knows by then; here with what it knew before.',
    test: 'test/hooks/reopenedPage.test.tsx',
    changes: [
      {
        in: 'operationOptions',
        from: 'const held = () => gate.peek(identity)',
        to: 'const frozen = gate.peek(identity)\nconst held = () => frozen',
      },
    ],
  },
  {
    name: 'fetched-after-submission',
    rule: 'The timer of an operation that was just submitted polls it; here TanStack Query fetches at once.',
    test: 'test/hooks/reopenedPage.test.tsx',
    changes: [
      {
        in: 'operationOptions.refetchOnMount',
        from: 'data.nextPollAt === reanchor(held() ?? data, now()).nextPollAt',
        to: 'data === reanchor(held() ?? data, now())',
      },
    ],
  },
  {
    name: 'end-taken-back-by-cache',
    rule: 'A final status never changes, whatever is written to the cache; here the last write wins.',
    test: 'test/hooks/cache.test.tsx',
    changes: [
      {
        in: 'keepFinal',
        from: 'newerSnapshot(before, after)',
        to: 'after',
      },
    ],
  },
  {
    name: 'cached-202-ignored',
    rule: 'A poll learns the 202 that only the cache holds; here not, if the client knows a status already.',
    test: 'test/hooks/restoredCache.test.tsx',
    changes: [
      {
        in: 'operationOptions.queryFn',
        from: 'const cached = queryClient.getQueryCache().get(hash)?.state.data',
        to: 'const cached = held()?.operation ? held() : queryClient.getQueryCache().get(hash)?.state.data',
      },
    ],
  },
  {
    name: 'restored-cache-ignored',
    rule: 'A poll knows what only a restored cache holds; here it knows what this client holds.',
    test: 'test/hooks/restoredCache.test.tsx',
    changes: [
      {
        in: 'operationOptions.queryFn',
        from: 'const cached = queryClient.getQueryCache().get(hash)?.state.data',
        to: 'const cached = held()',
      },
    ],
  },
  {
    name: 'offline-polls',
    rule: 'Nothing is sent while the browser is offline; here it is.',
    test: 'test/hooks/useAsyncOperation.test.tsx',
    changes: [
      {
        in: 'operationOptions',
        from: "...(isLocal && { networkMode: 'always' as const }),",
        to: "networkMode: 'always',",
      },
    ],
  },
  {
    name: 'return-not-caught-up',
    rule: 'A tab that becomes visible again polls at once; here it does not.',
    test: 'test/hooks/useAsyncOperation.test.tsx',
    changes: [
      { in: 'operationOptions', from: "refetchOnWindowFocus: 'always',", to: 'refetchOnWindowFocus: false,' },
    ],
  },
  {
    name: 'view-not-shared',
    rule: 'A poll without news renders nothing; here each poll creates a new, equal view.',
    test: 'test/hooks/useAsyncOperation.test.tsx',
    changes: [{ in: 'keepFinal', from: 'replaceEqualDeep(before, after)', to: 'after' }],
  },
  {
    name: 'home-missing-in-query-keys',
    rule: 'Operations of two homes never share a cache entry; here those with the same ID do.',
    test: 'test/hooks/resume.test.tsx',
    changes: [
      {
        in: 'operationQueryKey',
        from: 'return [OPERATION_QUERIES, home, api, operationId] as const',
        to: "return [OPERATION_QUERIES, '', api, operationId] as const",
      },
    ],
  },
  {
    name: 'hidden-tab-polls',
    rule: 'A hidden tab does not poll; here it continues.',
    test: 'test/hooks/useAsyncOperation.test.tsx',
    changes: [
      {
        in: 'createObserver',
        from: 'refetchIntervalInBackground = false,',
        to: 'refetchIntervalInBackground = true,',
      },
    ],
  },
  {
    name: 'observers-not-shared',
    rule: 'An operation has one timer, however many components show it; here each component has its own.',
    test: 'test/hooks/applicationCache.test.tsx',
    changes: [
      { in: 'operationObserver', from: 'const shared = known.get(key)', to: "const shared = known.get('')" },
    ],
  },
  {
    name: 'claim-not-forgotten',
    rule: 'An intent that is waiting for its lock during a sign-out is not resumed; here it is.',
    test: 'test/hooks/signOutLate.test.tsx',
    changes: [{ in: 'resumeIntents.forget', from: 'claiming.abort()', to: '' }],
  },
  {
    name: 'destructive-resumed',
    rule: 'A deletion is never sent again automatically after a reload; here it is.',
    test: 'test/hooks/resume.test.tsx',
    changes: [
      {
        in: 'resumeIntent',
        from: 'record.takesIdempotencyKey && !record.isDestructive',
        to: 'record.takesIdempotencyKey',
      },
    ],
  },
  {
    name: 'batch-intent-resumed',
    rule: 'Only a batch sends its own intents again after a reload, because it may be paused; here the provider does too.',
    test: 'test/hooks/faultyBatch.test.tsx',
    changes: [{ in: 'resumeIntent', from: 'isHarmless && !record.isOfBatch', to: 'isHarmless' }],
  },
  {
    name: 'batch-resumed-destructive',
    rule: 'A batch of deletions is paused after a reload; here it resumes.',
    test: 'test/hooks/reloadedBatch.test.tsx',
    changes: [{ in: 'createBatch.restore', from: ' && !endpoint.isDestructive', to: '' }],
  },
  {
    name: 'batch-kept-after-sign-out',
    rule: 'What is stored during a sign-out is deleted; here it stays for the next user.',
    test: 'test/hooks/faultyBatch.test.tsx',
    changes: [
      {
        in: 'createJournal.readMark',
        from: 'since === era ? (mark ?? null) : undefined',
        to: 'mark ?? null',
      },
      { in: 'createBatch.startWith', from: 'if (signal.aborted) await store.remove(records)', to: '' },
    ],
  },
  {
    name: 'batch-unlimited',
    rule: 'A batch has no more inputs running than its concurrency; here all of them are.',
    test: 'test/hooks/useSubmitOperations.test.tsx',
    changes: [{ in: 'createBatchRun.go', from: 'waiting.slice(0, free)', to: 'waiting' }],
  },
  {
    name: 'old-intent-resumed',
    rule: 'Only a young intent is sent again automatically after a reload; here intents of any age are.',
    test: 'test/hooks/resume.test.tsx',
    changes: [
      {
        in: 'resumeIntent',
        from: 'const isFresh = ageMs >= 0 && ageMs < FRESH_MS',
        to: 'const isFresh = ageMs >= 0 && ageMs < FRESH_MS * 1_000',
      },
    ],
  },
  {
    name: 'resent-without-scope',
    rule: 'Nothing is sent again automatically without a scope; here it is.',
    test: 'test/hooks/signOut.test.tsx',
    changes: [
      {
        in: 'resumeIntent',
        from: 'const isSafe = scope !== undefined && isOpen && isHarmless',
        to: 'const isSafe = isOpen && isHarmless',
      },
    ],
  },
  {
    name: 'unreadable-intent-resent',
    rule: 'An intent whose journal cannot be read is not sent again automatically; here it is.',
    test: 'test/hooks/resume.test.tsx',
    changes: [
      {
        in: 'resumeIntent',
        from: 'const isSafe = scope !== undefined && isOpen && isHarmless',
        to: 'const isSafe = scope !== undefined && isHarmless',
      },
    ],
  },
  {
    name: 'end-told-without-settle',
    rule: 'Only the page that records the end of an operation reports it; here every page does.',
    test: 'test/hooks/resume.test.tsx',
    changes: [
      {
        in: 'settleOnce',
        from: `const isOurs = await journal.settle({ accepted, isWatched: true }, toStoredSnapshot(settled))
if (isOurs && !signal.aborted) report()`,
        to: `await journal.settle({ accepted, isWatched: true }, toStoredSnapshot(settled))
if (!signal.aborted) report()`,
      },
    ],
  },
  {
    name: 'end-written-after-sign-out',
    rule: 'The end of an operation that waited for its lock during a sign-out is not recorded; here it is.',
    test: 'test/hooks/signOutLate.test.tsx',
    changes: [{ in: 'settleOnce', from: 'if (signal.aborted) return', to: '' }],
  },
  {
    name: 'home-missing-in-settled-lock',
    rule: 'Two homes never wait for each other to report the end of an operation; here their locks have the same name.',
    test: 'test/hooks/journalHomes.test.tsx',
    changes: [
      {
        in: 'settleOnce',
        from: '`react-accepted settled ${name} ${toOperationKey(accepted)}`,',
        to: '`react-accepted settled ${name && toOperationKey(accepted)}`,',
      },
    ],
  },
  {
    name: 'many-never-offline',
    rule: 'A list of operations is offline without a network; here it looks connected.',
    test: 'test/hooks/useAsyncOperations.test.tsx',
    changes: [
      {
        in: 'createGroup',
        from: 'read: () => keep(list.map((observer) => observer.read())),',
        to: 'read: () => keep(list.map((observer) => observer.read(true))),',
      },
    ],
  },
  {
    name: 'result-read-unasked',
    rule: 'After a reload, a result is read when a component asks for it; here at once.',
    test: 'test/hooks/operationResult.test.tsx',
    changes: [
      {
        in: 'createOperationsTracker.applyRecord',
        from: "reopenResult(settled, engine, 'manual')",
        to: "reopenResult(settled, engine, 'timer')",
      },
    ],
  },
  {
    name: 'told-unread',
    rule: 'onSettled gets the result; here a tab that has not read it may call it first.',
    test: 'test/hooks/operationResult.test.tsx',
    changes: [{ in: 'createOperationsTracker.settle', from: "settled.wake === 'timer' || ", to: '' }],
  },
]
