// Who polls, and when.

import type { Mutant } from './mutant.ts'

export const polling: readonly Mutant[] = [
  {
    name: '429-holds-one',
    rule: 'A 429 delays every poll to its API; here it delays only the operation that got it.',
    test: 'test/client/polling/pollGate.test.ts',
    changes: [
      {
        in: 'createPollGate.delayByRateLimit',
        from: 'const { nextPollAt, failures } = queueOf(snapshot).rateLimitedBy ?? snapshot',
        to: 'const { nextPollAt, failures } = snapshot',
      },
    ],
  },
  {
    name: 'hold-blind-after-clock-back',
    rule: 'A 429 delay ends after its own wait; here a clock that jumps back makes it longer.',
    test: 'test/client/polling/pollGate.test.ts',
    changes: [
      {
        in: 'createPollGate.queueOf',
        from: 'queue.rateLimitedBy &&= reanchor(queue.rateLimitedBy, now())',
        to: 'if (queue.rateLimitedBy) queue.rateLimitedBy = queue.rateLimitedBy && queue.rateLimitedBy',
      },
    ],
  },
  {
    name: 'hold-not-seen-in-line',
    rule: 'A 429 also delays polls that wait for a slot; here they are sent anyway.',
    test: 'test/client/polling/pollGate.test.ts',
    changes: [
      {
        in: 'createPollGate.poll',
        from: 'const snapshot = delayByRateLimit(peek(due) ?? due)',
        to: 'const snapshot = peek(due) ?? due',
      },
    ],
  },
  {
    name: 'place-leaked',
    rule: 'A poll releases its slot when it ends; here the slot is lost.',
    test: 'test/client/polling/pollGate.test.ts',
    changes: [{ in: 'createPollGate.pollInTurn', from: 'release()', to: 'void release' }],
  },
  {
    name: 'poll-early',
    rule: 'No poll is sent before its deadline; here it is sent a second early.',
    test: 'test/client/polling/pollGate.test.ts',
    changes: [
      {
        in: 'createPollGate.pass',
        from: 'if (isSettled(due) || (!inFlight && now() < due.nextPollAt)) return due',
        to: 'if (isSettled(due) || (!inFlight && now() + 1_000 < due.nextPollAt)) return due',
      },
      {
        in: 'createPollGate.poll',
        from: 'if (isSettled(snapshot) || now() < snapshot.nextPollAt) return snapshot',
        to: 'if (isSettled(snapshot) || now() + 1_000 < snapshot.nextPollAt) return snapshot',
      },
    ],
  },
  {
    name: 'poll-twice',
    rule: 'An operation has at most one poll in flight, and later callers join it; here they do not.',
    test: 'test/client/polling/pollGate.test.ts',
    changes: [
      {
        in: 'createPollGate.pass',
        from: 'const request = inFlight ?? pollInTurn(key, due)',
        to: 'const request = pollInTurn(key, due)',
      },
    ],
  },
  {
    name: 'seen-not-first',
    rule: 'Operations on screen are polled first; here all wait in one queue.',
    test: 'test/hooks/visibility.test.tsx',
    changes: [
      {
        in: 'createPollGate.pollInTurn',
        from: 'const release = await queueOf(due).take(isBackground)',
        to: 'const release = await queueOf(due).take(isBackground && false)',
      },
    ],
  },
  {
    name: 'present-for-ever',
    rule: 'A tab that no longer polls releases its lock, so that it can be frozen; here it holds the lock as long as it is open.',
    test: 'test/client/tabs/tabs.test.ts',
    changes: [{ in: 'createPresence.endInTime', from: 'else end()', to: '' }],
  },
  {
    name: 'last-come-first',
    rule: 'Callers that wait for a slot are served in order; here the last one is served first.',
    test: 'test/client/polling/pollGate.test.ts',
    changes: [
      {
        in: 'createPriorityQueue.release',
        from: 'const next = (handedOver % 4 && visible.shift()) || background.shift() || visible.shift()',
        to: 'const next = (handedOver % 4 && visible.pop()) || background.shift() || visible.pop()',
      },
    ],
  },
  {
    name: 'place-leaked-when-idle',
    rule: 'A released slot that no caller waits for is free again; here it stays taken.',
    test: 'test/client/polling/pollGate.test.ts',
    changes: [{ in: 'createPriorityQueue.release', from: 'else taken -= 1', to: 'else taken -= 0' }],
  },
  {
    name: 'places-unlimited',
    rule: 'The number of concurrent polls is limited; here every poll gets a slot.',
    test: 'test/client/polling/pollGate.test.ts',
    changes: [
      {
        in: 'createPriorityQueue.take',
        from: 'if (taken < limit) taken += 1',
        to: 'if (taken < limit * Infinity) taken += 1',
      },
    ],
  },
  {
    name: 'unseen-starve',
    rule: 'Operations off screen get every fourth slot; here they get none while others wait.',
    test: 'test/client/polling/priorityQueue.test.ts',
    changes: [
      {
        in: 'createPriorityQueue.release',
        from: 'const next = (handedOver % 4 && visible.shift()) || background.shift() || visible.shift()',
        to: 'const next = (handedOver && visible.shift()) || background.shift() || visible.shift()',
      },
    ],
  },
  {
    name: 'deaf-to-other-tabs',
    rule: 'A tab that hears another one is no longer alone; here it still behaves as if it were.',
    test: 'test/client/tabs/tabs.test.ts',
    changes: [
      {
        in: 'createTabs',
        from: `hasReceived = true
isAlone = false`,
        to: 'hasReceived = true',
      },
    ],
  },
  {
    name: 'home-missing-in-channel',
    rule: 'Tabs of two homes never receive messages from each other; here all share a channel.',
    test: 'test/hooks/journalHomes.test.tsx',
    changes: [
      {
        in: 'toChannelName',
        from: 'return `react-accepted ${home}`',
        to: 'return `react-accepted ${home.slice(0, 0)}`',
      },
    ],
  },
  {
    name: 'ignorance-untold',
    rule: 'A polling tab that does not know an operation says so, and a new tab polls at once; here it stays silent.',
    test: 'test/client/tabs/tabs.test.ts',
    changes: [
      {
        in: 'createTabs.answer',
        from: 'else if (presence.isHeld())',
        to: "else if (presence.isHeld() && key === '')",
      },
    ],
  },
  {
    name: 'older-news-learned',
    rule: "News that is older than the last poll of a tab does not bring that poll's deadline forward; here it does.",
    test: 'test/client/tabs/tabs.test.ts',
    changes: [
      {
        in: 'createTabs.learnNews',
        from: 'if (known?.operation && !isSettled(snapshot) && toPolledAt(snapshot) < toPolledAt(known)) return',
        to: '',
      },
    ],
  },
  {
    name: 'newcomer-impatient',
    rule: 'A new tab waits for the answer of a polling tab, however busy that is; here it waits 40 ms.',
    test: 'test/client/tabs/tabs.test.ts',
    changes: [
      {
        in: 'createTabs.takeTurn',
        from: 'await waitForNews(key, SILENCE_MS, countAsking(), question)',
        to: 'await waitForNews(key, ANSWER_MS)',
      },
    ],
  },
  {
    name: 'newcomer-unwelcome',
    rule: 'A new tab waits for the requests that another tab has in flight; here it does not learn about them.',
    test: 'test/client/tabs/tabs.test.ts',
    changes: [
      {
        in: 'createTabs.answerHello',
        from: 'for (const [key, asked] of underWay) void turns.withLock(key, () => withHeartbeat(key, asked))',
        to: 'for (const [key, asked] of underWay) void [key, asked]',
      },
    ],
  },
  {
    name: 'news-not-awaited',
    rule: 'A tab that waited in line first waits for the result of the tab before it; here it polls at once.',
    test: 'test/client/tabs/tabs.test.ts',
    changes: [
      {
        in: 'createTabs.takeTurn',
        from: 'if (hasWaited && isStillDue(due)) await waitForNews(key, DELIVERY_MS)',
        to: '',
      },
    ],
  },
  {
    name: 'old-news-for-newcomer',
    rule: 'A tab that has a request in flight answers a question only when it has the response; here it sends its old snapshot.',
    test: 'test/client/tabs/tabs.test.ts',
    changes: [
      { in: 'createTabs.answer', from: 'if (!key || underWay.has(key)) return', to: 'if (!key) return' },
    ],
  },
  {
    name: 'others-answers-counted',
    rule: 'A tab counts only the answers to its own question; here it counts those to other tabs too.',
    test: 'test/client/tabs/tabs.test.ts',
    changes: [
      {
        in: 'createTabs.waitForNews.miss',
        from: 'if (question !== ownQuestion) return',
        to: "if (question === 'none') return",
      },
    ],
  },
  {
    name: 'own-news-from-elsewhere',
    rule: 'The tab that polled last polls again; here a late answer to its own question makes it wait for other tabs.',
    test: 'test/client/tabs/tabs.test.ts',
    changes: [
      {
        in: 'createTabs.learnNews',
        from: 'if (snapshot.nextPollAt > (known?.nextPollAt ?? 0)) elsewhere.add(key)',
        to: 'elsewhere.add(key)',
      },
    ],
  },
  {
    name: 'home-missing-in-poll-lock',
    rule: "Two homes never wait for each other's polls; here their locks have the same name.",
    test: 'test/client/tabs/tabs.test.ts',
    changes: [
      {
        in: 'createTurnLocks.withLock',
        from: 'const name = `react-accepted poll ${home} ${key}`',
        to: 'const name = `react-accepted poll ${key}${home.slice(0, 0)}`',
      },
    ],
  },
  {
    name: 'moved-url-not-polled',
    rule: 'A status URL that the server has moved is polled where it is now; here it is polled where it was.',
    test: 'test/client/createOperationsClient.test.ts',
    changes: [
      { in: 'createOperationsClient.ask', from: 'operation?.statusPath ?? snapshot', to: 'snapshot' },
    ],
  },
  {
    name: 'signed-url-not-polled',
    rule: 'An operation that was known by its ID is polled at the status URL of its 202; here it is not.',
    test: 'test/client/createOperationsClient.test.ts',
    changes: [{ in: 'createOperationsClient.ask', from: ' ?? accepted?.statusPath', to: '' }],
  },
]
