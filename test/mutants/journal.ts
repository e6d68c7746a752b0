// What is written down, for whom, and for how long.

import type { Mutant } from './mutant.ts'

export const journal: readonly Mutant[] = [
  {
    name: 'guard-of-database-ignored',
    rule: 'Once another tab has cleared the journal, no earlier write is accepted; here the database accepts it.',
    test: 'test/client/storage/diskStore.test.ts',
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
    rule: 'A scope never sees the records of another one; here all scopes share a journal.',
    test: 'test/client/storage/journal.test.ts',
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
    rule: 'A tab that got no message detects by the mark that the journal was cleared; here the journal always counts as current.',
    test: 'test/client/storage/diskStore.test.ts',
    changes: [
      {
        in: 'createJournal.isCurrent',
        from: 'found === undefined || found === (mark ?? null)',
        to: 'Boolean(found ?? true)',
      },
    ],
  },
  {
    name: 'clearing-taken-for-another',
    rule: 'A slow clear is not mistaken for a clear by another tab; here it is.',
    test: 'test/client/storage/journal.test.ts',
    changes: [{ in: 'createJournal.open', from: 'await clearing', to: '' }],
  },
  {
    name: 'era-ignored',
    rule: 'A call that began before a sign-out in the same tab writes nothing after it; here it does.',
    test: 'test/client/storage/diskStore.test.ts',
    changes: [{ in: 'createJournal.guarded', from: "if (since !== era) return 'superseded'", to: '' }],
  },
  {
    name: 'intent-answered-too-soon',
    rule: 'The operation is written before its intent is removed; here it is written after that.',
    test: 'test/client/storage/intentLedger.test.ts',
    changes: [
      {
        in: 'createJournal.accept',
        from: 'const changes = [[key, JSON.stringify(record)] as const, end]',
        to: 'const changes = [end, [key, JSON.stringify(record)] as const]',
      },
    ],
  },
  {
    name: 'listing-taken-for-clearing',
    rule: 'A list that was read before this page cleared the journal says nothing about other tabs; here it counts as their clear.',
    test: 'test/client/storage/journal.test.ts',
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
    rule: 'Each clear leaves a different mark; here all leave the same one.',
    test: 'test/client/storage/diskStore.test.ts',
    changes: [{ in: 'createJournal.clear', from: 'mark = createUuid()', to: "mark = 'cleared'" }],
  },
  {
    name: 'overtaken-reading-kept',
    rule: 'A read that a sign-out overtakes returns nothing; here it returns what was just cleared.',
    test: 'test/client/storage/journal.test.ts',
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
    rule: 'A request is never sent after the sign-out of the user who submitted it; here a leftover request is still valid.',
    test: 'test/client/storage/journal.test.ts',
    changes: [
      {
        in: 'createJournal.readRequest',
        from: "if (readField(stored, 'mark') !== (mark ?? null)) return undefined",
        to: "if (readField(stored, 'mark') === undefined) return undefined",
      },
    ],
  },
  {
    name: 'running-evicted-for-room',
    rule: 'A full store makes room by removing ended operations; here it removes running ones too.',
    test: 'test/client/storage/journal.test.ts',
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
    rule: 'The end of an operation is reported once per browser; here every tab reports it.',
    test: 'test/client/storage/diskStore.test.ts',
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
    rule: 'Nothing is concluded from a journal that could not be read; here it counts as empty.',
    test: 'test/client/storage/webStore.test.ts',
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
    rule: 'The operations that ended last are kept; here those that were accepted last are kept.',
    test: 'test/client/storage/journal.test.ts',
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
    rule: 'All open intents are kept, however many there are; here only the newest 50 are.',
    test: 'test/client/storage/journal.test.ts',
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
    rule: 'Journals of two homes never receive messages from each other; here all share a channel.',
    test: 'test/hooks/journalHomes.test.tsx',
    changes: [
      {
        in: 'createNews',
        from: 'isShared ? openChannel(`react-accepted journal ${home}`) : undefined',
        to: 'isShared ? openChannel(`react-accepted journal`) : undefined',
      },
    ],
  },
  {
    name: 'guard-of-spare-ignored',
    rule: 'Once another tab has cleared the journal, no earlier write is accepted; here it goes to the fallback store.',
    test: 'test/client/storage/diskStore.test.ts',
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
    rule: 'A sign-out waits longer for a slow store than any other call; here it does not.',
    test: 'test/client/storage/diskStore.test.ts',
    changes: [{ in: 'RESET_TIMEOUT_MS', from: '10_000', to: '1_000' }],
  },
  {
    name: 'guard-of-web-store-ignored',
    rule: 'Once another tab has cleared the journal, no earlier write is accepted; here Web Storage accepts it.',
    test: 'test/hooks/signOutUnheard.test.tsx',
    changes: [
      {
        in: 'createWebStore.isCurrent',
        from: 'const isSame = (value: string | null | undefined) => value === undefined || value === guard?.value',
        to: "const isSame = (value: string | null | undefined) => value !== ''",
      },
    ],
  },
  {
    name: 'changes-overlapping',
    rule: 'Changes of one record run one after the other; here they overlap, and the later write undoes the earlier one.',
    test: 'test/client/storage/journal.test.ts',
    changes: [
      {
        in: 'createTurns',
        from: 'const turn = last.get(key)?.then(work) ?? work()',
        to: 'const turn = work()',
      },
    ],
  },
]
