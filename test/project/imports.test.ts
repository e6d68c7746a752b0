import { readFileSync, readdirSync } from 'node:fs'

import { expect, test } from 'vitest'

import { checkImports, findUnreached } from '../../scripts/checkImports.ts'

const sources = Object.fromEntries(
  readdirSync('src', { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.tsx?$/.test(path))
    .map((path) => [path.replaceAll('\\', '/'), readFileSync(`src/${path}`, 'utf8')] as const),
)

test.each(Object.entries(sources))('src/%s follows the import rules', (path, source) => {
  expect(checkImports(path, source)).toEqual([])
})

test('every file in src is reachable from an entry point or the command line', () => {
  expect(findUnreached(sources)).toEqual([])
})

test('an unreachable file is reported, even if unreachable files import each other', () => {
  const unreached = findUnreached({
    'client.ts': "export type { A } from './client/a.ts'",
    'client/a.ts': 'export type A = 1',
    'client/b.ts': "export { c } from './c.ts'",
    'client/c.ts': "export { b } from './b.ts'",
  })
  expect(unreached).toEqual(['client/b.ts', 'client/c.ts'])
})

test.each([
  ['protocol/schedule.ts', "import { readStatus } from './status.ts'\nexport const a = readStatus"],
  ['client/pollGate.ts', "import type { Schedule } from '../protocol/schedule.ts'\nexport type A = Schedule"],
  [
    'hooks/useOperations.ts',
    "'use client'\nimport { useQuery } from '@tanstack/react-query'\nexport const a = () => useQuery()",
  ],
  [
    'hooks/operationOptions.ts',
    "import { queryOptions } from '@tanstack/react-query'\nexport const a = queryOptions",
  ],
  [
    'twilio/components/Form.tsx',
    "import { useForm } from 'react-hook-form'\nexport { useForm as a }\nexport const b = 1",
  ],
  ['twilio/api/configuration.ts', "import * as z from 'zod/mini'\nexport const a = z.string()"],
  ['protocol/retryAfter.ts', 'export const a = (now: number) => new Date(now).getTime()'],
  ['node/cli.ts', "import { parseArgs } from 'node:util'\nexport const a = parseArgs"],
  ['server.ts', "export { toNodeListener } from './node/toNodeListener.ts'"],
  ['index.ts', "export { Badge } from './components/Badge.tsx'"],
  // Rooms: downwards, within one room, and a lazy chunk from anywhere.
  ['client/storage/a.ts', "import { b } from '../http/b.ts'\nexport const a = b"],
  ['client/storage/a.ts', "import { b } from './b.ts'\nexport const a = b"],
  ['client/submission/a.ts', "import { b } from '../b.ts'\nexport const a = b"],
  [
    'twilio/components/configuration/a.ts',
    "import { b } from './fields/b.ts'\nimport { c } from '../memoryStore/c.ts'\nexport const a = [b, c]",
  ],
  ['twilio/components/form/a.ts', "export const a = () => import('../formParts.ts')"],
])('%s may contain %j', (path, source) => {
  expect(checkImports(path, source)).toEqual([])
})

const belowIt = 'which the import rules do not allow'
const aboveIt = 'from a room above its own'
const noPlace = 'a package that the import rules do not allow there'
const unmarked = "uses hooks and does not start with 'use client'"
const mismarked = "has 'use client', which is not allowed there"

const a250 = `export const a = 1\n${'//\n'.repeat(250)}`

test.each([
  // The direction of an import, whatever its kind.
  ['protocol/a.ts', `imports ../client/b.ts, ${belowIt}`, "import { b } from '../client/b.ts'"],
  ['client/a.ts', `imports ../hooks/b.ts, ${belowIt}`, "import type { B } from '../hooks/b.ts'"],
  ['client/a.ts', `imports ../hooks/b.ts, ${belowIt}`, "export type A = import('../hooks/b.ts').B"],
  ['hooks/a.ts', `imports ../components/B.tsx, ${belowIt}`, "const a = import('../components/B.tsx')"],
  ['hooks/a.ts', `imports ../twilio/hooks/b.ts, ${belowIt}`, "export { b } from '../twilio/hooks/b.ts'"],
  ['server/a.ts', `imports ../client/b.ts, ${belowIt}`, "import { b } from '../client/b.ts'"],
  ['simulator/a.ts', `imports ../protocol/b.ts, ${belowIt}`, "import { b } from '../protocol/b.ts'"],
  ['node/a.ts', `imports ../server/b.ts, ${belowIt}`, "import { b } from '../server/b.ts'"],
  ['components/a.ts', `imports ../index.ts, ${belowIt}`, "import { b } from '../index.ts'"],
  ['client/a.ts', 'imports ../protocol/b without its file extension', "import { b } from '../protocol/b'"],
  ['index.ts', `imports ./twilio/hooks/b.ts, ${belowIt}`, "export { b } from './twilio/hooks/b.ts'"],
  ['server/a.ts', `imports ../twilio/server/b.ts, ${belowIt}`, "import { b } from '../twilio/server/b.ts'"],
  // Rooms within a folder.
  ['client/http/a.ts', `imports ../storage/b.ts, ${aboveIt}`, "import type { B } from '../storage/b.ts'"],
  ['client/a.ts', `imports ./submission/b.ts, ${aboveIt}`, "import { b } from './submission/b.ts'"],
  ['client/polling/a.ts', `imports ../b.ts, ${aboveIt}`, "import { b } from '../b.ts'"],
  [
    'twilio/components/configuration/fields/a.ts',
    `imports ../edit/b.ts, ${aboveIt}`,
    "import { b } from '../edit/b.ts'",
  ],
  [
    'twilio/components/form/a.ts',
    `imports ../formParts.ts, ${aboveIt}`,
    "import { b } from '../formParts.ts'",
  ],
  [
    'twilio/components/form/a.ts',
    `imports ../table/b.ts, ${aboveIt}`,
    "export const a = () => import('../table/b.ts')",
  ],
  // Packages.
  ['client/a.ts', `imports react, ${noPlace}`, "import { b } from 'react'"],
  [
    'components/a.ts',
    `imports @tanstack/react-query, ${noPlace}`,
    "import { b } from '@tanstack/react-query'",
  ],
  ['hooks/a.ts', `imports @radix-ui/react-x, ${noPlace}`, "import { b } from '@radix-ui/react-x'"],
  ['twilio/hooks/a.ts', `imports react-hook-form, ${noPlace}`, "import { b } from 'react-hook-form'"],
  ['hooks/a.ts', `imports @hookform/resolvers/x, ${noPlace}`, "import { b } from '@hookform/resolvers/x'"],
  ['client/a.ts', `imports zod/mini, ${noPlace}`, "import { b } from 'zod/mini'"],
  ['simulator/a.ts', `imports node:http, ${noPlace}`, "import { b } from 'node:http'"],
  ['components/a.ts', `imports lodash, ${noPlace}`, "import { b } from 'lodash'"],
  ['index.ts', `imports react, ${noPlace}`, "export { b } from 'react'"],
  // protocol/ uses no network, clock, timers or randomness.
  ['protocol/a.ts', 'calls fetch()', "export const a = () => fetch('/')"],
  ['protocol/a.ts', 'calls fetch()', "export const a = () => globalThis.fetch('/')"],
  ['protocol/a.ts', 'uses Date.now', 'export const a = (now = Date.now) => now()'],
  ['protocol/a.ts', 'calls new Date()', 'export const a = () => new Date()'],
  ['protocol/a.ts', 'calls setTimeout()', 'export const a = (f: () => void) => setTimeout(f, 1)'],
  ['protocol/a.ts', 'uses Math.random', 'export const a = () => Math.random()'],
  ['protocol/a.ts', 'uses crypto', 'export const a = () => crypto.randomUUID()'],
  // Shape.
  ['queue.ts', 'is in a folder without import rules', 'export const a = 1'],
  ['hooks/helpers.ts', 'has a name that does not describe its content', 'export const a = 1'],
  ['client/a.ts', 'has more than 250 lines', a250],
  ['client.ts', 'exports *', "export * from './client/a.ts'"],
  ['client/index.ts', 'only re-exports but is not an entry point', "export { b } from './b.ts'"],
  ['client.ts', 'is an entry point but does more than re-export', 'export const a = 1'],
  ['client/a.ts', 'has a default export', 'export default 1'],
  ['client/a.ts', 'declares an enum', 'export enum A { B }'],
  ['client/a.ts', 'uses any', 'export const a = (b: any) => b'],
  ['client/a.ts', 'does not parse', 'export const a = ('],
  // 'use client' belongs in files that use hooks.
  ['hooks/a.ts', unmarked, "import { useState } from 'react'\nexport const a = () => useState()"],
  ['components/a.ts', unmarked, "import * as React from 'react'\nexport const a = React.createContext(1)"],
  ['client/a.ts', mismarked, "'use client'\nexport const a = 1"],
  ['index.ts', mismarked, "'use client'\nexport { a } from './hooks/a.ts'"],
])('%s is refused when it %s', (path, complaint, source) => {
  expect(checkImports(path, source)).toContain(complaint)
})
