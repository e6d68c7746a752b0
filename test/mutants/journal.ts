// What is written down, for whom, and for how long.

import type { Mutant } from './mutant.ts'

export const journal: readonly Mutant[] = [
  {
    name: 'guard-of-database-ignored',
    rule: 'Once another tab has cleared the journal nothing of before is written: here the database takes it.',
    test: 'test/client/diskStore.test.ts',
    changes: [
      {
        in: 'createDiskStore.change',
        from: "if (guard && (await get(store, guard.key)) !== guard.value) return 'superseded'",
        to: 'if (guard) await get(store, guard.key)',
      },
    ],
  },
  {
    name: 'scope-ignored',
    rule: 'Another scope sees nothing of this one: here all share a journal.',
    test: 'test/client/journal.test.ts',
    changes: [
      {
        in: 'toStoragePrefix',
        from: 'return `${ROOT}${toKeyPart(home)}/`',
        to: 'return `${ROOT}${toKeyPart(home).slice(0, 0)}/`',
      },
    ],
  },
  {
    name: 'cleared-unnoticed',
    rule: 'A tab that was told nothing finds out by the mark that the journal was cleared: here it is always current.',
    test: 'test/client/diskStore.test.ts',
    changes: [
      {
        in: 'createJournal.isCurrent',
        from: 'const isCurrent = found === undefined || found === (mark ?? null)',
        to: 'const isCurrent = Boolean(found ?? true)',
      },
    ],
  },
  {
    name: 'clearing-taken-for-another',
    rule: 'A clearing that takes its time is not taken for one of another tab: here it is.',
    test: 'test/client/journal.test.ts',
    changes: [{ in: 'createJournal.open', from: 'await clearing', to: '' }],
  },
  {
    name: 'era-ignored',
    rule: 'What began before a sign-out in the same tab writes nothing after it: here it does.',
    test: 'test/client/diskStore.test.ts',
    changes: [{ in: 'createJournal.guarded', from: "if (since !== era) return 'superseded'", to: '' }],
  },
  {
    name: 'intent-answered-too-soon',
    rule: 'The operation is written before its intent is removed: here after it.',
    test: 'test/client/intentKeeper.test.ts',
    changes: [
      { in: 'createJournal.accept', from: '[key, JSON.stringify(record)],', to: '' },
      {
        in: 'createJournal.accept',
        from: '[intentKey, null],',
        to: `[intentKey, null],
[key, JSON.stringify(record)],`,
      },
    ],
  },
  {
    name: 'listing-taken-for-clearing',
    rule: 'A list that was read before this page cleared the journal says nothing of another tab: here it does.',
    test: 'test/client/journal.test.ts',
    changes: [
      {
        in: 'createJournal.load',
        from: 'if (!all || since !== era) return undefined',
        to: 'if (!all) return undefined',
      },
    ],
  },
  {
    name: 'mark-not-renewed',
    rule: 'Each clearing leaves another mark: here all leave the same.',
    test: 'test/client/diskStore.test.ts',
    changes: [{ in: 'createJournal.clear', from: 'mark = createIdempotencyKey()', to: "mark = 'cleared'" }],
  },
  {
    name: 'overtaken-reading-kept',
    rule: 'A reading that a sign-out overtakes brings nothing: here it brings back what has just gone.',
    test: 'test/client/journal.test.ts',
    changes: [
      {
        in: 'createJournal.load',
        from: 'return since === era ? { intents, operations } : undefined',
        to: 'return { intents, operations }',
      },
    ],
  },
  {
    name: 'request-outlives-clear',
    rule: 'What one person submitted is never sent after a sign-out: here a request that was left behind still counts.',
    test: 'test/client/journal.test.ts',
    changes: [
      {
        in: 'createJournal.readRequest',
        from: "const isOurs = readField(stored, 'mark') === (mark ?? null)",
        to: "const isOurs = readField(stored, 'mark') !== undefined",
      },
    ],
  },
  {
    name: 'running-evicted-for-room',
    rule: 'A full store gets room from what has ended: here from what still runs too.',
    test: 'test/client/journal.test.ts',
    changes: [
      {
        in: 'createJournal.makeRoom',
        from: 'const ended = [...(records ?? [])].filter(([, text]) => readOperationRecord(parse(text))?.settled)',
        to: 'const ended = [...(records ?? [])].filter(([, text]) => readOperationRecord(parse(text)))',
      },
    ],
  },
  {
    name: 'settled-told-twice',
    rule: 'An end is told once per browser: here by each tab.',
    test: 'test/client/diskStore.test.ts',
    changes: [
      {
        in: 'createJournal.settle.take',
        from: 'isOurs = !before?.settled || before.settledBy === pageId',
        to: 'isOurs = true',
      },
    ],
  },
  {
    name: 'unreadable-is-empty',
    rule: 'Nothing follows from a journal that could not be read: here it counts as empty.',
    test: 'test/client/operationsStorage.test.ts',
    changes: [
      {
        in: 'createJournal.load',
        from: 'if (!all || since !== era) return undefined',
        to: `if (!all) return { intents: [], operations: [] }
if (since !== era) return undefined`,
      },
    ],
  },
  {
    name: 'oldest-pushed-out',
    rule: 'Of what has ended, those that ended last stay: here those that began last.',
    test: 'test/client/journal.test.ts',
    changes: [
      {
        in: 'readContent',
        from: 'const tooMany = new Set(endedLastFirst.slice(MAX_ENDED))',
        to: 'const tooMany = new Set(ended.slice(MAX_ENDED))',
      },
    ],
  },
  {
    name: 'open-intents-evicted',
    rule: 'However many intents are open, all are kept: here only the newest 50.',
    test: 'test/client/journal.test.ts',
    changes: [
      {
        in: 'readContent',
        from: '.toSorted(([, one], [, other]) => other.createdAt - one.createdAt)',
        to: `.toSorted(([, one], [, other]) => other.createdAt - one.createdAt)
.slice(0, 50)`,
      },
    ],
  },
  {
    name: 'home-missing-in-news',
    rule: 'Journals of two homes never hear each other: here all share a channel.',
    test: 'test/hooks/homes.test.tsx',
    changes: [
      {
        in: 'openNews',
        from: 'const channel = isShared ? openChannel(`react-accepted journal ${home}`) : undefined',
        to: 'const channel = isShared ? openChannel(`react-accepted journal`) : undefined',
      },
    ],
  },
  {
    name: 'guard-of-spare-ignored',
    rule: 'Once another tab has cleared the journal nothing of before is written: here it goes into the spare store.',
    test: 'test/client/diskStore.test.ts',
    changes: [
      {
        in: 'withSpare.refused',
        from: "return mark === guard?.value ? write() : 'superseded'",
        to: 'return write()',
      },
    ],
  },
  {
    name: 'sign-out-impatient',
    rule: 'A sign-out waits for a slow store longer than anything else: here it does not.',
    test: 'test/client/diskStore.test.ts',
    changes: [{ in: 'RESET_PATIENCE_MS', from: '10_000', to: '1_000' }],
  },
  {
    name: 'guard-of-web-store-ignored',
    rule: 'Once another tab has cleared the journal nothing of before is written: here Web Storage takes it.',
    test: 'test/hooks/signOutUnheard.test.tsx',
    changes: [
      {
        in: 'createWebStore.isCurrent',
        from: 'const isSame = (value: string | null | undefined) => value === undefined || value === guard?.value',
        to: "const isSame = (value: string | null | undefined) => value !== ''",
      },
    ],
  },
]
