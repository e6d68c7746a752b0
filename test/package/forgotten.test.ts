import { readFileSync } from 'node:fs'

import { expect, test } from 'vitest'

import { readDoors } from '../../scripts/readDoors.ts'

// API Extractor only notes in its report what a door has forgotten. Here it has to be exported, or named with a reason.

/** What a public declaration is made of, though nobody ever names it. */
const UNNAMED: Readonly<Record<string, string>> = {
  AsyncOperationBase: 'what the members of AsyncOperation have in common',
  OperationEventBase: 'what the members of OperationEvent have in common',
  ConfigurationWords: 'a part of ConfigurationMessages',
  MemoryStoreWords: 'a part of MemoryStoreMessages',
  DraftWords: 'a part of both',
  DeletionButtonOptions: 'what the props of the three buttons have in common',
  SubmittedProps: 'one kind of OperationStatusBadgeProps',
  GivenProps: 'one kind of OperationStatusBadgeProps',
  WatchedProps: 'one kind of OperationStatusBadgeProps',
  MaybePromise: 'a shorthand',
  TABLE: 'the table that Call is read from',
  Api: 'two words',
  CallGroup: 'the first words of a Call',
  StandardResult: 'the result of Standard Schema',
  ClientContext: 'internal',
  PollAnswer: 'internal',
  PollGate: 'internal',
  PreparedRequest: 'internal',
  SubmitOptions: 'internal',
  submitRequest: 'internal',
}

const doors = ['index', 'client', 'server', 'simulator']
const exported = Object.values(readDoors()).flatMap((names) => names.map(({ name }) => name))

function readForgotten(door: string): string[] {
  const report = readFileSync(`test/package/api/${door}.api.md`, 'utf8')
  return Array.from(report.matchAll(/\(ae-forgotten-export\) The symbol "(\w+)"/g), ([, name = '']) => name)
}

test.each(doors)('every type that a declaration of %s leads to can be imported', (door) => {
  const missing = readForgotten(door).filter((name) => !exported.includes(name) && !(name in UNNAMED))
  expect([...new Set(missing)]).toEqual([])
})

test('nothing is excused that is exported, or that no declaration leads to', () => {
  const forgotten = new Set(doors.flatMap(readForgotten))
  expect(Object.keys(UNNAMED).filter((name) => exported.includes(name) || !forgotten.has(name))).toEqual([])
})
