// Who polls, and when.

import type { Mutant } from './mutant.ts'

export const polling: readonly Mutant[] = [
  {
    name: '429-holds-one',
    rule: 'One 429 holds every poll to its API: here only the operation that got it.',
    test: 'test/client/pollGate.test.ts',
    changes: [
      {
        in: 'createPollGate.heldBack',
        from: 'const { nextPollAt, failures } = laneOf(snapshot).held ?? snapshot',
        to: 'const { nextPollAt, failures } = snapshot',
      },
    ],
  },
  {
    name: 'hold-blind-after-clock-back',
    rule: 'A hold ends after its own wait: here a clock that went back makes it longer.',
    test: 'test/client/pollGate.test.ts',
    changes: [
      {
        in: 'createPollGate.laneOf',
        from: 'if (lane.held) lane.held = anchored(lane.held, now())',
        to: 'if (lane.held) lane.held = lane.held && lane.held',
      },
    ],
  },
  {
    name: 'hold-not-seen-in-line',
    rule: 'A 429 holds those too that wait for a place: here they leave all the same.',
    test: 'test/client/pollGate.test.ts',
    changes: [
      {
        in: 'createPollGate.poll',
        from: 'const snapshot = heldBack(peek(due) ?? due)',
        to: 'const snapshot = peek(due) ?? due',
      },
    ],
  },
  {
    name: 'place-leaked',
    rule: 'A poll gives its place back when it ends: here the place is lost.',
    test: 'test/client/pollGate.test.ts',
    changes: [{ in: 'createPollGate.pollInTurn', from: 'release()', to: 'void release' }],
  },
  {
    name: 'poll-early',
    rule: 'Nothing is asked before its deadline: here a second too early.',
    test: 'test/client/pollGate.test.ts',
    changes: [
      {
        in: 'createPollGate.pass',
        from: 'const isAsked = underWay.has(key) || now() >= due.nextPollAt',
        to: 'const isAsked = underWay.has(key) || now() + 1_000 >= due.nextPollAt',
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
    rule: 'An operation has one poll under way at most, and whoever asks meanwhile joins it: here nobody joins.',
    test: 'test/client/pollGate.test.ts',
    changes: [
      {
        in: 'createPollGate.pass',
        from: 'const request = underWay.get(key) ?? pollInTurn(key, due)',
        to: 'const request = pollInTurn(key, due)',
      },
    ],
  },
  {
    name: 'seen-not-first',
    rule: 'What is on the screen goes first: here all wait in one line.',
    test: 'test/hooks/onScreen.test.tsx',
    changes: [
      {
        in: 'createPollGate.pollInTurn',
        from: 'const release = await laneOf(due).take(isAside)',
        to: 'const release = await laneOf(due).take(isAside && false)',
      },
    ],
  },
  {
    name: 'present-for-ever',
    rule: 'A tab that polls no more lets its lock go, so that it may be frozen: here it holds it as long as it is open.',
    test: 'test/client/tabs.test.ts',
    changes: [{ in: 'createPresence.endInTime', from: 'else end()', to: '' }],
  },
  {
    name: 'last-come-first',
    rule: 'Who waits for a place gets it in order: here the last to come is the first.',
    test: 'test/client/pollGate.test.ts',
    changes: [
      {
        in: 'createSlots.release',
        from: 'const next = (handedOver % 4 && seen.shift()) || aside.shift() || seen.shift()',
        to: 'const next = (handedOver % 4 && seen.pop()) || aside.shift() || seen.pop()',
      },
    ],
  },
  {
    name: 'place-leaked-when-idle',
    rule: 'A place that nobody waits for is free again: here it stays taken.',
    test: 'test/client/pollGate.test.ts',
    changes: [{ in: 'createSlots.release', from: 'else taken -= 1', to: 'else taken -= 0' }],
  },
  {
    name: 'places-unlimited',
    rule: 'Polls under way at once are limited: here each gets a place.',
    test: 'test/client/pollGate.test.ts',
    changes: [
      {
        in: 'createSlots.take',
        from: 'if (taken < limit) taken += 1',
        to: 'if (taken < limit * Infinity) taken += 1',
      },
    ],
  },
  {
    name: 'unseen-starve',
    rule: 'What is off the screen gets every fourth place: here none while others wait.',
    test: 'test/client/smallParts.test.ts',
    changes: [
      {
        in: 'createSlots.release',
        from: 'const next = (handedOver % 4 && seen.shift()) || aside.shift() || seen.shift()',
        to: 'const next = (handedOver && seen.shift()) || aside.shift() || seen.shift()',
      },
    ],
  },
  {
    name: 'deaf-to-other-tabs',
    rule: 'A tab that hears another one is not alone any more: here it goes on as if it were.',
    test: 'test/client/tabs.test.ts',
    changes: [
      {
        in: 'createTabs',
        from: `hasHeard = true
isAlone = false`,
        to: 'hasHeard = true',
      },
    ],
  },
  {
    name: 'home-missing-in-channel',
    rule: 'Tabs of two homes never hear each other: here all share a channel.',
    test: 'test/hooks/homes.test.tsx',
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
    rule: 'A tab that knows nothing of an operation says so, and a newcomer polls at once: here it is silent.',
    test: 'test/client/tabs.test.ts',
    changes: [
      {
        in: 'createTabs.answer',
        from: 'else if (presence.isHeld())',
        to: "else if (presence.isHeld() && key === '')",
      },
    ],
  },
  {
    name: 'newcomer-impatient',
    rule: 'A tab that opens waits for the word of one that polls, however busy that is: here it waits 40 ms.',
    test: 'test/client/tabs.test.ts',
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
    rule: 'A tab that comes waits for what another one has on its way: here it is not told of that.',
    test: 'test/client/tabs.test.ts',
    changes: [
      {
        in: 'createTabs.welcome',
        from: 'for (const [key, asked] of underWay) void turns.withLock(key, () => whileBusy(key, asked))',
        to: 'for (const [key, asked] of underWay) void [key, asked]',
      },
    ],
  },
  {
    name: 'news-not-awaited',
    rule: 'A tab that waited in line first hears what the one before it learned: here it polls at once.',
    test: 'test/client/tabs.test.ts',
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
    rule: 'A tab that is asked while its own request is on the way waits for the answer: here it tells what it knew before.',
    test: 'test/client/tabs.test.ts',
    changes: [
      { in: 'createTabs.answer', from: 'if (!key || underWay.has(key)) return', to: 'if (!key) return' },
    ],
  },
  {
    name: 'others-answers-counted',
    rule: 'A tab counts the answers to its own question: here it counts those to other tabs too.',
    test: 'test/client/tabs.test.ts',
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
    rule: 'The tab that polled last polls again: here a late answer to its own question makes it wait for others.',
    test: 'test/client/tabs.test.ts',
    changes: [
      {
        in: 'createTabs.hearNews',
        from: 'if (snapshot.nextPollAt > (gate.peek(snapshot)?.nextPollAt ?? 0)) elsewhere.add(key)',
        to: 'elsewhere.add(key)',
      },
    ],
  },
  {
    name: 'home-missing-in-poll-lock',
    rule: "Two homes never wait for each other's polls: here their locks have one name.",
    test: 'test/client/tabs.test.ts',
    changes: [
      {
        in: 'createTurnLocks.withLock',
        from: 'const name = `react-accepted poll ${home} ${key}`',
        to: 'const name = `react-accepted poll ${key}${home.slice(0, 0)}`',
      },
    ],
  },
]
