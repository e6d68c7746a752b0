import { readFileSync } from 'node:fs'

import { expect, test } from 'vitest'

import { readEntryPoints } from '../../scripts/readEntryPoints.ts'

// API Extractor only reports unexported types. Here each of them must be exported, or excused with a reason.

/** Types that public declarations use but applications never need to name, with the reason. */
const UNNAMED: Readonly<Record<string, string>> = {
  AsyncOperationBase: 'what the members of AsyncOperation have in common',
  OperationEventBase: 'what the members of OperationEvent have in common',
  OperationMessages: 'a part of Messages',
  FindingMessages: 'a part of Messages',
  TrayMessages: 'a part of Messages',
  UnconfirmedMessages: 'a part of Messages',
  ConfigurationFieldMessages: 'a part of ConfigurationMessages',
  MemoryStoreFieldMessages: 'a part of MemoryStoreMessages',
  DraftMessages: 'a part of both',
  DeletionButtonOptions: 'what the props of the three buttons have in common',
  SubmittedProps: 'one kind of OperationStatusBadgeProps',
  GivenProps: 'one kind of OperationStatusBadgeProps',
  WatchedProps: 'one kind of OperationStatusBadgeProps',
  MaybePromise: 'a shorthand',
  TABLE: 'the table that Call is read from',
  Api: 'two words',
  StoreState: 'the values of `state` of UseMemoryStoreResult',
  ProxyOptions: 'what OrchestratorProxyOptions has in common with other proxies',
  CallGroup: 'the first words of a Call',
  StandardResult: 'the result of Standard Schema',
}

const entryPoints = [
  'index',
  'client',
  'server',
  'simulator',
  'locales',
  'twilio',
  'twilio-client',
  'twilio-server',
  'twilio-simulator',
]
const exported = Object.values(readEntryPoints()).flatMap((names) => names.map(({ name }) => name))

function readForgotten(entryPoint: string): string[] {
  const report = readFileSync(`test/package/api/${entryPoint}.api.md`, 'utf8')
  return Array.from(report.matchAll(/\(ae-forgotten-export\) The symbol "(\w+)"/g), ([, name = '']) => name)
}

test.each(entryPoints)('every type that the declarations of %s use can be imported', (entryPoint) => {
  const missing = readForgotten(entryPoint).filter((name) => !exported.includes(name) && !(name in UNNAMED))
  expect([...new Set(missing)]).toEqual([])
})

test('every excused type is used by a declaration and not exported', () => {
  const forgotten = new Set(entryPoints.flatMap(readForgotten))
  expect(Object.keys(UNNAMED).filter((name) => exported.includes(name) || !forgotten.has(name))).toEqual([])
})
