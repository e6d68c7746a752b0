// What React and TanStack Query are given.

import type { Mutant } from './mutant.ts'

export const hooks: readonly Mutant[] = [
  {
    name: 'deadline-in-view',
    rule: 'A poll that brings nothing new renders nothing: here the view carries the next deadline.',
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
    rule: 'A poll that fails says nothing of the operation: here a fault of the server is shown as FAILED.',
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
    rule: 'A deadline of another clock is seen on arrival: here it is slept through.',
    test: 'test/hooks/comingBack.test.tsx',
    changes: [
      { in: 'operationOptions.refetchOnMount', from: 'data.nextPollAt - now() <= data.waitMs &&', to: '' },
    ],
  },
  {
    name: 'end-taken-back-by-cache',
    rule: 'What is final stays, whatever is written to the cache: here the last to write wins.',
    test: 'test/hooks/cache.test.tsx',
    changes: [
      {
        in: 'keepFinal',
        from: 'const kept = isSnapshot(before) && isSnapshot(after) ? neverBack(before, after) : after',
        to: 'const kept = after',
      },
    ],
  },
  {
    name: 'offline-polls',
    rule: 'Without a network nothing is sent: here it is tried all the same.',
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
    rule: 'Who comes back to the page sees what has happened: here a return asks nothing.',
    test: 'test/hooks/useAsyncOperation.test.tsx',
    changes: [
      { in: 'operationOptions', from: "refetchOnWindowFocus: 'always',", to: 'refetchOnWindowFocus: false,' },
    ],
  },
  {
    name: 'view-not-shared',
    rule: 'A poll that brings nothing new renders nothing: here each poll makes a new view of the same.',
    test: 'test/hooks/useAsyncOperation.test.tsx',
    changes: [{ in: 'keepFinal', from: 'return replaceEqualDeep(before, kept)', to: 'return kept' }],
  },
  {
    name: 'home-missing-in-query-keys',
    rule: 'Operations of two homes never share an entry of the cache: here those of the same ID do.',
    test: 'test/hooks/resume.test.tsx',
    changes: [
      {
        in: 'operationKeys',
        from: 'one: (home: string, { api, operationId }: OperationIdentity) => [ROOT, home, api, operationId] as const,',
        to: "one: (_: string, { api, operationId }: OperationIdentity) => [ROOT, '', api, operationId] as const,",
      },
    ],
  },
  {
    name: 'hidden-tab-polls',
    rule: 'A hidden tab asks nothing: here it polls on.',
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
    rule: 'However many components show an operation, it has one timer: here each has its own.',
    test: 'test/hooks/application.test.tsx',
    changes: [
      { in: 'operationObserver', from: 'const shared = known.get(key)', to: "const shared = known.get('')" },
    ],
  },
  {
    name: 'claim-not-forgotten',
    rule: 'What is waited for when a person signs out is not taken up any more: here it is.',
    test: 'test/hooks/signOutLate.test.tsx',
    changes: [{ in: 'resumeIntents.forget', from: 'claiming.abort()', to: '' }],
  },
  {
    name: 'destructive-resumed',
    rule: 'After a reload a deletion is never sent again by itself: here it is.',
    test: 'test/hooks/resume.test.tsx',
    changes: [
      {
        in: 'resumeIntent',
        from: 'const isSafe = scope !== undefined && isOpen && record.takesIdempotencyKey && !record.isDestructive',
        to: 'const isSafe = scope !== undefined && isOpen && record.takesIdempotencyKey',
      },
    ],
  },
  {
    name: 'old-intent-resumed',
    rule: 'After a reload only a young intent is sent again by itself: here any is.',
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
    rule: 'Without a scope nothing is sent again by itself: here it is.',
    test: 'test/hooks/signOut.test.tsx',
    changes: [
      {
        in: 'resumeIntent',
        from: 'const isSafe = scope !== undefined && isOpen && record.takesIdempotencyKey && !record.isDestructive',
        to: 'const isSafe = isOpen && record.takesIdempotencyKey && !record.isDestructive',
      },
    ],
  },
  {
    name: 'unreadable-intent-resent',
    rule: 'An intent whose journal cannot be read is not sent again by itself: here it is.',
    test: 'test/hooks/resume.test.tsx',
    changes: [
      {
        in: 'resumeIntent',
        from: 'const isSafe = scope !== undefined && isOpen && record.takesIdempotencyKey && !record.isDestructive',
        to: 'const isSafe = scope !== undefined && record.takesIdempotencyKey && !record.isDestructive',
      },
    ],
  },
  {
    name: 'end-told-without-settle',
    rule: 'Whoever writes an end down tells of it: here a page tells of it in any case.',
    test: 'test/hooks/resume.test.tsx',
    changes: [
      {
        in: 'settleOnce',
        from: `const isOurs = await journal.settle({ accepted, isWatched: true }, settled)
if (isOurs && !signal.aborted) tell()`,
        to: `await journal.settle({ accepted, isWatched: true }, settled)
if (!signal.aborted) tell()`,
      },
    ],
  },
  {
    name: 'end-written-after-sign-out',
    rule: 'An end that waited for its lock while a person signed out is not written down: here it is.',
    test: 'test/hooks/signOutLate.test.tsx',
    changes: [{ in: 'settleOnce', from: 'if (signal.aborted) return', to: '' }],
  },
  {
    name: 'home-missing-in-settled-lock',
    rule: 'Two homes never wait for each other to tell of an end: here their locks have one name.',
    test: 'test/hooks/homes.test.tsx',
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
    rule: 'Many operations followed at once are offline without a network: here they look well.',
    test: 'test/hooks/useAsyncOperations.test.tsx',
    changes: [
      {
        in: 'createGroup',
        from: 'read: () => keep(list.map((observer) => observer.read())),',
        to: 'read: () => keep(list.map((observer) => observer.read(true))),',
      },
    ],
  },
]
